import type { Completion } from "./completion.ts";
import { PLACEHOLDER_KEY } from "./redact.ts";

/** Shorter keys are words such as "local", which a text may hold by chance, unless they look like keys. */
const MIN_SECRET_LENGTH = 16;
const KEY_SHAPE = /^(sk|gsk|xai|key)[-_].{3,}/;

/** Whether an answer repeats the API key, also in the escapes of YAML and JSON: it would end in files. */
export function leaksKey({ text, refusal, finishReason }: Completion, apiKey: string): boolean {
  if (apiKey === PLACEHOLDER_KEY) return false;
  if (apiKey.length < MIN_SECRET_LENGTH && !KEY_SHAPE.test(apiKey)) return false;
  return [text, refusal ?? "", finishReason ?? ""].some((part) =>
    part.includes(apiKey) || unescaped(part).includes(apiKey)
  );
}

function unescaped(text: string): string {
  return text.replace(/\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8}))/gi, (whole, x, u, long) => {
    const code = parseInt(x ?? u ?? long, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
