import type { ChatAnswer } from "../core/chat.ts";
import { accept, type Outcome, reject } from "../core/rejection.ts";
import type { Usage } from "../core/usage.ts";
import type { Completion, ReportedUsage } from "./completion.ts";
import { foreignLine, PLACEHOLDER_KEY } from "./redact.ts";

/** Keys shorter than this are words such as "local-model" that a text may hold by chance. */
const MIN_SECRET_LENGTH = 16;
const MAX_TOKENS = 1_000_000_000;

/** Finish reasons, in lower case, by which servers say that the text is not whole. */
const CUT: readonly string[] = ["length", "max_tokens", "model_length"];
/** The provider broke off: OpenRouter and DeepSeek say so with status 200. */
const BROKEN_OFF: readonly string[] = ["error", "insufficient_system_resource"];
/** Finish reasons, in lower case, of content filters. */
const FILTERED: readonly string[] = ["content_filter", "safety", "recitation"];

/**
 * What matters of a chat completion's body. The body comes from a server: nothing about its shape is
 * believed. Refused with the reason answer_malformed or answer_empty.
 */
export function parseCompletion(body: unknown): Outcome<Completion> {
  if (!isRecord(body)) {
    return reject(
      "answer_malformed",
      "the server sent no JSON object: the base URL may lack its path, such as /v1",
    );
  }
  const choice = Array.isArray(body.choices) ? body.choices[0] : undefined;
  if (!isRecord(choice) || !isRecord(choice.message)) {
    return reject("answer_empty", "the answer has no choices");
  }
  const { refusal, content } = choice.message;
  const { finish_reason: finishReason } = choice;
  return accept({
    text: readText(content),
    refusal: typeof refusal === "string" && refusal.trim() !== "" ? refusal : null,
    finishReason: typeof finishReason === "string" ? finishReason : null,
    usage: readUsage(body.usage),
  });
}

/**
 * What the model said, or why that is no answer: answer_refused, answer_cut, answer_empty or
 * answer_leaks_key.
 *
 * @param options.usage What the answer used; it is passed on.
 */
export function toAnswer(
  completion: Completion,
  { apiKey, usage }: { readonly apiKey: string; readonly usage: Usage },
): ChatAnswer {
  const none = (reason: string, detail: string): ChatAnswer => ({ kind: "none", reason, detail, usage });
  const { text, refusal } = completion;
  const finish = completion.finishReason?.toLowerCase() ?? "";
  if (refusal !== null) return none("answer_refused", `the model refuses: ${foreignLine(refusal, apiKey)}`);
  if (FILTERED.includes(finish)) {
    return none("answer_refused", "the provider's content filter withheld the answer");
  }
  if (CUT.includes(finish)) {
    return none(
      "answer_cut",
      `the answer was cut after ${completion.usage?.completionTokens || "too many"} tokens`,
    );
  }
  if (BROKEN_OFF.includes(finish)) return none("answer_cut", "the provider broke the answer off");
  if (text.trim() === "") return none("answer_empty", "the answer has no text");
  if (leaks(text, apiKey)) return none("answer_leaks_key", "the answer repeats the API key");
  return { kind: "text", text, usage };
}

/** The text of a message, whole or in parts; parts of other kinds (such as thoughts) are left out. */
function readText(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content
    .map((part) => isRecord(part) && part.type === "text" && typeof part.text === "string" ? part.text : "")
    .join("");
}

/** Such a text would end in a dataset. */
function leaks(text: string, apiKey: string): boolean {
  return apiKey !== PLACEHOLDER_KEY && apiKey.length >= MIN_SECRET_LENGTH && text.includes(apiKey);
}

function readUsage(usage: unknown): ReportedUsage | null {
  if (!isRecord(usage)) return null;
  const promptTokens = readCount(usage.prompt_tokens);
  const written = readCount(usage.completion_tokens);
  if (promptTokens === null || written === null) return null;
  const details = isRecord(usage.prompt_tokens_details) ? usage.prompt_tokens_details : {};
  const cached = readCount(details.cached_tokens) ?? readCount(usage.prompt_cache_hit_tokens) ?? 0;
  // Some providers (xAI, Gemini) count thoughts in the total alone, and charge them as written tokens.
  const rest = (readCount(usage.total_tokens) ?? 0) - promptTokens;
  return {
    promptTokens,
    cachedPromptTokens: cached <= promptTokens ? cached : 0,
    completionTokens: Math.max(written, rest),
    costUsd: readCost(usage),
  };
}

/**
 * OpenRouter gives a number, Perplexity a record with the total. With a key of one's own it is not the whole
 * price.
 */
function readCost({ cost, is_byok: ownKey }: Readonly<Record<string, unknown>>): number | null {
  const usd = isRecord(cost) ? cost.total_cost : cost;
  return typeof usd === "number" && Number.isFinite(usd) && usd >= 0 && ownKey !== true ? usd : null;
}

function readCount(value: unknown): number | null {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= MAX_TOKENS
    ? value as number
    : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
