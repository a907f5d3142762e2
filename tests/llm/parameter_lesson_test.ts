import { assertEquals } from "@std/assert";
import { type Lesson, readLesson, type SentParameters } from "../../lib/llm/parameter_lesson.ts";
import { readRefusal } from "../../lib/llm/refusal.ts";

/** What a refusal with this text, and perhaps a code and a parameter, teaches about what was sent. */
function lesson(
  sent: SentParameters,
  message: string,
  said: { status?: number; code?: string; param?: string } = {},
): Lesson | null {
  const { status = 400, code = null, param = null } = said;
  return readLesson({ status, message, code, param, type: null, retryAfterMs: null }, sent);
}

const OLD = { max_tokens: 100_000 };
const NEW = { max_completion_tokens: 100_000 };
const TO_NEW: Lesson = { kind: "rename_limit", from: "max_tokens" };
const TO_OLD: Lesson = { kind: "rename_limit", from: "max_completion_tokens" };
const DROP: Lesson = { kind: "drop_temperature" };
const lower = (tokens: number): Lesson => ({ kind: "lower_limit", tokens });
const fit = (contextTokens: number, promptTokens: number | null): Lesson => ({
  kind: "fit_context",
  contextTokens,
  promptTokens,
});

const FROM_SERVERS: readonly [string, SentParameters, Parameters<typeof lesson>[2], string, Lesson][] = [
  [
    "OpenAI, a new model",
    OLD,
    { code: "unsupported_parameter", param: "max_tokens" },
    "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
    TO_NEW,
  ],
  [
    "the same through a gateway that drops code and param",
    OLD,
    { code: "invalid_request_body" },
    "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
    TO_NEW,
  ],
  [
    "the same within another error",
    OLD,
    {},
    `Error from provider: {"error": {"message": "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.", "param": "max_tokens"}}`,
    TO_NEW,
  ],
  [
    "Azure, an old version of the API",
    NEW,
    {},
    "Unrecognized request argument supplied: max_completion_tokens",
    TO_OLD,
  ],
  [
    "Mistral",
    NEW,
    { status: 422 },
    '{"detail":[{"type":"extra_forbidden","loc":["body","max_completion_tokens"],"msg":"Extra inputs are not permitted","input":32000}]}',
    TO_OLD,
  ],
  [
    "older vLLM",
    NEW,
    {},
    "[{'type': 'extra_forbidden', 'loc': ('body', 'max_completion_tokens'), 'msg': 'Extra inputs are not permitted', 'input': 800}]",
    TO_OLD,
  ],
  [
    "Gemini",
    NEW,
    {},
    'Invalid JSON payload received. Unknown name "max_completion_tokens": Cannot find field.',
    TO_OLD,
  ],
  [
    "OpenAI, too large",
    OLD,
    { param: "max_tokens" },
    "max_tokens is too large: 100000. This model supports at most 16384 completion tokens, whereas you provided 100000.",
    lower(16_384),
  ],
  [
    "Groq, too large",
    OLD,
    {},
    "`max_tokens` must be less than or equal to `16384`, the maximum value for `max_tokens` is less than the `context_window` for this model",
    lower(16_384),
  ],
  [
    "Groq, too large under the new name",
    NEW,
    { param: "max_completion_tokens" },
    "max_completion_tokens must be less than or equal to 40960, the maximum value for max_completion_tokens is less than the context_window for this model",
    lower(40_960),
  ],
  [
    "Groq, with the model's name in between",
    OLD,
    {},
    "max_tokens for `llama-3.1-8b-instant` must be less than or equal to 8000",
    lower(8_000),
  ],
  [
    "DeepSeek",
    OLD,
    { code: "invalid_request_error" },
    "Invalid max_tokens value, the valid range of max_tokens is [1, 8192]",
    lower(8_192),
  ],
  ["Qwen", OLD, {}, "Range of max_tokens should be [1, 8192]", lower(8_192)],
  [
    "Anthropic, too large",
    OLD,
    { code: "invalid_request_error" },
    "max_tokens: 100000 > 8192, which is the maximum allowed number of output tokens for claude-3-5-sonnet-20241022",
    lower(8_192),
  ],
  [
    "Gemini, too large",
    OLD,
    {},
    "Unable to submit request because it has a maxOutputTokens value of 100000 but the supported range is from 1 (inclusive) to 65537 (exclusive). Update the value and try again.",
    lower(65_536),
  ],
  [
    "FastAPI, too large",
    OLD,
    { status: 422 },
    '{"detail":[{"type":"less_than_equal","loc":["body","max_tokens"],"msg":"Input should be less than or equal to 4096","input":100000}]}',
    lower(4_096),
  ],
  [
    "a number with commas",
    OLD,
    {},
    "max_tokens must be at most 32,768",
    lower(32_768),
  ],
  [
    "OpenAI and older vLLM, no room in the context",
    OLD,
    { code: "context_length_exceeded", param: "messages" },
    "This model's maximum context length is 6048 tokens. However, you requested 100568 tokens (568 in the messages, 100000 in the completion). Please reduce the length of the messages or completion.",
    fit(6_048, 568),
  ],
  [
    "OpenRouter, no room in the context",
    OLD,
    {},
    "This endpoint's maximum context length is 131072 tokens. However, you requested about 140000 tokens (40000 of text input, 100000 in the output). Please reduce the length of either one.",
    fit(131_072, 40_000),
  ],
  [
    "vLLM, no room in the context",
    NEW,
    {},
    "'max_tokens' or 'max_completion_tokens' is too large: 100000. This model's maximum context length is 64001 tokens and your request has 24235 input tokens (100000 > 64001 - 24235).",
    fit(64_001, 24_235),
  ],
  [
    "the newest vLLM, which does not say how long the prompt is",
    OLD,
    {},
    "This model's maximum context length is 128000 tokens. However, you requested 100000 output tokens and your prompt contains at least 28001 input tokens, for a total of at least 128001 tokens.",
    fit(128_000, null),
  ],
  [
    "Anthropic, no room in the context",
    OLD,
    {},
    "input length and `max_tokens` exceed context limit: 108240 + 100000 > 200000, decrease input length or `max_tokens` and try again",
    fit(200_000, 108_240),
  ],
  [
    "Together, no room in the context",
    OLD,
    {},
    "`inputs` tokens + `max_new_tokens` must be <= 8193. Given: 1000 `inputs` tokens and 100000 `max_new_tokens`",
    fit(8_193, 1_000),
  ],
  [
    "OpenAI, a reasoning model's temperature",
    { temperature: 0.7 },
    { code: "unsupported_value", param: "temperature" },
    "Unsupported value: 'temperature' does not support 0.7 with this model. Only the default (1) value is supported.",
    DROP,
  ],
  [
    "the same in words alone, with a limit beside it",
    { temperature: 0.7, ...NEW },
    {},
    "Unsupported value: 'temperature' does not support 0.7 with this model. Only the default (1) value is supported.",
    DROP,
  ],
  [
    "Azure's temperature",
    { temperature: 0.7, ...NEW },
    { code: "unsupported_parameter", param: "temperature" },
    "Unsupported parameter: 'temperature' is not supported with this model.",
    DROP,
  ],
  ["Anthropic's temperature", { temperature: 0 }, {}, "`temperature` is deprecated for this model.", DROP],
  [
    "Anthropic's temperature with thoughts",
    { temperature: 0 },
    {},
    "`temperature` may only be set to 1 when thinking is enabled.",
    DROP,
  ],
  [
    "Moonshot's temperature",
    { temperature: 0 },
    {},
    "invalid temperature: only 1 is allowed for this model",
    DROP,
  ],
  [
    "Moonshot's other temperature",
    { temperature: 0 },
    {},
    "invalid temperature: only 0.6 is allowed for this model",
    DROP,
  ],
  [
    "a validator's temperature",
    { temperature: 0, ...OLD },
    { status: 422 },
    '{"detail":[{"type":"extra_forbidden","loc":["body","temperature"],"msg":"Extra inputs are not permitted","input":0}]}',
    DROP,
  ],
];

Deno.test("readLesson() understands what servers really say", async (t) => {
  for (const [name, sent, said, message, expected] of FROM_SERVERS) {
    await t.step(name, () => assertEquals(lesson(sent, message, said), expected));
  }
});

const UNSUPPORTED_MAX = "Unsupported parameter: 'max_tokens' is not supported with this model.";
const UNSUPPORTED_TEMPERATURE = "Unsupported parameter: 'temperature' is not supported with this model.";
const UNCLEAR: readonly [string, SentParameters, Parameters<typeof lesson>[2], string][] = [
  ["nothing said", { ...OLD, temperature: 1 }, {}, ""],
  ["another parameter", { ...OLD, temperature: 1 }, { param: "model", code: "unsupported_value" }, "no such"],
  ["a limit that was not sent", { temperature: 1 }, {}, UNSUPPORTED_MAX],
  ["a limit under the name that was not sent", NEW, {}, UNSUPPORTED_MAX],
  ["a param other than the text's", OLD, { param: "messages" }, UNSUPPORTED_MAX],
  ["a temperature that was not sent", OLD, {}, UNSUPPORTED_TEMPERATURE],
  ["a temperature out of range", { temperature: 3 }, {}, "temperature must be between 0 and 2"],
  [
    "a value that is not supported because it is out of range",
    { temperature: 3 },
    { code: "unsupported_value", param: "temperature" },
    "temperature 3 is not supported, it has to be in the range of 0 to 2",
  ],
  [
    "a temperature and another parameter together",
    { temperature: 0 },
    {},
    "`temperature` and `top_p` cannot both be specified for this model. Please use only one.",
  ],
  ["a limit that is too small", { max_tokens: 1 }, {}, "max_tokens must be at least 16"],
  ["a limit below the one that is named", { max_tokens: 100 }, {}, "max_tokens must be at most 4096"],
  ["a limit of nothing", OLD, {}, "max_tokens must be less than or equal to 0"],
  [
    "a prompt alone that is too long",
    OLD,
    {},
    "This model's maximum context length is 8192 tokens. Please reduce the length of the messages.",
  ],
  ["a word that holds the name", { temperature: 1 }, {}, "unsupported: temperatures"],
  ["a status that is no refusal of parameters", OLD, { status: 500 }, UNSUPPORTED_MAX],
  ["a rate limit", OLD, { status: 429 }, "max_tokens must be at most 4096"],
];

Deno.test("readLesson() learns nothing from what is not clear", async (t) => {
  for (const [name, sent, said, message] of UNCLEAR) {
    await t.step(name, () => assertEquals(lesson(sent, message, said), null));
  }
});

Deno.test("readLesson() reads what the provider behind OpenRouter said, and Gemini's lists", () => {
  const raw = JSON.stringify({ error: { message: UNSUPPORTED_TEMPERATURE, param: "temperature" } });
  const behind = { message: "Provider returned error", code: 400, metadata: { raw } };
  const listed = [{ error: { code: 400, message: UNSUPPORTED_TEMPERATURE, status: "INVALID_ARGUMENT" } }];
  for (const error of [behind, listed]) {
    const refusal = readRefusal({ status: 400, message: "400 x", error, headers: undefined });
    assertEquals(readLesson(refusal, { temperature: 0.5 }), DROP);
  }
});
