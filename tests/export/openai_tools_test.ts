import { assert, assertEquals } from "@std/assert";
import { openaiTools } from "../../lib/export/openai_tools.ts";
import { exportInMemory, recordsIn } from "../support/export_in_memory.ts";
import { SAMPLE_NAMES, sampleTask } from "../support/sample_tasks.ts";

interface Message {
  readonly role: string;
  readonly content: string | null;
  readonly tool_call_id?: string;
  readonly tool_calls?: readonly {
    id: string;
    type: string;
    function: { name: string; arguments: string };
  }[];
}

Deno.test("openai-tools answers each call by its id, and declares each tool that is called", async () => {
  const tasks = SAMPLE_NAMES.map((name) => sampleTask({}, name));
  const { files } = await exportInMemory(openaiTools, tasks);
  const records = recordsIn(files.get("train.jsonl")!);
  assertEquals(records.length, 3);
  for (const record of records) {
    assertEquals(Object.keys(record), ["messages", "tools", "parallel_tool_calls"]);
    assertEquals(record.parallel_tool_calls, false);
    const messages = record.messages as Message[];
    assertEquals([messages[0]!.role, messages[1]!.role, messages.at(-1)!.role], [
      "system",
      "user",
      "assistant",
    ]);
    const tools = new Map(
      (record.tools as { function: { name: string; parameters: { required: string[] } } }[])
        .map((tool) => [tool.function.name, tool.function.parameters.required]),
    );
    const ids = new Set<string>();
    for (const [at, message] of messages.entries()) {
      if (message.role === "tool") assertEquals(message.tool_call_id, messages[at - 1]!.tool_calls![0]!.id);
      const [call] = message.tool_calls ?? [];
      if (call === undefined) continue;
      assertEquals(message.tool_calls!.length, 1);
      assert(!ids.has(call.id));
      ids.add(call.id);
      assertEquals(Object.keys(JSON.parse(call.function.arguments)), tools.get(call.function.name));
      assertEquals(messages[at + 1]!.role, "tool");
    }
    assert(ids.size >= 6);
  }
});

Deno.test("openai-tools does not paste the sources into the task", async () => {
  const task = sampleTask();
  const { files } = await exportInMemory(openaiTools, [task]);
  const [, user] = recordsIn(files.get("train.jsonl")!)[0]!.messages as Message[];
  assert(user!.content!.includes(task.problemDescription.trim()));
  assert(!user!.content!.includes(task.unitTests.trim().split("\n").at(-1)!));
});
