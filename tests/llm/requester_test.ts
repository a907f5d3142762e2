import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import type { ChatRequest } from "../../lib/core/chat.ts";
import { ProviderError } from "../../lib/core/errors.ts";
import { modelChat } from "../../lib/llm/model_chat.ts";
import type { ModelOptions } from "../../lib/llm/model_options.ts";
import { apiError, chatCompletion } from "../support/chat_completion.ts";
import { startOpenAIServer } from "../support/openai_server.ts";

const AN_HOUR = { status: 429, body: apiError("slow down"), headers: { "retry-after": "3600" } };

function question(content: string, signal = new AbortController().signal): ChatRequest {
  return { purpose: "module", subject: "a::b::c", messages: [{ role: "user", content }], signal };
}

function chatAt(url: string, changes: Partial<ModelOptions> = {}) {
  return modelChat({ model: "m", apiKey: "sk-geheim-0123456789abcdef", baseUrl: url, ...changes });
}

Deno.test("ask() lets nobody wait for a provider that refused for good meanwhile", async () => {
  const late = Promise.withResolvers<void>();
  let busy = 0;
  await using server = startOpenAIServer(async ({ body }) => {
    if (!JSON.stringify(body).includes("first")) {
      // Whoever waits then does so between its tries, or for its turn.
      if (++busy === 2) late.resolve();
      return AN_HOUR;
    }
    await late.promise;
    return { status: 401, body: apiError("no such key") };
  });
  const chat = chatAt(server.url, { concurrency: 3 });
  const asked = ["first", "second", "third", "fourth"].map((text) => chat.ask(question(text)));
  const errors = await Promise.all(asked.map((answer) => assertRejects(() => answer, ProviderError)));
  assertEquals(new Set(errors.map(({ message }) => message)).size, 1);
  assertStringIncludes(errors[0]!.message, "refuses the API key");
  assertEquals([server.requests.length, chat.books.totals().requestsSent], [3, 3]);
});

Deno.test("ask() stops a run whose provider lets every request run out of time", async () => {
  await using server = startOpenAIServer([{ delayMs: 60_000, body: chatCompletion("a") }]);
  const chat = chatAt(server.url, { requestTimeoutMs: 100 });
  for (const text of ["first", "second"]) {
    const answer = await chat.ask(question(text));
    assertEquals(answer.kind === "none" && answer.reason, "request_timeout");
  }
  const error = await assertRejects(() => chat.ask(question("third")), ProviderError);
  assertStringIncludes(error.message, "no whole answer within 0.1 s. Nothing has been answered in this run");
  assertStringIncludes(error.message, "--request-timeout");
});

Deno.test("ask() goes on after requests that ran out of time where others are answered", async () => {
  await using server = startOpenAIServer(({ body }) => ({
    delayMs: JSON.stringify(body).includes("slow") ? 60_000 : 0,
    body: chatCompletion("a"),
  }));
  const chat = chatAt(server.url, { requestTimeoutMs: 200 });
  for (let round = 0; round < 4; round++) {
    const answers = await Promise.all(["slow", "fast"].map((text) => chat.ask(question(`${text} ${round}`))));
    assertEquals(answers.map(({ kind }) => kind), ["none", "text"]);
  }
});

Deno.test("ask() blames one request alone while the first answers are still being written", async () => {
  const poisoned = Promise.withResolvers<void>();
  let refused = 0;
  await using server = startOpenAIServer(async ({ body }) => {
    if (JSON.stringify(body).includes("poison")) {
      if (++refused === 2) setTimeout(poisoned.resolve, 50);
      return { status: 500, body: apiError("cannot"), headers: { "retry-after-ms": "1" } };
    }
    await poisoned.promise;
    return { body: chatCompletion("a") };
  });
  const chat = chatAt(server.url, { maxRetries: 1 });
  const [slow, poison] = await Promise.all([chat.ask(question("slow")), chat.ask(question("poison"))]);
  assertEquals([slow.kind, poison.kind === "none" && poison.reason], ["text", "provider_unavailable"]);
});

Deno.test("ask() waits no hour for a run that is ending", async () => {
  const draining = new AbortController();
  await using server = startOpenAIServer((_, index) => index === 0 ? { body: chatCompletion("a") } : AN_HOUR);
  const chat = chatAt(server.url, { concurrency: 1, draining: draining.signal });
  assertEquals((await chat.ask(question("first"))).kind, "text");
  // One waits between its tries, one for its turn.
  const waiting = ["second", "third"].map((text) => chat.ask(question(text)));
  while (server.requests.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  await new Promise((resolve) => setTimeout(resolve, 50));
  draining.abort();
  const answers = await Promise.all([...waiting, chat.ask(question("fourth"))]);
  assert(answers.every((answer) => answer.kind === "none" && answer.reason === "interrupted"));
  assertEquals([server.requests.length, chat.books.totals().requestsSent], [2, 2]);
  assertEquals(chat.books.totals().withoutAnswer, { interrupted: 3 });
});

Deno.test("ask() finishes what is in flight of a run that is ending", async () => {
  const draining = new AbortController();
  await using server = startOpenAIServer((_, index) => {
    draining.abort();
    if (index > 0) return { body: chatCompletion("a") };
    return { status: 429, body: apiError("slow down"), headers: { "retry-after-ms": "5" } };
  });
  const chat = chatAt(server.url, { draining: draining.signal });
  assertEquals((await chat.ask(question("first"))).kind, "text");
});
