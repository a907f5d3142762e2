import type { AuthorAnswer, Usage } from "../core/author.ts";
import { foreignLine, PLACEHOLDER_KEY } from "./redact.ts";

/** Keys shorter than this are words such as "local-model" that a text may hold by chance. */
const MIN_SECRET_LENGTH = 16;
const MAX_TOKENS = 1_000_000_000;

/**
 * An author's answer from the body of a chat completion. The body comes from a server: nothing about its
 * shape is believed.
 */
export function readCompletion(body: unknown, apiKey: string): AuthorAnswer {
  const usage = readUsage(body);
  const none = (reason: string, detail: string): AuthorAnswer => ({ kind: "none", reason, detail, usage });
  if (!isRecord(body)) {
    return none(
      "answer_malformed",
      "the server sent no JSON object: the base URL may lack its path, such as /v1",
    );
  }
  const choice = Array.isArray(body.choices) ? body.choices[0] : undefined;
  if (!isRecord(choice) || !isRecord(choice.message)) {
    return none("answer_empty", "the answer has no choices");
  }
  const { refusal, content } = choice.message;
  if (typeof refusal === "string" && refusal.trim() !== "") {
    return none("answer_refused", `the model refuses: ${foreignLine(refusal, apiKey)}`);
  }
  if (choice.finish_reason === "content_filter") {
    return none("answer_refused", "the provider's content filter withheld the answer");
  }
  if (choice.finish_reason === "length") {
    return none("answer_cut", `the answer was cut after ${usage.completionTokens || "too many"} tokens`);
  }
  const text = readText(content);
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

function readUsage(body: unknown): Usage {
  const usage = isRecord(body) && isRecord(body.usage) ? body.usage : {};
  return {
    promptTokens: readCount(usage.prompt_tokens),
    completionTokens: readCount(usage.completion_tokens),
  };
}

function readCount(value: unknown): number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= MAX_TOKENS
    ? value as number
    : 0;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
