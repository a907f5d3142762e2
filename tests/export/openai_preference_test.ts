import { assertEquals } from "@std/assert";
import type { WrongFix } from "../../lib/core/export_format.ts";
import { accept } from "../../lib/core/rejection.ts";
import { answerPair } from "../../lib/export/attempt_answer.ts";
import { openaiPreference } from "../../lib/export/openai_preference.ts";
import { exportInMemory, recordsIn } from "../support/export_in_memory.ts";
import { sampleTask } from "../support/sample_tasks.ts";
import { sampleWrongFix } from "../support/sample_wrong_fix.ts";

const task = sampleTask({}, "ponding_infiltration");
const pair = answerPair(task, sampleWrongFix(task));

async function recordsOf(kind: WrongFix["kind"]): Promise<readonly Record<string, unknown>[]> {
  const wrongFix = () => Promise.resolve(accept(sampleWrongFix(task, { kind })));
  const { files } = await exportInMemory(openaiPreference, [task], { wrongFix });
  return recordsIn(files.get("train.jsonl")!);
}

Deno.test("openai-preference has a task with both answers, and no key that OpenAI does not know", async () => {
  const [record] = await recordsOf("fails");
  assertEquals(record, {
    input: { messages: pair.prompt, tools: [], parallel_tool_calls: false },
    preferred_output: [{ role: "assistant", content: pair.right }],
    non_preferred_output: [{ role: "assistant", content: pair.wrong }],
  });
});

Deno.test("openai-preference takes no task that has no wrong fix", async () => {
  const { outcomes, files } = await exportInMemory(openaiPreference, [task]);
  assertEquals(outcomes.map((one) => one.ok ? "" : one.rejection.reason), ["no_wrong_fix"]);
  assertEquals(files.get("train.jsonl"), "");
});
