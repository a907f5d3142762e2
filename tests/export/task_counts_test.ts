import { assertEquals } from "@std/assert";
import { TaskCounts } from "../../lib/export/task_counts.ts";
import { sampleTask } from "../support/sample_tasks.ts";

Deno.test("tasks are counted by task, their bugs by bug, and modules once", () => {
  const counts = new TaskCounts();
  const [bug] = sampleTask().bugs;
  counts.add(sampleTask(), "train");
  counts.add(sampleTask({ bugs: [bug, { ...bug, operator: "term_dropped", family: "arithmetic" }] }), "test");
  counts.add(sampleTask({ tests: undefined, difficulty: undefined }, "online_changepoint"), "test");
  assertEquals([counts.tasks, counts.modules, counts.withoutTests], [3, 2, 1]);
  assertEquals([...counts.by("split")], [["test", 2], ["train", 1]]);
  assertEquals([...counts.by("faults")], [["1", 2], ["2", 1]]);
  assertEquals([...counts.by("difficulty")], [["hard", 2], ["not said", 1]]);
  assertEquals(counts.by("family").get("comparison"), 2);
  assertEquals(counts.by("operator").get("term_dropped"), 1);
});

Deno.test("of a name that is longer than any, the beginning is kept", () => {
  const counts = new TaskCounts();
  for (const end of ["a", "b"]) counts.add(sampleTask({ domain: "x".repeat(1000) + end }), "train");
  assertEquals([...counts.by("domain")], [[`${"x".repeat(200)}...`, 2]]);
});
