import { assert, assertEquals } from "@std/assert";
import { RequestParameters, type WantedParameters } from "../../lib/llm/parameters.ts";
import type { Refusal } from "../../lib/llm/refusal.ts";

const MESSAGES = [{ role: "user", content: "hello" }] as const;
const OTHERS = [{ role: "user", content: "hello" }] as const;

function refusal(message: string): Refusal {
  return { status: 400, message, code: null, type: null, param: null, retryAfterMs: null };
}
const NO_TEMPERATURE = refusal("`temperature` is deprecated for this model.");
const NO_OLD_NAME = refusal("Unsupported parameter: 'max_tokens' is not supported with this model.");
const NO_NEW_NAME = refusal("Unrecognized request argument supplied: max_completion_tokens");
const atMost = (tokens: number) => refusal(`max_tokens must be less than or equal to ${tokens}`);
const context = (tokens: number, prompt: number) =>
  refusal(
    `This model's maximum context length is ${tokens} tokens and your request has ${prompt} input tokens`,
  );

function parametersOf(wanted: Partial<WantedParameters> = {}): RequestParameters {
  return new RequestParameters({
    temperature: 0.5,
    maxOutputTokens: 9_000,
    limitParameter: "max_tokens",
    ...wanted,
  });
}

/** Sends again as long as something is learned; what was sent, in order. */
function sendWith(parameters: RequestParameters, answers: (sent: Record<string, unknown>) => Refusal | null) {
  const all: unknown[] = [];
  for (;;) {
    const sent = parameters.for(MESSAGES);
    all.push(sent);
    const refused = answers(sent);
    if (refused === null || !parameters.learn(refused, { messages: MESSAGES, sent })) return all;
    assert(all.length < 50, "it comes to an end");
  }
}

Deno.test("for() gives what the user wants, and nothing else", () => {
  assertEquals(parametersOf().for(MESSAGES), { temperature: 0.5, max_tokens: 9_000 });
  assertEquals(parametersOf({ limitParameter: "max_completion_tokens" }).for(MESSAGES), {
    temperature: 0.5,
    max_completion_tokens: 9_000,
  });
  const none = parametersOf({ temperature: undefined, maxOutputTokens: undefined });
  assertEquals(none.for(MESSAGES), {});
  assertEquals(parametersOf({ temperature: 0 }).for(MESSAGES), { temperature: 0, max_tokens: 9_000 });
});

Deno.test("learn() takes one lesson after the other, and remembers them for other requests", () => {
  const parameters = parametersOf();
  const sent = sendWith(parameters, (sent) => {
    if ("temperature" in sent) return NO_TEMPERATURE;
    if ("max_tokens" in sent) return NO_OLD_NAME;
    return sent.max_completion_tokens === 9_000 ? atMost(4_096) : null;
  });
  assertEquals(sent, [
    { temperature: 0.5, max_tokens: 9_000 },
    { max_tokens: 9_000 },
    { max_completion_tokens: 9_000 },
    { max_completion_tokens: 4_096 },
  ]);
  assertEquals(parameters.for(OTHERS), { max_completion_tokens: 4_096 });
});

Deno.test("learn() lets requests that were sent before a lesson go again as they now are", () => {
  const parameters = parametersOf();
  const sent = parameters.for(MESSAGES);
  for (const messages of [MESSAGES, OTHERS]) {
    assert(parameters.learn(NO_OLD_NAME, { messages, sent }));
    assert(parameters.learn(NO_TEMPERATURE, { messages, sent }));
    assert(parameters.learn(atMost(4_096), { messages, sent }));
    assertEquals(parameters.for(messages), { max_completion_tokens: 4_096 });
  }
});

Deno.test("learn() gives up where both names are refused", () => {
  const sent = sendWith(parametersOf(), (sent) => "max_tokens" in sent ? NO_OLD_NAME : NO_NEW_NAME);
  assertEquals(sent.length, 2);
});

Deno.test("learn() gives up where what was dropped is still complained of", () => {
  assertEquals(sendWith(parametersOf(), () => NO_TEMPERATURE).length, 2);
});

Deno.test("learn() gives up where no limit is low enough", () => {
  let most = 9_000;
  assertEquals(sendWith(parametersOf(), () => atMost(--most)).length, 4);
});

Deno.test("learn() learns nothing from another complaint", () => {
  const parameters = parametersOf();
  const sent = parameters.for(MESSAGES);
  assert(!parameters.learn(refusal("messages are missing"), { messages: MESSAGES, sent }));
  assertEquals(parameters.for(MESSAGES), sent);
});

Deno.test("learn() lowers the limit of one prompt that is too long for it, once, and of no other", () => {
  const parameters = parametersOf();
  const sent = parameters.for(MESSAGES);
  assert(parameters.learn(context(8_192, 1_192), { messages: MESSAGES, sent }));
  assertEquals(parameters.for(MESSAGES).max_tokens, 7_000);
  assertEquals(parameters.for(OTHERS).max_tokens, 9_000);
  const again = parameters.for(MESSAGES);
  assert(!parameters.learn(context(8_192, 2_192), { messages: MESSAGES, sent: again }));
  assertEquals(parameters.for(MESSAGES).max_tokens, 7_000);
});

Deno.test("learn() does not ask for an answer that is cut anyway", () => {
  const parameters = parametersOf();
  const sent = parameters.for(MESSAGES);
  assert(!parameters.learn(context(8_192, 8_000), { messages: MESSAGES, sent }));
  assert(!parameters.learn(context(8_192, 9_000), { messages: MESSAGES, sent }));
  assertEquals(parameters.for(MESSAGES), sent);
});

Deno.test("learn() counts a token a byte where a server does not say how long the prompt is", () => {
  const parameters = parametersOf();
  const messages = [{ role: "system", content: "ä" }, { role: "user", content: "x".repeat(966) }] as const;
  const newest =
    "This model's maximum context length is 9500 tokens. However, you requested 9000 output tokens " +
    "and your prompt contains at least 501 input tokens";
  assert(parameters.learn(refusal(newest), { messages, sent: parameters.for(messages) }));
  assertEquals(parameters.for(messages).max_tokens, 8_500);
});
