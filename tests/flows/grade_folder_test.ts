import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { UsageError } from "../../lib/core/errors.ts";
import { readFileEdit } from "../../lib/core/read_file_edit.ts";
import { gradeFolder } from "../../lib/flows/grade_folder.ts";
import { makePipe, makeSparse } from "../support/hostile_folder.ts";
import { sampleJson } from "../support/sample_tasks.ts";
import { sharedPool } from "../support/with_pool.ts";

const pool = sharedPool([1]);

const JSON_TEXT = sampleJson({ bug_file_path: "/somewhere/bayes.py", agent_instructions: "# Mend\n" });
const { correct_code: CORRECT } = JSON.parse(JSON_TEXT);

const grade = (dir: string) => gradeFolder(JSON_TEXT, dir, { python: pool() });

async function inTask(run: (dir: string, module: string) => Promise<void>): Promise<void> {
  const dir = await Deno.makeTempDir();
  try {
    const read = readFileEdit(JSON_TEXT);
    if (!read.ok) throw new Error(read.rejection.detail);
    for (const [name, text] of read.value.files) await Deno.writeTextFile(join(dir, name), text);
    await run(dir, join(dir, "bayes.py"));
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

Deno.test("gradeFolder() judges the module alone, and tells which other files of the task were changed", () =>
  inTask(async (dir, module) => {
    const untouched = await grade(dir);
    assertEquals([untouched.reward, untouched.changedFiles], [0, []]);
    await Deno.writeTextFile(join(dir, "test_bayes_network.py"), "import unittest\n");
    await Deno.remove(join(dir, "AGENTS.md"));
    await Deno.writeTextFile(join(dir, "notes.md"), "mine");
    const cheated = await grade(dir);
    assertEquals([cheated.reward, cheated.reason], [0, "tests_fail"]);
    assertEquals(cheated.changedFiles, ["test_bayes_network.py", "AGENTS.md"]);
    await Deno.writeTextFile(module, CORRECT);
    assertEquals((await grade(dir)).reward, 1);
    // A module that imports another file of the folder is not whole.
    await Deno.rename(module, join(dir, "mended.py"));
    await Deno.writeTextFile(module, "from mended import *\n");
    assertEquals((await grade(dir)).reason, "import_error");
  }));

Deno.test("gradeFolder() gives 0 to a module that is gone or is no file to read, and waits for none", () =>
  inTask(async (dir, module) => {
    await Deno.remove(module);
    const gone = await grade(dir);
    assertEquals([gone.reward, gone.reason, gone.detail], [0, "missing", "the module is not there"]);
    await Deno.writeTextFile(join(dir, "real.py"), CORRECT);
    const states: [make: () => Promise<unknown>, detail: RegExp][] = [
      [() => Deno.symlink("real.py", module), /it is a symbolic link$/],
      [() => Deno.symlink("/dev/zero", module), /it is a symbolic link$/],
      [() => Deno.mkdir(module), /it is a folder$/],
      [() => makePipe(module), /it is not a regular file$/],
      [() => makeSparse(module, 1e10), /it is larger than/],
      [() => Deno.writeFile(module, new Uint8Array([0xff, 0xfe])), /it is not UTF-8 text$/],
    ];
    for (const [make, detail] of states) {
      await make();
      const report = await grade(dir);
      assertEquals([report.reward, report.reason], [0, "unreadable"]);
      assertMatch(report.detail, detail);
      await Deno.remove(module, { recursive: true });
    }
    assertEquals((await grade(join(dir, "nowhere"))).reason, "missing");
    assertEquals((await grade(join(dir, "real.py"))).reason, "missing");
  }));

Deno.test("gradeFolder() refuses a conversation of no file-edit task", async () => {
  await assertRejects(
    () => gradeFolder(sampleJson(), "/", { python: pool() }),
    UsageError,
    "Cannot grade by this conversation: it is not the conversation of a file-edit task",
  );
});
