import type { Refusal } from "./refusal.ts";

/** What a refusal teaches about a model's parameters. */
export type Lesson =
  | { readonly kind: "drop_temperature" }
  | { readonly kind: "rename_limit"; readonly from: LimitParameter }
  | { readonly kind: "lower_limit"; readonly tokens: number }
  /** Prompt and answer do not fit together; null where the server does not say how long the prompt is. */
  | { readonly kind: "fit_context"; readonly contextTokens: number; readonly promptTokens: number | null };

/** How a server calls the limit on an answer's tokens. */
export type LimitParameter = "max_tokens" | "max_completion_tokens";

/** Parameters as they stand in a request's body. */
export type SentParameters = { readonly [name in "temperature" | LimitParameter]?: number };

/** Mistral, which validates like FastAPI, answers with 422. */
const STATUSES: readonly number[] = [400, 422];

const NUMBER = "[`'\"]?(\\d[\\d,]*)[`'\"]?";

/** Context first, then what the prompt takes of it, where that is said. */
const CONTEXT_WORDS: readonly RegExp[] = [
  // OpenAI and older vLLM: "... you requested 6616 tokens (568 in the messages, 6048 in the completion)"
  /maximum context length is (\d[\d,]*) tokens.*?\((\d[\d,]*) (?:in the messages|of text input)/i,
  // vLLM since 0.9: "... and your request has 24235 input tokens (64000 > 64001 - 24235)"
  /maximum context length is (\d[\d,]*) tokens and your request has (\d[\d,]*) input tokens/i,
  // vLLM since 0.15 says only how many input tokens there are at least.
  /maximum context length is (\d[\d,]*) tokens\. However, you requested \d+ output tokens/i,
  // Text Generation Inference
  /must be <= (\d[\d,]*)\. Given: (\d[\d,]*) `inputs` tokens/i,
];
/** Anthropic: "input length and `max_tokens` exceed context limit: 188240 + 21333 > 200000" */
const CONTEXT_SUM = /exceed context limit: (\d[\d,]*) \+ \d[\d,]* > (\d[\d,]*)/i;

/** The most that the model writes. */
const LIMIT_WORDS: readonly RegExp[] = [
  // OpenAI, Azure: "This model supports at most 16384 completion tokens, whereas you provided 32000"
  /supports at most (\d[\d,]*) (?:completion|output) tokens/i,
  // Groq: "`max_tokens` must be less than or equal to `16384`, the maximum value ..."; FastAPI: "should be"
  new RegExp(
    `max_(?:completion_)?tokens.*?(?:must|should) be (?:less than or equal to|at most|<=) ${NUMBER}`,
    "i",
  ),
  // DeepSeek, Qwen: "the valid range of max_tokens is [1, 8192]"
  /range of `?max_(?:completion_)?tokens`? (?:is|should be) \[\d+, ?(\d[\d,]*)\]/i,
  // Anthropic: "max_tokens: 100000 > 8192, which is the maximum allowed number of output tokens for ..."
  /max_(?:completion_)?tokens: \d+ > (\d[\d,]*), which is the maximum/i,
];
/** Gemini: "... but the supported range is from 1 (inclusive) to 65537 (exclusive)" */
const LIMIT_BELOW =
  /max_?output_?tokens.*supported range is from \d+ \(inclusive\) to (\d[\d,]*) \(exclusive\)/i;

/** That a parameter is unknown or not taken, as against a wrong value of it. */
const NOT_TAKEN = new RegExp(
  [
    "\\bunsupported\\b",
    "\\b(is|are) not supported",
    "\\bdoes not support\\b",
    "\\bunrecognized\\b",
    "\\bunknown (name|parameter|field|argument)",
    "\\bextra inputs are not permitted\\b",
    "\\bunexpected keyword\\b",
  ].join("|"),
  "i",
);
/** That the temperature is fixed. */
const FIXED =
  /\bonly the default\b|\bonly `?[\d.]+`? is (allowed|supported)|\bonly be set to 1\b|\bdeprecated\b/i;
/** A temperature outside the model's range is the user's to mend. */
const RANGE = /\bbetween\b|\brange\b|\b(less|greater) than\b|\bat (most|least)\b|[<>]=|\bor less\b/i;

/** What a refusal teaches about the parameters that were sent; null where it is not clear. */
export function readLesson(refusal: Refusal, sent: SentParameters): Lesson | null {
  if (!STATUSES.includes(refusal.status)) return null;
  const limit = sent.max_tokens ?? sent.max_completion_tokens;
  return (limit === undefined ? null : readLimit(refusal, sent, limit)) ??
    (sent.temperature === undefined ? null : readTemperature(refusal));
}

function readLimit({ message, param, code }: Refusal, sent: SentParameters, limit: number): Lesson | null {
  const context = readContext(message);
  if (context !== null) return context;
  const most = readMost(message);
  if (most !== null) return most >= 1 && most < limit ? { kind: "lower_limit", tokens: most } : null;
  const from = sent.max_tokens === undefined ? "max_completion_tokens" : "max_tokens";
  // The name that comes first is the one that is refused; the other one is advice.
  const named = param ?? /\bmax_(completion_)?tokens\b/.exec(message)?.[0];
  const refused = code === "unsupported_parameter" || NOT_TAKEN.test(message);
  return named === from && refused ? { kind: "rename_limit", from } : null;
}

function readContext(message: string): Lesson | null {
  const sum = CONTEXT_SUM.exec(message);
  if (sum !== null) {
    return { kind: "fit_context", contextTokens: toNumber(sum[2]!), promptTokens: toNumber(sum[1]!) };
  }
  for (const words of CONTEXT_WORDS) {
    const [, context, prompt] = words.exec(message) ?? [];
    if (context === undefined) continue;
    const promptTokens = prompt === undefined ? null : toNumber(prompt);
    return { kind: "fit_context", contextTokens: toNumber(context), promptTokens };
  }
  return null;
}

function readMost(message: string): number | null {
  const below = LIMIT_BELOW.exec(message);
  if (below !== null) return toNumber(below[1]!) - 1;
  const found = LIMIT_WORDS.map((words) => words.exec(message)).find((match) => match !== null);
  return found === undefined ? null : toNumber(found[1]!);
}

function readTemperature({ message, param, code }: Refusal): Lesson | null {
  const named = param === null ? /\btemperature\b/i.test(message) : param === "temperature";
  if (!named) return null;
  const refused = code === "unsupported_parameter" || code === "unsupported_value" ||
    NOT_TAKEN.test(message) || FIXED.test(message);
  return refused && !RANGE.test(message) ? { kind: "drop_temperature" } : null;
}

function toNumber(digits: string): number {
  return Number(digits.replaceAll(",", ""));
}
