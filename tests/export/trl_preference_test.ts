import { assertEquals } from "@std/assert";
import type { WrongFix } from "../../lib/core/export_format.ts";
import { accept } from "../../lib/core/rejection.ts";
import { answerPair } from "../../lib/export/attempt_answer.ts";
import { trlPreference } from "../../lib/export/trl_preference.ts";
import { exportInMemory, recordsIn } from "../support/export_in_memory.ts";
import { sampleTask } from "../support/sample_tasks.ts";
import { sampleWrongFix } from "../support/sample_wrong_fix.ts";

const task = sampleTask({}, "ponding_infiltration");
const pair = answerPair(task, sampleWrongFix(task));

async function recordsOf(kind: WrongFix["kind"]): Promise<readonly Record<string, unknown>[]> {
  const wrongFix = () => Promise.resolve(accept(sampleWrongFix(task, { kind })));
  const { files } = await exportInMemory(trlPreference, [task], { wrongFix });
  return recordsIn(files.get("train.jsonl")!);
}

Deno.test("trl-preference has lists of messages, and says how the wrong fix is known to be wrong", async () => {
  for (const kind of ["fails", "fails_hidden"] as const) {
    const [record] = await recordsOf(kind);
    assertEquals(Object.keys(record!), ["prompt", "chosen", "rejected", "task_id", "wrong_fix"]);
    assertEquals([record!.task_id, record!.wrong_fix], [task.id, kind]);
  }
  const [record] = await recordsOf("fails");
  assertEquals(record!.prompt, pair.prompt);
  assertEquals(record!.chosen, [{ role: "assistant", content: pair.right }]);
  assertEquals(record!.rejected, [{ role: "assistant", content: pair.wrong }]);
});

Deno.test("trl-preference takes no task that has no wrong fix", async () => {
  const { outcomes, files } = await exportInMemory(trlPreference, [task]);
  assertEquals(outcomes.map((one) => one.ok ? "" : one.rejection.reason), ["no_wrong_fix"]);
  assertEquals(files.get("train.jsonl"), "");
});
