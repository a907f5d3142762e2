import { fromFileUrl } from "@std/path";
import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { UsageError } from "../../lib/core/errors.ts";
import { probeFile, writeFileAtomic } from "../../lib/files/atomic_write.ts";

const WORKER = fromFileUrl(new URL("../testdata/file_worker.ts", import.meta.url));

async function inFolder(run: (dir: string) => Promise<void>): Promise<void> {
  const dir = await Deno.makeTempDir({ prefix: "synthdebug test " });
  try {
    await run(dir);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

function namesIn(dir: string): string[] {
  return [...Deno.readDirSync(dir)].map(({ name }) => name).sort();
}

async function refusal(write: Promise<void>): Promise<string> {
  return (await assertRejects(() => write, UsageError)).message;
}

Deno.test("writeFileAtomic() makes parent folders and leaves nothing but the file", () =>
  inFolder(async (dir) => {
    await writeFileAtomic(`${dir}/a/b/c.json`, "äß\n");
    assertEquals(await Deno.readTextFile(`${dir}/a/b/c.json`), "äß\n");
    assertEquals(namesIn(`${dir}/a/b`), ["c.json"]);
  }));

Deno.test("writeFileAtomic() replaces a file by a new one and keeps its mode", () =>
  inFolder(async (dir) => {
    const path = `${dir}/a`;
    await Deno.writeTextFile(path, "a longer old text", { mode: 0o640 });
    await Deno.chmod(path, 0o640);
    const before = await Deno.stat(path);
    await writeFileAtomic(path, new TextEncoder().encode("new"));
    const after = await Deno.stat(path);
    assertEquals(await Deno.readTextFile(path), "new");
    assertEquals(after.mode! & 0o777, 0o640);
    assertEquals(before.ino === after.ino, false);
  }));

Deno.test("writeFileAtomic() writes a name that has no room for a longer one", () =>
  inFolder(async (dir) => {
    await writeFileAtomic(`${dir}/${"n".repeat(255)}`, "x");
    assertEquals(namesIn(dir), ["n".repeat(255)]);
  }));

Deno.test("writeFileAtomic() writes through a symbolic link, or refuses it where asked to", () =>
  inFolder(async (dir) => {
    await Deno.mkdir(`${dir}/real`);
    await Deno.writeTextFile(`${dir}/real/a`, "old");
    await Deno.symlink("real/a", `${dir}/link`);
    assertEquals(
      await refusal(writeFileAtomic(`${dir}/link`, "no", { below: dir })),
      `Cannot write "${dir}/link": it is a symbolic link`,
    );
    await writeFileAtomic(`${dir}/link`, "new");
    assertEquals(await Deno.readTextFile(`${dir}/real/a`), "new");
    assertEquals((await Deno.lstat(`${dir}/link`)).isSymlink, true);
    await Deno.symlink("nothing", `${dir}/dangling`);
    assertEquals(
      await refusal(writeFileAtomic(`${dir}/dangling`, "no")),
      `Cannot write "${dir}/dangling": it is a symbolic link to nothing`,
    );
  }));

Deno.test("writeFileAtomic() tells why it cannot write", () =>
  inFolder(async (dir) => {
    await Deno.writeTextFile(`${dir}/file`, "");
    await Deno.symlink("loop", `${dir}/loop`);
    const cases: [path: string, state: string][] = [
      [dir, "it is a folder"],
      [`${dir}/new/`, "the name is that of a folder"],
      ["", "the name is empty"],
      [`${dir}/file/below`, "a file stands where a folder is needed"],
      [`${dir}/file/far/below`, "a file stands where a folder is needed"],
      [`${dir}/${"n".repeat(256)}`, "the name is too long"],
      [`${dir}/a\0b`, "the name is not one that a file can have"],
      [`${dir}/loop`, "its symbolic links run in a circle"],
      ["/dev/full", "no space left on device"],
    ];
    for (const [path, state] of cases) {
      assertEquals(await refusal(writeFileAtomic(path, "x")), `Cannot write "${path}": ${state}`);
    }
    assertEquals(namesIn(dir), ["file", "loop"]);
  }));

Deno.test({
  name: "writeFileAtomic() tells that a folder may not be written to",
  ignore: Deno.uid() === 0,
  fn: () =>
    inFolder(async (dir) => {
      await Deno.chmod(dir, 0o500);
      const message = await refusal(writeFileAtomic(`${dir}/a`, "x"));
      await Deno.chmod(dir, 0o700);
      assertEquals(message, `Cannot write "${dir}/a": permission denied`);
    }),
});

Deno.test("writeFileAtomic() leaves a device in place", async () => {
  await writeFileAtomic("/dev/null", "x");
  assertEquals((await Deno.stat("/dev/null")).isFile, false);
});

Deno.test("writeFileAtomic() keeps the old file and removes the temporary one where writing fails midway", () =>
  inFolder(async (dir) => {
    const path = `${dir}/a`;
    await Deno.writeTextFile(path, "old");
    const script = `trap "" XFSZ; ulimit -f 8; exec "$0" run -q --no-lock -A "$@"`;
    const { stdout } = await new Deno.Command("sh", {
      args: ["-c", script, Deno.execPath(), WORKER, "write", path, "100000"],
      env: { DENO_NO_UPDATE_CHECK: "1" },
    }).output();
    assertEquals(
      new TextDecoder().decode(stdout),
      `Cannot write "${path}": file too large\n`,
    );
    assertEquals(await Deno.readTextFile(path), "old");
    assertEquals(namesIn(dir), ["a"]);
  }));

Deno.test("writeFileAtomic() names the Deno flag that is missing", () =>
  inFolder(async (dir) => {
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-q", "--no-prompt", "--allow-read", WORKER, "write", `${dir}/a`, "1"],
    }).output();
    assertStringIncludes(
      new TextDecoder().decode(stdout),
      `Cannot write "${dir}/a": Deno may not touch it; add --allow-write to the deno command`,
    );
  }));

Deno.test("probeFile() refuses what writeFileAtomic() would, and leaves a file as it is", () =>
  inFolder(async (dir) => {
    await Deno.writeTextFile(`${dir}/file`, "kept");
    await probeFile(`${dir}/file`);
    await probeFile(`${dir}/new/file`);
    assertEquals(await Deno.readTextFile(`${dir}/file`), "kept");
    assertEquals([namesIn(dir), namesIn(`${dir}/new`)], [["file", "new"], []]);
    assertStringIncludes(await refusal(probeFile(dir)), "it is a folder");
    assertStringIncludes(await refusal(probeFile(`${dir}/file/x`)), "a file stands where a folder is needed");
    assertStringIncludes(await refusal(probeFile(`${dir}/${"x".repeat(300)}`)), "the name is too long");
  }));
