import type { Completion } from "./completion.ts";
import { PLACEHOLDER_KEY } from "./redact.ts";

/** Keys shorter than this are words such as "local-model" that a text may hold by chance. */
const MIN_SECRET_LENGTH = 16;
/** Proxies give out keys such as "sk-1234", which are no words. */
const SHORT_KEY = /^(?:sk-|gsk_|xai-|csk-|pplx-|fw_|tgp_v1_|AIza)/;
const MIN_SHORT_KEY_LENGTH = 6;

/** Whether an answer repeats the API key, also in the escapes of YAML and JSON: it would end in files. */
export function leaksKey({ text, refusal, finishReason }: Completion, apiKey: string): boolean {
  if (apiKey === PLACEHOLDER_KEY) return false;
  const parts = [text, refusal ?? "", finishReason ?? ""].flatMap((part) => [part, unescaped(part)]);
  if (apiKey.length >= MIN_SECRET_LENGTH) return parts.some((part) => part.includes(apiKey));
  return apiKey.length >= MIN_SHORT_KEY_LENGTH && SHORT_KEY.test(apiKey) &&
    parts.some((part) => hasWord(part, apiKey));
}

/** Whether a text has a word, not as a part of another: "risk-12345" does not have the word "sk-1234". */
function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!/[\w-]/.test(text[at - 1] ?? "") && !/[\w-]/.test(text[at + word.length] ?? "")) return true;
  }
  return false;
}

function unescaped(text: string): string {
  return text.replace(/\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8}))/gi, (whole, x, u, long) => {
    const code = parseInt(x ?? u ?? long, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
