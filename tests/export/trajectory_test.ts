import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { toTrajectory, type Trajectory } from "../../lib/export/trajectory.ts";
import type { ExportTask } from "../../lib/core/export_task.ts";
import { PythonPool } from "../../lib/python/pool.ts";
import { originalJson, SAMPLE_NAMES, sampleTask } from "../support/sample_tasks.ts";
import { readExportTask } from "../../lib/core/export_task.ts";

function trajectoryOf(task: ExportTask): Trajectory {
  const made = toTrajectory(task);
  if (!made.ok) throw new Error(made.rejection.detail);
  return made.value;
}

function reasonFor(task: ExportTask): string {
  const made = toTrajectory(task);
  return made.ok ? "" : `${made.rejection.reason}: ${made.rejection.detail}`;
}

Deno.test("a trajectory runs, reads, edits and runs again, and mends the module", () => {
  for (const name of SAMPLE_NAMES) {
    const task = sampleTask({}, name);
    const { steps, conclusion } = trajectoryOf(task);
    const files = new Map([[`${task.moduleName}.py`, task.buggyCode], [
      `test_${task.moduleName}.py`,
      task.unitTests,
    ]]);
    for (const { tool, arguments: given, output } of steps) {
      if (tool === "read_file") assertEquals(output, files.get(given.path!));
      if (tool !== "edit_file") continue;
      const text = files.get(given.path!)!;
      assertEquals(text.split(given.old_text!).length, 2, "the text stands there once");
      files.set(given.path!, text.replace(given.old_text!, () => given.new_text!));
    }
    assertEquals(files.get(`${task.moduleName}.py`), task.correctCode);
    const tools = steps.map(({ tool }) => tool);
    assertEquals(tools.slice(0, 3), ["run_tests", "read_file", "read_file"]);
    assert(tools.indexOf("run_python") < tools.indexOf("edit_file"));
    assert(tools.lastIndexOf("run_tests") > tools.lastIndexOf("edit_file"));
    assertStringIncludes(conclusion, "Accepted");
  }
});

Deno.test("what a trajectory's tools give is what Python prints", async () => {
  await using python = await PythonPool.open({ workers: 2 });
  for (const name of SAMPLE_NAMES) {
    const task = sampleTask({}, name);
    let code = task.buggyCode;
    for (const { tool, arguments: given, output } of trajectoryOf(task).steps) {
      const files = { moduleName: task.moduleName, code, tests: task.unitTests };
      if (tool === "edit_file") code = code.replace(given.old_text!, () => given.new_text!);
      if (tool === "run_tests") {
        assertEquals((await python.runCold(files, { limitMs: 30_000 })).output, output);
      }
      if (tool === "run_python") {
        assertEquals((await python.runProbe(files, given.code!, { limitMs: 30_000 })).output, output);
      }
    }
  }
});

Deno.test("a trajectory says nothing before the fix that only the mended module could tell", () => {
  for (const name of SAMPLE_NAMES) {
    const { steps } = trajectoryOf(sampleTask({}, name));
    const edit = steps.findIndex(({ tool }) => tool === "edit_file");
    for (const { thought } of steps.slice(0, edit + 1)) {
      assert(!/the mended code|mended\./.test(thought), thought);
    }
  }
});

Deno.test("no trajectory is made up where the conversation does not hold its outputs", () => {
  const task = sampleTask();
  const original = readExportTask(originalJson());
  const told = (at: number, content: string) => ({
    ...task,
    conversation: task.conversation.map((turn, place) => place === at ? { ...turn, content } : turn),
  });
  const fix = task.conversation.findIndex(({ content }) => content.includes("```diff"));
  const report = task.conversation.findIndex(({ role }) => role === "qa");
  const cases: [ExportTask, string][] = [
    [told(report, "The tests fail."), "no_trajectory: its conversation does not report the failing tests"],
    [told(fix, "I mend it."), "no_trajectory: the diffs of its conversation do not mend the module"],
    [
      told(fix, "```diff\n@@ -1,1 +1,1 @@\n-nowhere\n+x\n```"),
      "no_trajectory: a diff of its conversation does not fit the module",
    ],
    [
      { ...task, conversation: task.conversation.slice(0, fix + 1) },
      "no_trajectory: its conversation does not run the tests after the fix",
    ],
    [
      { ...task, passingOutput: "something else" },
      "no_trajectory: its conversation does not run the tests after the fix",
    ],
  ];
  for (const [changed, reason] of cases) assertEquals(reasonFor(changed), reason);
  // The scripts are in the evidence, which the original has not: what it quotes of them stays words.
  assert(original.ok);
  assertEquals(trajectoryOf(original.value).steps.map(({ tool }) => tool), [
    "run_tests",
    "read_file",
    "read_file",
    "edit_file",
    "run_tests",
  ]);
});
