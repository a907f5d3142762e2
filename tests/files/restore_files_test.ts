import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { UsageError } from "../../lib/core/errors.ts";
import { restoreFiles } from "../../lib/files/restore_files.ts";

const FILES = new Map([["a.py", "a = 1\n"], ["b.py", "b = 1\n"], ["c.py", "c = 1\n"]]);

async function inFolder(run: (dir: string) => Promise<void>): Promise<void> {
  const dir = await Deno.makeTempDir();
  try {
    await run(dir);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

const namesIn = (dir: string) => [...Deno.readDirSync(dir)].map(({ name }) => name).sort();
const textsIn = (dir: string) => namesIn(dir).map((name) => Deno.readTextFileSync(join(dir, name)));

Deno.test("restoreFiles() puts back what was changed, removed or made a link, and leaves the rest alone", () =>
  inFolder(async (dir) => {
    const folder = join(dir, "task");
    assertEquals(await restoreFiles(folder, FILES), { restored: ["a.py", "b.py", "c.py"], kept: [] });
    await Deno.writeTextFile(join(dir, "elsewhere"), "mine\n");
    await Deno.remove(join(folder, "a.py"));
    await Deno.symlink(join(dir, "elsewhere"), join(folder, "a.py"));
    await Deno.writeTextFile(join(folder, "b.py"), "b = 2\n");
    await Deno.writeTextFile(join(folder, "notes"), "mine\n");
    const before = await Deno.stat(join(folder, "c.py"));
    assertEquals(await restoreFiles(folder, FILES), { restored: ["a.py", "b.py"], kept: ["c.py"] });
    assertEquals(textsIn(folder), [...FILES.values(), "mine\n"]);
    assertEquals(await Deno.readTextFile(join(dir, "elsewhere")), "mine\n");
    assertEquals((await Deno.stat(join(folder, "c.py"))).ino, before.ino);
  }));

Deno.test("restoreFiles() changes nothing where a file cannot be put back", () =>
  inFolder(async (dir) => {
    await Deno.writeTextFile(join(dir, "a.py"), "edited\n");
    await Deno.mkdir(join(dir, "c.py"));
    const failure = await assertRejects(() => restoreFiles(dir, FILES), UsageError);
    assertEquals(failure.message, `Cannot write "${dir}/c.py": it is a folder`);
    assertEquals(namesIn(dir), ["a.py", "c.py"]);
    await Deno.remove(join(dir, "c.py"));
    const long = new Map([...FILES, [`${"n".repeat(300)}.py`, ""]]);
    await assertRejects(() => restoreFiles(dir, long), UsageError, "the name is too long");
    assertEquals(textsIn(dir), ["edited\n"]);
  }));

Deno.test("restoreFiles() swaps back what it swapped where a later swap fails", () =>
  inFolder(async (dir) => {
    await Deno.writeTextFile(join(dir, "a.py"), "edited\n");
    // The folder of the last one becomes a file, once all are staged.
    const files = new Map([...FILES, ["z", "file\n"], ["z/below.py", ""]]);
    await assertRejects(() => restoreFiles(dir, files), UsageError, "Cannot write");
    assertEquals(namesIn(dir), ["a.py", "z"]);
    assertEquals(await Deno.readTextFile(join(dir, "a.py")), "edited\n");
    assertEquals((await Deno.stat(join(dir, "z"))).isDirectory, true);
  }));
