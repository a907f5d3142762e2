import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { UsageError } from "../../lib/core/errors.ts";
import { addFiles, writeFolder } from "../../lib/files/add_files.ts";

const BYTES = new TextEncoder().encode("ref\n");
const FOLDER = { name: ".git", files: new Map([["HEAD", BYTES], ["objects/a/b", BYTES]]) };
const FILES = new Map([["a.py", "a\n"], ["z.py", "z\n"]]);

async function inFolder(run: (dir: string) => Promise<void>): Promise<void> {
  const dir = await Deno.makeTempDir();
  try {
    await run(dir);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

const namesIn = (dir: string) => [...Deno.readDirSync(dir)].map(({ name }) => name).sort();

Deno.test("addFiles() adds files and a folder, and what a killed run left of them is completed", () =>
  inFolder(async (dir) => {
    await addFiles(dir, { files: FILES, folder: FOLDER });
    assertEquals(namesIn(dir), [".git", "a.py", "z.py"]);
    assertEquals(await Deno.readTextFile(join(dir, ".git/objects/a/b")), "ref\n");
    for (const name of ["z.py", ".git"]) {
      await Deno.remove(join(dir, name), { recursive: true });
      await addFiles(dir, { files: FILES, folder: FOLDER });
      assertEquals(namesIn(dir), [".git", "a.py", "z.py"]);
    }
  }));

Deno.test("addFiles() writes nothing where a file or the folder is another one", () =>
  inFolder(async (dir) => {
    await Deno.mkdir(join(dir, ".git"));
    await Deno.writeTextFile(join(dir, ".git/HEAD"), "mine");
    await assertRejects(
      () => addFiles(dir, { files: FILES, folder: FOLDER }),
      UsageError,
      `Cannot write "${dir}/.git": it exists`,
    );
    await Deno.remove(join(dir, ".git"), { recursive: true });
    await Deno.writeTextFile(join(dir, "z.py"), "mine");
    await assertRejects(() => addFiles(dir, { files: FILES, folder: FOLDER }), UsageError, "another content");
    assertEquals(namesIn(dir), ["z.py"]);
  }));

Deno.test("addFiles() takes back what it wrote where a later part cannot be written", () =>
  inFolder(async (dir) => {
    const folder = { name: ".git", files: new Map([["HEAD", BYTES], ["HEAD/below", BYTES]]) };
    await assertRejects(() => addFiles(dir, { files: FILES, folder }), UsageError, "Cannot write");
    assertEquals(namesIn(dir), []);
  }));

Deno.test("writeFolder() leaves nothing where the place is taken", () =>
  inFolder(async (dir) => {
    await Deno.writeTextFile(join(dir, "taken"), "");
    await assertRejects(() => writeFolder(join(dir, "taken"), FILES), UsageError, "Cannot write");
    assertEquals(namesIn(dir), ["taken"]);
    await writeFolder(join(dir, "new"), FILES);
    assertEquals(namesIn(join(dir, "new")), ["a.py", "z.py"]);
  }));
