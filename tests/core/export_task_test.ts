import { assertEquals, assertStringIncludes } from "@std/assert";
import { readExportTask } from "../../lib/core/export_task.ts";
import { applyUnifiedDiff } from "../../lib/core/unified_diff.ts";
import { originalJson, SAMPLE_NAMES, sampleJson, sampleTask } from "../support/sample_tasks.ts";

Deno.test("readExportTask() reads what the program writes", () => {
  for (const name of SAMPLE_NAMES) {
    const payload = JSON.parse(sampleJson({}, name));
    const task = sampleTask({}, name);
    assertEquals(task.id, payload.id);
    assertEquals(task.bugs, payload.bugs);
    assertEquals(task.failToPass, payload.tests.fail_to_pass);
    assertEquals(task.difficulty?.label, payload.difficulty.label);
    assertEquals(task.probes, payload.evidence.probes);
    assertEquals([task.author, task.model], ["offline", null]);
    assertEquals(task.passingOutput, payload.passing_output);
    assertEquals(applyUnifiedDiff(task.buggyCode, task.fix), task.correctCode);
  }
});

Deno.test("readExportTask() reads what the Python original writes, and says what that does not", () => {
  const read = readExportTask(originalJson());
  if (!read.ok) throw new Error(read.rejection.detail);
  const { id, bugs, failToPass, difficulty, probes, author, passingOutput } = read.value;
  assertEquals([bugs, failToPass, difficulty, probes, author, passingOutput], [
    [],
    null,
    null,
    [],
    "unknown",
    null,
  ]);
  assertEquals(/^[0-9a-f]{16}$/.test(id), true);
});

Deno.test("readExportTask() makes the buggy module from the diff, and refuses a task without one", () => {
  assertEquals(sampleTask({ buggy_code: undefined }).buggyCode, sampleTask().buggyCode);
  const { correctCode } = sampleTask();
  const cases = [
    { buggy_code: undefined, code_diff: "nothing" },
    { buggy_code: correctCode },
  ];
  for (const changes of cases) {
    const read = readExportTask(sampleJson(changes));
    assertEquals(read.ok ? "" : read.rejection.reason, "no_bug");
  }
});

Deno.test("readExportTask() takes nothing of a malformed part", () => {
  const task = sampleTask({
    id: "../../etc",
    bugs: [{ family: "unit" }, 5, null],
    difficulty: { score: 7, label: "hard" },
    evidence: { probes: [{ name: "x" }, 1], further: "no" },
    provenance: "none",
    passing_output: 3,
  });
  assertEquals([task.bugs, task.difficulty, task.probes, task.author], [[], null, [], "unknown"]);
  assertEquals(/^[0-9a-f]{16}$/.test(task.id), true);
  const bad = readExportTask("{");
  assertStringIncludes(bad.ok ? "" : bad.rejection.detail, "not valid JSON");
});
