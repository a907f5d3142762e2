import { assert, assertEquals } from "@std/assert";
import { chatMessages } from "../../lib/export/chat_prompt.ts";
import { openaiChat } from "../../lib/import/openai_chat.ts";
import { SAMPLE_NAMES, sampleTask } from "../support/sample_tasks.ts";

const read = (messages: unknown) => openaiChat.read({ messages }, { folder: ".", text: "" });

Deno.test("a chat that was exported gives both modules, the tests and what the module must do", async () => {
  for (const name of SAMPLE_NAMES) {
    const task = sampleTask({}, name);
    const { moduleName, correctCode, buggyCode, unitTests, problemDescription } = task;
    const found = await read(chatMessages(task));
    assertEquals(found, {
      ok: true,
      value: {
        moduleName,
        correctCode,
        buggyCode,
        unitTests,
        failToPass: null,
        passToPass: null,
        texts: { problemDescription: problemDescription.trim() },
        json: null,
      },
    });
  }
});

Deno.test("a chat that shows no module, or whose answer mends nothing, is no task", async () => {
  const [system, user, assistant] = chatMessages(sampleTask());
  const cases: [unknown, string][] = [
    [[], "no_task"],
    [[null, { role: "user", content: 5 }], "no_task"],
    [[system, assistant], "no_task"],
    [[system, user], "no_fix"],
    [
      [system, user, { ...assistant, content: assistant!.content.replaceAll("shared)}", "common)}") }],
      "no_fix",
    ],
  ];
  for (const [messages, reason] of cases) {
    const found = await read(messages);
    assert(!found.ok);
    assertEquals(found.rejection.reason, reason);
  }
});
