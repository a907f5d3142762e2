import { assertEquals } from "@std/assert";
import type { WrongFix } from "../../lib/core/export_format.ts";
import { accept } from "../../lib/core/rejection.ts";
import { answerPair } from "../../lib/export/attempt_answer.ts";
import { sharegptPreference } from "../../lib/export/sharegpt_preference.ts";
import { exportInMemory, recordsIn } from "../support/export_in_memory.ts";
import { sampleTask } from "../support/sample_tasks.ts";
import { sampleWrongFix } from "../support/sample_wrong_fix.ts";

const task = sampleTask({}, "ponding_infiltration");

async function recordsOf(kind: WrongFix["kind"]): Promise<readonly Record<string, unknown>[]> {
  const wrongFix = () => Promise.resolve(accept(sampleWrongFix(task, { kind })));
  const { files } = await exportInMemory(sharegptPreference, [task], { wrongFix });
  return recordsIn(files.get("train.jsonl")!);
}

Deno.test("sharegpt-preference has the task as what a human says, and an answer of gpt each", async () => {
  const [record] = await recordsOf("fails_hidden");
  const { prompt: [system, user], right, wrong } = answerPair(
    task,
    sampleWrongFix(task, { kind: "fails_hidden" }),
  );
  assertEquals(record, {
    conversations: [{ from: "human", value: user.content }],
    system: system.content,
    chosen: { from: "gpt", value: right },
    rejected: { from: "gpt", value: wrong },
    task_id: task.id,
    wrong_fix: "fails_hidden",
  });
});

Deno.test("sharegpt-preference takes no task that has no wrong fix", async () => {
  const { outcomes, files } = await exportInMemory(sharegptPreference, [task]);
  assertEquals(outcomes.map((one) => one.ok ? "" : one.rejection.reason), ["no_wrong_fix"]);
  assertEquals(files.get("train.jsonl"), "");
});
