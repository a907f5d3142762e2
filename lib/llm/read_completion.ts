import type { ChatAnswer } from "../core/chat.ts";
import { accept, type Outcome, reject } from "../core/rejection.ts";
import type { Usage } from "../core/usage.ts";
import type { Completion, ReportedUsage } from "./completion.ts";
import { leaksKey } from "./leaks_key.ts";
import { foreignLine } from "./redact.ts";

/** No one answer costs more US dollars: such a number is a server's mistake. */
const MOST_PAID = 1_000;
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
  const text = readText(content);
  const usage = reportedUsage(body);
  // A text is never written for nothing: such a server fills the fields, but does not count.
  const counted = usage !== null && usage.promptTokens + usage.completionTokens > 0;
  return accept({
    text,
    refusal: typeof refusal === "string" && refusal.trim() !== "" ? refusal : null,
    finishReason: typeof finishReason === "string" ? finishReason : null,
    usage: counted || text === "" ? usage : null,
  });
}

/** What the body of an answer says that it used, whatever else stands in it; null where that is no count. */
export function reportedUsage(body: unknown): ReportedUsage | null {
  return isRecord(body) ? readUsage(body.usage) : null;
}

/** The finish reason of an answer that is kept without its text, because that repeats the key. */
const LEAKS_KEY = "answer_leaks_key";

/** An answer as it may be written down: of one that repeats the key, only that it does and what it used. */
export function withoutKey(completion: Completion, apiKey: string): Completion {
  if (!leaksKey(completion, apiKey)) return completion;
  return { text: "", refusal: null, finishReason: LEAKS_KEY, usage: completion.usage };
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
  // First of all: whatever an answer is, with the key in it nothing of it may be kept.
  if (completion.finishReason === LEAKS_KEY || leaksKey(completion, apiKey)) {
    return none("answer_leaks_key", "the answer repeats the API key");
  }
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
  return typeof usd === "number" && usd >= 0 && usd <= MOST_PAID && ownKey !== true ? usd : null;
}

function readCount(value: unknown): number | null {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= MAX_TOKENS
    ? value as number
    : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
