import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { join } from "@std/path";
import { openInventionList } from "../../lib/catalogue/invention_list.ts";
import { LineFile } from "../../lib/catalogue/line_file.ts";
import { openModuleIndex } from "../../lib/catalogue/module_index.ts";
import { openState } from "../../lib/catalogue/state.ts";
import { UsageError } from "../../lib/core/errors.ts";
import { writeFileAtomic } from "../../lib/files/atomic_write.ts";
import { withLock } from "../../lib/files/lock.ts";
import { refuseDetour } from "../../lib/files/plain_file.ts";
import { readTextBounded } from "../../lib/files/read_bounded.ts";
import { Journal } from "../../lib/flows/journal.ts";
import { inHostileFolder, makePipe, makeSparse, NO_FILES } from "../support/hostile_folder.ts";
import { inTempDir, namesIn } from "../support/run_main.ts";

const STATES = {
  pipe: "it is not a regular file",
  socket: "it is not a regular file",
  folder: "it is a folder",
  device: "it is not a regular file",
};

Deno.test("readTextBounded() waits for no pipe, and reads nothing of what is too large", () =>
  inHostileFolder(async (dir) => {
    const refusal = async (name: string) =>
      (await assertRejects(() => readTextBounded(join(dir, name), 1000), UsageError)).message;
    for (const name of NO_FILES) {
      assertEquals(await refusal(name), `Cannot read "${join(dir, name)}": ${STATES[name]}`);
    }
    assertEquals(await refusal("huge"), `Cannot read "${join(dir, "huge")}": it is larger than 1000 bytes`);
  }));

Deno.test("readTextBounded() reads what a shell hands over, up to the limit", async () => {
  const script = `import { readTextBounded } from ${
    JSON.stringify(new URL("../../lib/files/read_bounded.ts", import.meta.url).href)
  };
    console.log(await readTextBounded(Deno.args[0], 10).catch((error) => error.message));`;
  const run = async (shell: string) => {
    const { stdout } = await new Deno.Command("bash", {
      args: ["-c", shell, Deno.execPath(), script],
    }).output();
    return new TextDecoder().decode(stdout);
  };
  assertEquals(await run('echo text | "$0" eval "$1" /dev/stdin'), "text\n\n");
  assertEquals(await run('"$0" eval "$1" <(echo text)'), "text\n\n");
  assert((await run('"$0" eval "$1" /dev/stdin < /dev/zero')).endsWith("it is larger than 10 bytes\n"));
});

Deno.test("a lock is taken on no link, pipe or folder, and nothing is written through one", () =>
  inHostileFolder(async (dir) => {
    await Deno.writeTextFile(join(dir, "precious"), "precious");
    const links = [["precious", "link"], ["nothing", "dangling"], ["pipe", "to_pipe"]];
    for (const [target, name] of links) await Deno.symlink(target!, join(dir, `${name}.lock`));
    await makePipe(join(dir, "fifo.lock"));
    const states = { link: "it is a symbolic link", dangling: "it is a symbolic link", fifo: STATES.pipe };
    for (const [name, state] of Object.entries(states)) {
      const error = await assertRejects(() => withLock(join(dir, name), () => {}), UsageError);
      assertEquals(error.message, `Cannot write "${join(dir, name)}.lock": ${state}`);
      await assertRejects(() => openState(join(dir, name), { knownKeys: null }), UsageError, "Cannot");
    }
    assertEquals(await Deno.readTextFile(join(dir, "precious")), "precious");
    assert(!namesIn(dir).includes("nothing"));
  }));

Deno.test("a journal is appended to no link, pipe or folder, and begins a new line after a torn one", () =>
  inHostileFolder(async (dir) => {
    const setup = { run: "r", now: () => new Date(0) };
    for (const name of NO_FILES) {
      const error = await assertRejects(() => Journal.open(join(dir, name), setup), UsageError);
      const state = name === "device" ? "it is a symbolic link" : STATES[name];
      assertEquals(error.message, `Cannot write "${join(dir, name)}": ${state}`);
    }
    await Deno.writeTextFile(join(dir, "run.jsonl"), '{"event": "torn');
    for (let run = 0; run < 2; run++) {
      using journal = await Journal.open(join(dir, "run.jsonl"), setup);
      journal.write({ event: "whole" });
    }
    const whole = '{"event":"whole","run":"r","time":"1970-01-01T00:00:00.000Z"}\n';
    assertEquals(await Deno.readTextFile(join(dir, "run.jsonl")), `{"event": "torn\n${whole}${whole}`);
  }));

Deno.test("a file of lines is read from and appended to no link, pipe or folder", () =>
  inHostileFolder((dir) => {
    for (const name of NO_FILES) {
      const state = name === "device" ? "it is a symbolic link" : STATES[name];
      const path = join(dir, name);
      const file = new LineFile(path);
      assertThrows(() => file.readNew(), UsageError, `Cannot read "${path}": ${state}`);
      assertThrows(() => file.append("x"), UsageError, `Cannot write "${path}": ${state}`);
      assertThrows(() => file.probe(), UsageError, `Cannot write "${path}": ${state}`);
    }
    const huge = new LineFile(join(dir, "huge"));
    assertThrows(() => huge.readNew(), UsageError, "it is larger than 1073741824 bytes");
    return Promise.resolve();
  }));

Deno.test("a file of lines gives a large file in parts, and is refused where it has lines without number", () =>
  inTempDir(async (dir) => {
    const path = join(dir, "a.jsonl");
    await Deno.writeTextFile(path, Array.from({ length: 120_001 }, (_, at) => `${at}\n`).join(""));
    const file = new LineFile(path);
    const lines: string[] = [];
    let parts = 0;
    for (let more = true; more; parts++) {
      const read = file.readNew();
      lines.push(...read.lines);
      more = read.more;
    }
    assertEquals([lines.length, lines.at(-1), parts], [120_001, "120000", 3]);
    assertEquals(file.readNew(), { lines: [], replaced: false, more: false });
    await Deno.writeTextFile(`${dir}/s.json.modules.jsonl`, "\n".repeat(2_000_001));
    await Deno.writeTextFile(`${dir}/s.json.scenarios.jsonl`, "\n".repeat(2_000_001));
    assertThrows(() => openModuleIndex(`${dir}/s.json`), UsageError, "it has more than 2000000 lines");
    assertThrows(() => openInventionList(`${dir}/s.json`), UsageError, "it has more than 2000000 lines");
  }));

Deno.test("claims that no run can have made are passed over, and those that cannot be read are told", () =>
  inHostileFolder(async (dir) => {
    const path = join(dir, "state.json");
    await makePipe(`${path}.claims-pipe.json`);
    await Deno.mkdir(`${path}.claims-folder.json`);
    await Deno.symlink("/dev/zero", `${path}.claims-device.json`);
    await makeSparse(`${path}.claims-dead.json`, 3 * 2 ** 30);
    const state = await openState(path, { knownKeys: null });
    assertEquals(await state.claim((taken) => taken.size === 0 ? "a" : null), "a");
    await state.close();
    assert(!namesIn(dir).includes("state.json.claims-dead.json"));
    for (const text of ["{}", "3", "[1]", "[".repeat(100_000), "null"]) {
      using live = await Deno.open(`${path}.claims-live.json`, { write: true, create: true, truncate: true });
      await live.lock(true);
      await Deno.writeTextFile(`${path}.claims-live.json`, text);
      const other = await openState(path, { knownKeys: null });
      const error = await assertRejects(() => other.claim(() => "b"), UsageError);
      assert(
        error.message.startsWith(`Cannot read claims "${path}.claims-live.json": it is n`),
        error.message,
      );
      await Deno.remove(`${path}.claims-live.json`);
      await other.close();
    }
  }));

Deno.test("writeFileAtomic() goes through no link below the folder that the user named", () =>
  inHostileFolder(async (dir) => {
    const below = join(dir, "named");
    await Deno.mkdir(join(below, "real"), { recursive: true });
    await Deno.mkdir(join(dir, "elsewhere"));
    await Deno.writeTextFile(join(dir, "elsewhere/precious"), "precious");
    await Deno.symlink(join(dir, "elsewhere"), join(below, "link"));
    await Deno.symlink(join(dir, "elsewhere/precious"), join(below, "file"));
    await Deno.symlink(join(dir, "elsewhere/new"), join(below, "dangling"));
    await makePipe(join(below, "pipe"));
    const cases = [
      ["link/x", `"${join(below, "link")}" is a symbolic link`],
      ["link/deep/er/x", `"${join(below, "link")}" is a symbolic link`],
      ["real/../link/x", `"${join(below, "link")}" is a symbolic link`],
      ["file", "it is a symbolic link"],
      ["dangling", "it is a symbolic link"],
      ["pipe", "it is not a regular file"],
      ["real", "it is a folder"],
      ["../elsewhere/x", `it is not below "${below}"`],
    ] as const;
    for (const [name, state] of cases) {
      const path = `${below}/${name}`;
      const error = await assertRejects(() => writeFileAtomic(path, "evil", { below }), UsageError);
      assertEquals(error.message, `Cannot write "${path}": ${state}`);
    }
    assertEquals(namesIn(join(dir, "elsewhere")), ["precious"]);
    assertEquals(await Deno.readTextFile(join(dir, "elsewhere/precious")), "precious");
    // The named folder itself may be a link: that is the user's word.
    await Deno.symlink(below, join(dir, "way"));
    await writeFileAtomic(join(dir, "way/real/x"), "good", { below: join(dir, "way") });
    assertEquals(await Deno.readTextFile(join(below, "real/x")), "good");
  }));

Deno.test("writeFileAtomic() leaves the other name of a file as it is", () =>
  inTempDir(async (dir) => {
    await Deno.writeTextFile(`${dir}/a`, "old");
    await Deno.link(`${dir}/a`, `${dir}/b`);
    await writeFileAtomic(`${dir}/a`, "new", { below: dir });
    assertEquals([Deno.readTextFileSync(`${dir}/a`), Deno.readTextFileSync(`${dir}/b`)], ["new", "old"]);
  }));

Deno.test("refuseDetour() takes relative paths", () =>
  inTempDir(async (dir) => {
    await Deno.mkdir(`${dir}/named`);
    await Deno.symlink("/", `${dir}/named/link`);
    const before = Deno.cwd();
    Deno.chdir(dir);
    try {
      refuseDetour("named/x.json", "named");
      refuseDetour("named/x.json", ".");
      assertThrows(() => refuseDetour("named/link/x.json", "named"), UsageError, "is a symbolic link");
    } finally {
      Deno.chdir(before);
    }
  }));
