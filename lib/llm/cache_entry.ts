import { parseJson } from "../core/parse_json.ts";
import { accept, type Outcome, reject } from "../core/rejection.ts";
import { toSortedJson } from "../core/sorted_json.ts";
import { isMapping, shownValue } from "../core/text_check.ts";
import type { Completion, ReportedUsage } from "./completion.ts";
import { cleanIdentity, type RequestIdentity, requestKey } from "./request_identity.ts";

/** The text of a request cache's file. */
export function formatCacheEntry(identity: RequestIdentity, completion: Completion): string {
  const { text, refusal, finishReason, usage } = completion;
  return toSortedJson({
    schema_version: 1,
    identity: cleanIdentity(identity),
    completion: {
      text,
      refusal,
      finish_reason: finishReason,
      usage: usage && {
        prompt_tokens: usage.promptTokens,
        cached_prompt_tokens: usage.cachedPromptTokens,
        completion_tokens: usage.completionTokens,
        cost_usd: usage.costUsd,
      },
    },
  });
}

/**
 * The answer in the text of a request cache's file, or what is wrong with it.
 *
 * @param key The key in the file's name: that of the request in the text, or the file was changed.
 */
export function parseCacheEntry(text: string, key: string): Outcome<Completion> {
  const bad = (detail: string) => reject<Completion>("cache_entry_bad", detail);
  const parsed = parseJson(text);
  const entry = parsed.ok ? parsed.value : null;
  if (!isMapping(entry)) return bad("it is not the JSON object that this program writes");
  if (entry.schema_version !== 1) {
    return bad(`its schema_version is ${shownValue(entry.schema_version)}, and this program reads 1`);
  }
  if (!isIdentity(entry.identity) || requestKey(entry.identity) !== key) {
    return bad("the request in it is not the one of its name");
  }
  const completion = readCompletion(entry.completion);
  return completion === null ? bad("the answer in it is not one") : accept(completion);
}

function isIdentity(value: unknown): value is RequestIdentity {
  return isMapping(value) && typeof value.endpoint === "string" && typeof value.model === "string" &&
    Array.isArray(value.messages) && value.messages.every(isMapping) && isMapping(value.parameters) &&
    typeof value.attempt === "number";
}

function readCompletion(value: unknown): Completion | null {
  if (!isMapping(value)) return null;
  const { text, refusal, finish_reason: finishReason } = value;
  if (typeof text !== "string" || !isTextOrNull(refusal) || !isTextOrNull(finishReason)) return null;
  if (value.usage === null) return { text, refusal, finishReason, usage: null };
  const usage = readUsage(value.usage);
  return usage && { text, refusal, finishReason, usage };
}

function readUsage(value: unknown): ReportedUsage | null {
  if (!isMapping(value)) return null;
  const { prompt_tokens: prompt, cached_prompt_tokens: cached, completion_tokens: written } = value;
  const { cost_usd: costUsd } = value;
  if (!isCount(prompt) || !isCount(cached) || !isCount(written)) return null;
  if (costUsd !== null && !(Number.isFinite(costUsd) && (costUsd as number) >= 0)) return null;
  return {
    promptTokens: prompt,
    cachedPromptTokens: cached,
    completionTokens: written,
    costUsd: costUsd as number | null,
  };
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === "string";
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
