import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { inTempDir, namesIn, runMain } from "../support/run_main.ts";
import { originalJson, SAMPLE_NAMES, samplePath } from "../support/sample_tasks.ts";

async function putTasks(cwd: string): Promise<void> {
  await Deno.mkdir(join(cwd, "tasks"));
  for (const name of SAMPLE_NAMES) await Deno.copyFile(samplePath(name), join(cwd, "tasks", `${name}.json`));
}

Deno.test("import takes back what export wrote, to the byte", async () => {
  await inTempDir(async (cwd) => {
    await putTasks(cwd);
    for (const format of ["swe-bench", "swe-smith"]) {
      assertEquals((await runMain(["export", "tasks", "-f", format, "-o", format, "-q"], { cwd })).code, 0);
      const checked = await runMain(["validate", format], { cwd });
      assertEquals([checked.code, checked.stderr], [0, "3 of 3 tasks hold\n"]);
      assertMatch(
        checked.stdout,
        /^(ok {3}swe-\w+\/train\.jsonl:\d: \d+ tests pass on the healthy .*\n){3}$/,
      );
      const back = await runMain(["import", format, "-o", `back_${format}`], { cwd });
      assertEquals(back, {
        code: 0,
        stdout: "",
        stderr: `3 of 3 tasks imported into back_${format}: 3 as they were, 0 measured anew\n`,
      });
      for (const name of namesIn(join(cwd, `back_${format}`))) {
        const text = await Deno.readTextFile(join(cwd, `back_${format}`, name));
        const [, , module] = /^conversation_((\w+?))_[a-z-]+_[0-9a-f]{8}\.json$/.exec(name)!;
        assertEquals(text, await Deno.readTextFile(join(cwd, "tasks", `${module}.json`)));
      }
    }
  });
});

Deno.test("import measures what a file lacks, refuses what does not hold, and ends with 1", async () => {
  await inTempDir(async (cwd) => {
    await Deno.mkdir(join(cwd, "old"));
    const task = JSON.parse(originalJson());
    await Deno.writeTextFile(join(cwd, "old/a.json"), originalJson());
    await Deno.writeTextFile(
      join(cwd, "old/b.json"),
      JSON.stringify({ ...task, correct_code: task.buggy_code, buggy_code: task.correct_code }),
    );
    await Deno.writeTextFile(join(cwd, "old/c.json"), '{"a": 1}');
    const { code, stdout, stderr } = await runMain(["import", "old", "-o", "new", "--json"], { cwd });
    assertEquals(code, 1);
    const { found, kept, measured, refused, tasks } = JSON.parse(stdout);
    assertEquals([found, kept, measured, refused], [3, 0, 1, 2]);
    assertEquals(tasks[0].file, `new/${namesIn(join(cwd, "new"))[0]}`);
    assertMatch(stderr, /^refused old\/b\.json: the module fails its own tests: /m);
    assertMatch(stderr, /^refused old\/c\.json: it has the keys of no form that is known$/m);
    const again = await runMain(["import", "old/a.json", "-f", "original", "-o", "new"], { cwd });
    assertEquals(again.code, 0, "the same task may be there");
    await Deno.writeTextFile(join(cwd, tasks[0].file), "{}");
    const other = await runMain(["import", "old/a.json", "-o", "new"], { cwd });
    assertEquals(other.code, 1);
    assertStringIncludes(other.stderr, "it holds another text; name another folder, or use --force");
    assertEquals((await runMain(["import", "old/a.json", "-o", "new", "--force"], { cwd })).code, 0);
  });
});

Deno.test("import says in one line what it cannot use", async () => {
  await inTempDir(async (cwd) => {
    await Deno.mkdir(join(cwd, "empty"));
    const cases: [string[], string][] = [
      [["empty"], 'Cannot run "import": --output is missing'],
      [["empty", "-o", "x", "-f", "swe-bensh"], 'there is no "swe-bensh". Did you mean'],
      [["empty", "-o", "x"], 'Cannot import "empty": it holds no .json or .jsonl files'],
      [["empty", "-o", "/proc/x"], 'Cannot write "/proc/x'],
    ];
    for (const [words, line] of cases) {
      const { code, stdout, stderr } = await runMain(["import", ...words], { cwd });
      assertEquals([words, code, stdout], [words, 2, ""]);
      assertStringIncludes(stderr, line);
      assertEquals(stderr.trimEnd().split("\n").length, 1);
    }
  });
});
