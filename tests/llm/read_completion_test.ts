import { assertEquals } from "@std/assert";
import type { Completion, ReportedUsage } from "../../lib/llm/completion.ts";
import { parseCompletion, reportedUsage, toAnswer } from "../../lib/llm/read_completion.ts";
import { chatCompletion } from "../support/chat_completion.ts";

const KEY = "sk-geheim-0123456789abcdef";
const USAGE = { requests: 1, kept: 0, promptTokens: 11, completionTokens: 7, costUsd: null };

function completion(message: unknown, rest: Record<string, unknown> = {}): unknown {
  return { choices: [{ index: 0, finish_reason: "stop", message, ...rest }] };
}

function parsed(body: unknown): Completion {
  const outcome = parseCompletion(body);
  if (!outcome.ok) throw new Error(outcome.rejection.detail);
  return outcome.value;
}

function answerTo(body: unknown, apiKey = KEY) {
  return toAnswer(parsed(body), { apiKey, usage: USAGE });
}

Deno.test("parseCompletion() gives text, refusal, finish reason and usage", () => {
  assertEquals(parsed(chatCompletion("domain: Optics\n")), {
    text: "domain: Optics\n",
    refusal: null,
    finishReason: "stop",
    usage: { promptTokens: 11, cachedPromptTokens: 0, completionTokens: 7, costUsd: null },
  });
});

const TEXTS: readonly [string, unknown, string][] = [
  [
    "a content in parts",
    completion({ content: [{ type: "text", text: "a" }, { type: "text", text: "b" }] }),
    "ab",
  ],
  [
    "parts of other kinds",
    completion({
      content: [{ type: "thinking", text: "hm" }, null, 3, { type: "text" }, { type: "text", text: "a" }],
    }),
    "a",
  ],
  ["an empty refusal", completion({ content: "a", refusal: " " }), "a"],
  ["a refusal that is no text", completion({ content: "a", refusal: { why: "no" } }), "a"],
  ["no finish reason", completion({ content: "a" }, { finish_reason: undefined }), "a"],
  ["a finish reason that is none", completion({ content: "a" }, { finish_reason: 7 }), "a"],
  ["more than one choice", { choices: [{ message: { content: "a" } }, { message: { content: "b" } }] }, "a"],
  ["thoughts beside the text", completion({ content: "a", reasoning_content: "hm" }), "a"],
];

Deno.test("parseCompletion() reads answers of other servers", () => {
  for (const [name, body, expected] of TEXTS) {
    const answer = answerTo(body);
    assertEquals(answer, { kind: "text", text: expected, usage: USAGE }, name);
  }
});

const NO_CHOICES = { reason: "answer_empty", detail: "the answer has no choices" };
const NO_OBJECT = {
  reason: "answer_malformed",
  detail: "the server sent no JSON object: the base URL may lack its path, such as /v1",
};
const POOR: readonly [string, unknown, { reason: string; detail: string }][] = [
  ["no choices", {}, NO_CHOICES],
  ["an empty list of choices", { choices: [] }, NO_CHOICES],
  ["choices that are none", { choices: "x" }, NO_CHOICES],
  ["a null choice", { choices: [null] }, NO_CHOICES],
  ["a choice without message", { choices: [{ message: null }] }, NO_CHOICES],
  ["a list", [], NO_OBJECT],
  ["null", null, NO_OBJECT],
  ["nothing", undefined, NO_OBJECT],
  ["a text", "<html>", NO_OBJECT],
];

Deno.test("parseCompletion() names what is no completion", () => {
  for (const [name, body, rejection] of POOR) {
    assertEquals(parseCompletion(body), { ok: false, rejection }, name);
  }
});

const SANE = { prompt_tokens: 100, completion_tokens: 20 };
const READ: ReportedUsage = { promptTokens: 100, cachedPromptTokens: 0, completionTokens: 20, costUsd: null };
const USAGES: readonly [string, unknown, ReportedUsage | null][] = [
  ["none", undefined, null],
  ["null", null, null],
  ["a word", "many", null],
  ["a list", [100, 20], null],
  ["one count alone", { prompt_tokens: 100 }, null],
  ["a negative count", { ...SANE, completion_tokens: -1 }, null],
  ["a count in a text", { ...SANE, completion_tokens: "20" }, null],
  ["a broken count", { ...SANE, prompt_tokens: 0.5 }, null],
  ["a monstrous count", { ...SANE, prompt_tokens: 1e12 }, null],
  ["zeros beside a text", { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 }, null],
  ["nothing written, as is said", { ...SANE, completion_tokens: 0 }, { ...READ, completionTokens: 0 }],
  ["both counts", SANE, READ],
  ["a cache", { ...SANE, prompt_tokens_details: { cached_tokens: 64 } }, { ...READ, cachedPromptTokens: 64 }],
  ["DeepSeek's cache", { ...SANE, prompt_cache_hit_tokens: 64 }, { ...READ, cachedPromptTokens: 64 }],
  ["a cache without number", { ...SANE, prompt_tokens_details: { cached_tokens: null } }, READ],
  ["more in the cache than was sent", { ...SANE, prompt_cache_hit_tokens: 101 }, READ],
  ["null details", { ...SANE, prompt_tokens_details: null }, READ],
  ["a total that adds up", { ...SANE, total_tokens: 120 }, READ],
  ["thoughts in the total alone", { ...SANE, total_tokens: 250 }, { ...READ, completionTokens: 150 }],
  ["a total that is too small", { ...SANE, total_tokens: 3 }, READ],
  ["a total that is none", { ...SANE, total_tokens: "250" }, READ],
  ["OpenRouter's cost", { ...SANE, cost: 0.0125 }, { ...READ, costUsd: 0.0125 }],
  ["no cost at all", { ...SANE, cost: 0 }, { ...READ, costUsd: 0 }],
  ["a negative cost", { ...SANE, cost: -1 }, READ],
  ["a cost that one answer may have", { ...SANE, cost: 1_000 }, { ...READ, costUsd: 1_000 }],
  ["a cost that no answer has", { ...SANE, cost: 1_000.01 }, READ],
  ["a cost without end", JSON.parse('{"prompt_tokens":100,"completion_tokens":20,"cost":1e999}'), READ],
  ["Perplexity's cost without end", { ...SANE, cost: { total_cost: 1e308 } }, READ],
  ["a cost in a text", { ...SANE, cost: "0.01" }, READ],
  ["OpenRouter's fee for one's own key", { ...SANE, cost: 0.001, is_byok: true }, READ],
  ["Perplexity's cost", { ...SANE, cost: { total_cost: 0.006 } }, { ...READ, costUsd: 0.006 }],
];

Deno.test("parseCompletion() takes usage as reported, and guesses none", () => {
  for (const [name, usage, expected] of USAGES) {
    assertEquals(parsed({ ...completion({ content: "a" }) as object, usage }).usage, expected, name);
  }
});

Deno.test("parseCompletion() believes that nothing was used where there is no text", () => {
  const usage = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };
  const body = { ...completion({ content: "" }) as object, usage };
  assertEquals(parsed(body).usage, { ...READ, promptTokens: 0, completionTokens: 0 });
});

Deno.test("reportedUsage() reads what was used where there is no answer", () => {
  assertEquals(reportedUsage({ choices: [], usage: SANE }), READ);
  for (const body of [{}, { usage: "x" }, [], null, undefined, "x"]) assertEquals(reportedUsage(body), null);
});

const NONE: readonly [string, unknown, string, string][] = [
  ["null content", completion({ content: null }), "answer_empty", "the answer has no text"],
  ["blank content", chatCompletion(" \n"), "answer_empty", "the answer has no text"],
  [
    "content of another kind",
    completion({ content: { text: "a" } }),
    "answer_empty",
    "the answer has no text",
  ],
  ["no content", completion({}), "answer_empty", "the answer has no text"],
  [
    "thoughts alone",
    completion({ content: "", reasoning_content: "domain: x" }),
    "answer_empty",
    "the answer has no text",
  ],
  [
    "a refusal",
    completion({ content: null, refusal: "I\ncannot" }),
    "answer_refused",
    "the model refuses: I cannot",
  ],
  [
    "a refusal with the key",
    completion({ content: "a", refusal: `I saw ${KEY}` }),
    "answer_leaks_key",
    "the answer repeats the API key",
  ],
  [
    "the key in the text",
    chatCompletion(`Authorization: Bearer ${KEY}`),
    "answer_leaks_key",
    "the answer repeats the API key",
  ],
  [
    "a cut before the first token",
    chatCompletion("", { finishReason: "length", usage: {} }),
    "answer_cut",
    "the answer was cut after too many tokens",
  ],
  ...["length", "max_tokens", "MAX_TOKENS", "model_length"].map((finishReason) =>
    [
      finishReason,
      chatCompletion("a", { finishReason }),
      "answer_cut",
      "the answer was cut after 7 tokens",
    ] as [string, unknown, string, string]
  ),
  ...["content_filter", "safety", "SAFETY", "RECITATION"].map((finishReason) =>
    [
      finishReason,
      chatCompletion("a", { finishReason }),
      "answer_refused",
      "the provider's content filter withheld the answer",
    ] as [string, unknown, string, string]
  ),
  ...["error", "insufficient_system_resource"].map((finishReason) =>
    [
      finishReason,
      chatCompletion("a", { finishReason }),
      "answer_cut",
      "the provider broke the answer off",
    ] as [string, unknown, string, string]
  ),
];

Deno.test("toAnswer() tells why there is no text, and what it used all the same", () => {
  for (const [name, body, reason, detail] of NONE) {
    assertEquals(answerTo(body), { kind: "none", reason, detail, usage: USAGE }, name);
  }
});

Deno.test("toAnswer() takes a text in which a short key, a mere word, occurs", () => {
  for (const apiKey of ["local", "none", "ollama", "lm-studio", "EMPTY", "sk-", "sk-ab"]) {
    const answer = answerTo(chatCompletion(`import ${apiKey}`), apiKey);
    assertEquals(answer, { kind: "text", text: `import ${apiKey}`, usage: USAGE });
  }
});

Deno.test("toAnswer() finds a short key by its shape, but not as a part of another word", () => {
  for (const apiKey of ["sk-1234", "sk-abc", "gsk_12", "pplx-7"]) {
    for (const text of [`key: "${apiKey}"`, apiKey, `x${apiKey} ${apiKey}.`, `Bearer ${apiKey}\n`]) {
      const answer = answerTo(chatCompletion(text), apiKey);
      assertEquals(answer.kind === "none" && answer.reason, "answer_leaks_key", text);
    }
    for (const text of [`x${apiKey}`, `${apiKey}5`, `${apiKey}-more`, `risk-1234 of ri${apiKey}`]) {
      assertEquals(answerTo(chatCompletion(text), apiKey).kind, "text", text);
    }
  }
});
