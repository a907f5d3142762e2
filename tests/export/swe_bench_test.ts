import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { sweBench } from "../../lib/export/swe_bench.ts";
import { reportedTests } from "../../lib/core/reported_tests.ts";
import { exportInMemory } from "../support/export_in_memory.ts";
import { exportToFolder, runPython } from "../support/export_to_folder.ts";
import { git, hasGit } from "../support/git.ts";
import { inTempDir, namesIn } from "../support/run_main.ts";
import { originalJson, SAMPLE_NAMES, sampleTask } from "../support/sample_tasks.ts";
import { readExportTask } from "../../lib/core/export_task.ts";

const TASKS = SAMPLE_NAMES.map((name) => sampleTask({}, name));

Deno.test("swe-bench gives every field of an instance, all of them texts", async () => {
  await inTempDir(async (dir) => {
    const [first] = await exportToFolder(sweBench, TASKS, join(dir, "set"));
    assertEquals(Object.entries(first!).filter(([, value]) => typeof value !== "string"), []);
    assertEquals(Object.keys(first!).slice(0, 12), [
      "repo",
      "instance_id",
      "base_commit",
      "patch",
      "test_patch",
      "problem_statement",
      "hints_text",
      "created_at",
      "version",
      "FAIL_TO_PASS",
      "PASS_TO_PASS",
      "environment_setup_commit",
    ]);
    const { id, failToPass, passToPass } = TASKS[0]!;
    assertEquals(first!.instance_id, `synthdebug__bayes_network-${id}`);
    assertMatch(first!.base_commit!, /^[0-9a-f]{40}$/);
    assertEquals(JSON.parse(first!.FAIL_TO_PASS!).length, failToPass!.length);
    assertEquals(JSON.parse(first!.PASS_TO_PASS!).length, passToPass!.length);
    assertStringIncludes(
      first!.FAIL_TO_PASS!,
      '"test_wet_grass (test_bayes_network.PosteriorTests.test_wet_grass)"',
    );
    assertEquals(namesIn(join(dir, "set")), ["README.md", "repo.git", "train.jsonl"]);
    const again = await exportToFolder(sweBench, TASKS, join(dir, "again"));
    assertEquals(again[0], first, "the same task is the same instance");
  });
});

Deno.test(
  "an instance of swe-bench fails by its tests, and passes with its patch, as git and Python have it",
  {
    ignore: !await hasGit(),
  },
  async () => {
    await inTempDir(async (dir) => {
      const instances = await exportToFolder(sweBench, TASKS, join(dir, "set"));
      for (const instance of instances) {
        const work = join(dir, instance.instance_id!);
        const branch = ["--single-branch", "--branch", instance.instance_id!];
        await git(["clone", "-q", ...branch, "set/repo.git", work], dir);
        assertEquals(await git(["log", "--all", "--format=%H"], work), `${instance.base_commit}\n`);
        const module = instance.repo!.split("/")[1]!;
        assertEquals(namesIn(work), [".git", "README.md", `${module}.py`, "run_tests.py"].sort());
        const apply = async (key: string) => {
          await Deno.writeTextFile(join(dir, "a.patch"), instance[key]!);
          await git(["apply", join(dir, "a.patch")], work);
        };
        await apply("test_patch");
        const before = await runPython(["-I", "run_tests.py"], work);
        await apply("patch");
        const after = await runPython(["-I", "run_tests.py"], work);
        assertEquals([before.code, after.code], [1, 0]);
        const passed = (report: string) =>
          reportedTests(report, module).filter(({ status }) => status === "ok").map(({ id }) => id).sort();
        const task = TASKS.find(({ moduleName }) => moduleName === module)!;
        assertEquals(passed(before.output), task.passToPass!.toSorted());
        assertEquals(passed(after.output), [...task.passToPass!, ...task.failToPass!].sort());
      }
    });
  },
);

Deno.test("the issue tells what goes wrong with a script that shows it, and nothing of the fault", async () => {
  await inTempDir(async (dir) => {
    const instances = await exportToFolder(sweBench, TASKS, join(dir, "set"));
    for (const [at, instance] of instances.entries()) {
      const { moduleName, bugs, buggyCode, correctCode } = TASKS[at]!;
      const issue = instance.problem_statement!;
      const [bug] = bugs;
      for (const code of [buggyCode, correctCode]) {
        const line = code.split("\n")[bug!.line - 1]!.trim();
        assert(!issue.includes(line), `the issue of ${moduleName} holds ${line}`);
      }
      assert(!issue.includes(bug!.description), "it tells the bug");
      const [, script] = /```python\n(.*?)```/s.exec(issue)!;
      const [, error] = /```text\n(.*?)\n```/s.exec(issue)!;
      await Deno.writeTextFile(join(dir, "shows.py"), script!);
      await Deno.writeTextFile(join(dir, `${moduleName}.py`), buggyCode);
      const buggy = await runPython(["shows.py"], dir);
      await Deno.writeTextFile(join(dir, `${moduleName}.py`), correctCode);
      const healthy = await runPython(["shows.py"], dir);
      assertEquals([buggy.code, healthy.code], [1, 0], buggy.output + healthy.output);
      assertStringIncludes(buggy.output, error!);
    }
  });
});

Deno.test("swe-bench takes a task of the Python original whose report names the tests, and no other", async () => {
  const read = readExportTask(originalJson());
  if (!read.ok) throw new Error(read.rejection.detail);
  const good = await exportInMemory(sweBench, [read.value]);
  assertEquals(good.outcomes[0], { ok: true, value: 1 });
  const bare = readExportTask(
    JSON.stringify({ ...JSON.parse(originalJson()), failing_output: "F.\nFAILED" }),
  );
  if (!bare.ok) throw new Error(bare.rejection.detail);
  const { outcomes } = await exportInMemory(sweBench, [bare.value]);
  assertEquals(outcomes[0], {
    ok: false,
    rejection: {
      reason: "no_test_names",
      detail: "it does not say which tests fail; import it first, which measures that",
    },
  });
});
