import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { openaiChat } from "../../lib/export/openai_chat.ts";
import { exportInMemory, recordsIn } from "../support/export_in_memory.ts";
import { sampleTask } from "../support/sample_tasks.ts";

interface Message {
  readonly role: string;
  readonly content: string;
}

Deno.test("openai-chat shows the task without its answer, and answers with the explained fix", async () => {
  const task = sampleTask();
  const { files, outcomes } = await exportInMemory(openaiChat, [task]);
  assertEquals([...files.keys()], ["train.jsonl"]);
  assertEquals(outcomes, [{ ok: true, value: 1 }]);
  const [record] = recordsIn(files.get("train.jsonl")!);
  assertEquals(Object.keys(record!), ["messages"]);
  const messages = record!.messages as Message[];
  assertEquals(messages.map(({ role }) => role), ["system", "user", "assistant"]);
  const [, user, assistant] = messages.map(({ content }) => content);
  for (const shown of [task.problemDescription, task.buggyCode, task.unitTests, task.failingOutput]) {
    assertStringIncludes(user!, shown.trim());
  }
  const [bug] = task.bugs;
  const mended = task.correctCode.split("\n")[bug!.line - 1]!;
  assert(!task.buggyCode.includes(mended), "the sample's mended line is not in the buggy module");
  assert(!user!.includes(mended), "the task does not show the fix");
  assertStringIncludes(assistant!, `+${mended}`);
  assert(!assistant!.includes("Reproduced."), "the report, which the task has, is not told again");
});

Deno.test("openai-chat takes no task whose conversation ends with the report", async () => {
  const conversation = [{ role: "architect", content: "a" }, { role: "qa", content: "it fails" }];
  const { outcomes, files } = await exportInMemory(openaiChat, [sampleTask({ conversation })]);
  assertEquals(outcomes[0], {
    ok: false,
    rejection: { reason: "no_answer", detail: "its conversation does not go on after the report" },
  });
  assertEquals(files.get("train.jsonl"), "");
});

Deno.test("openai-chat keeps a source in its block whatever that holds", async () => {
  const task = sampleTask();
  const unitTests = `"""\n\`\`\`\n"""\n${task.unitTests}`;
  const { files } = await exportInMemory(openaiChat, [sampleTask({ unit_tests: unitTests })]);
  const [, user] = recordsIn(files.get("train.jsonl")!)[0]!.messages as Message[];
  assertStringIncludes(user!.content, "````python\n" + unitTests.trimEnd() + "\n````\n");
});
