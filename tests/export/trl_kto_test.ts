import { assertEquals } from "@std/assert";
import type { WrongFix } from "../../lib/core/export_format.ts";
import { accept } from "../../lib/core/rejection.ts";
import { answerPair } from "../../lib/export/attempt_answer.ts";
import { trlKto } from "../../lib/export/trl_kto.ts";
import { exportInMemory, recordsIn } from "../support/export_in_memory.ts";
import { sampleTask } from "../support/sample_tasks.ts";
import { sampleWrongFix } from "../support/sample_wrong_fix.ts";

const task = sampleTask({}, "ponding_infiltration");
const pair = answerPair(task, sampleWrongFix(task));

async function recordsOf(kind: WrongFix["kind"]): Promise<readonly Record<string, unknown>[]> {
  const wrongFix = () => Promise.resolve(accept(sampleWrongFix(task, { kind })));
  const { files } = await exportInMemory(trlKto, [task], { wrongFix });
  return recordsIn(files.get("train.jsonl")!);
}

Deno.test("trl-kto has two records a task, the right answer first", async () => {
  const records = await recordsOf("fails");
  const about = { task_id: task.id, wrong_fix: "fails" };
  const completion = (content: string) => [{ role: "assistant", content }];
  assertEquals(records, [
    { prompt: pair.prompt, completion: completion(pair.right), label: true, ...about },
    { prompt: pair.prompt, completion: completion(pair.wrong), label: false, ...about },
  ]);
});

Deno.test("trl-kto takes no task that has no wrong fix", async () => {
  const { outcomes, files } = await exportInMemory(trlKto, [task]);
  assertEquals(outcomes.map((one) => one.ok ? "" : one.rejection.reason), ["no_wrong_fix"]);
  assertEquals(files.get("train.jsonl"), "");
});
