import { assertEquals, assertRejects } from "@std/assert";
import type { Chat } from "../../lib/core/chat.ts";
import { BudgetError, ProviderError } from "../../lib/core/errors.ts";
import { NO_USAGE } from "../../lib/core/usage.ts";
import { forgoingChat } from "../../lib/llm/forgoing_chat.ts";

const request = {
  purpose: "narration" as const,
  subject: "a::b::c",
  messages: [{ role: "user" as const, content: "x" }],
  signal: new AbortController().signal,
};

function throwing(error: Error): Chat {
  return { model: "m", ask: () => Promise.reject(error) };
}

Deno.test("forgoingChat() has no answer where a limit is reached", async () => {
  const detail = "Cannot send another request: --max-requests 2 is reached (2 sent)";
  assertEquals(await forgoingChat(throwing(new BudgetError(detail))).ask(request), {
    kind: "none",
    reason: "budget_reached",
    detail,
    usage: NO_USAGE,
  });
});

Deno.test("forgoingChat() passes on answers and every other error", async () => {
  const answer = { kind: "text" as const, text: "a", usage: NO_USAGE };
  assertEquals(await forgoingChat({ model: "m", ask: () => Promise.resolve(answer) }).ask(request), answer);
  await assertRejects(
    () => forgoingChat(throwing(new ProviderError("no"))).ask(request),
    ProviderError,
    "no",
  );
});
