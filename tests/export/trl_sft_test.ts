import { assertEquals } from "@std/assert";
import { trlSft } from "../../lib/export/trl_sft.ts";
import { toTrajectory } from "../../lib/export/trajectory.ts";
import { exportInMemory, recordsIn } from "../support/export_in_memory.ts";
import { originalJson, sampleTask } from "../support/sample_tasks.ts";
import { readExportTask } from "../../lib/core/export_task.ts";

Deno.test("trl-sft gives calls their arguments as objects, and what a tool gives its name", async () => {
  const task = sampleTask();
  const trajectory = toTrajectory(task);
  if (!trajectory.ok) throw new Error(trajectory.rejection.detail);
  const { files } = await exportInMemory(trlSft, [task]);
  const [record] = recordsIn(files.get("train.jsonl")!);
  assertEquals(Object.keys(record!), ["messages", "tools"]);
  const messages = record!.messages as Record<string, unknown>[];
  const calls = messages.flatMap(({ tool_calls }) => tool_calls as { function: unknown }[] ?? []);
  assertEquals(
    calls.map((call) => call.function),
    trajectory.value.steps.map((step) => ({ name: step.tool, arguments: step.arguments })),
  );
  assertEquals(
    messages.filter(({ role }) => role === "tool").map(({ name, content }) => [name, content]),
    trajectory.value.steps.map(({ tool, output }) => [tool, output]),
  );
});

Deno.test("trl-sft says why it makes nothing of a task", async () => {
  const original = readExportTask(originalJson());
  if (!original.ok) throw new Error(original.rejection.detail);
  const { outcomes } = await exportInMemory(trlSft, [{ ...original.value, conversation: [] }]);
  assertEquals(outcomes, [{
    ok: false,
    rejection: { reason: "no_trajectory", detail: "its conversation does not report the failing tests" },
  }]);
});
