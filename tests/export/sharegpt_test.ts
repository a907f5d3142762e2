import { assertEquals, assertStringIncludes } from "@std/assert";
import { sharegpt } from "../../lib/export/sharegpt.ts";
import { exportInMemory, recordsIn } from "../support/export_in_memory.ts";
import { SAMPLE_NAMES, sampleTask } from "../support/sample_tasks.ts";

Deno.test("sharegpt keeps human and observation at odd places, gpt and function_call at even ones", async () => {
  const tasks = SAMPLE_NAMES.map((name) => sampleTask({}, name));
  const { files } = await exportInMemory(sharegpt, tasks);
  for (const [at, record] of recordsIn(files.get("train.jsonl")!).entries()) {
    assertEquals(Object.keys(record), ["conversations", "system", "tools"]);
    const turns = record.conversations as { from: string; value: string }[];
    const names = (JSON.parse(record.tools as string) as { name: string }[]).map(({ name }) => name);
    for (const [place, { from, value }] of turns.entries()) {
      const allowed = place % 2 === 0 ? ["human", "observation"] : ["gpt", "function_call"];
      assertEquals([from, allowed.includes(from)], [from, true]);
      if (from !== "function_call") continue;
      const call = JSON.parse(value);
      assertEquals(Object.keys(call), ["name", "arguments"]);
      assertEquals(names.includes(call.name), true);
    }
    const [first, last] = [turns[0]!, turns.at(-1)!];
    assertEquals([first.from, last.from], ["human", "gpt"]);
    assertStringIncludes(last.value, tasks[at]!.bugs[0]!.root_cause.slice(0, 20));
  }
});
