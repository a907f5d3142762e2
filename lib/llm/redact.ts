/** Key for servers that want none: no secret, and too common a word to be blotted out. */
export const PLACEHOLDER_KEY = "none";

/**
 * Keys by their shape. All want some length and a digit (or the stars by which servers mask them): words,
 * names in code and sums of files stay.
 */
const KEY_SHAPES: readonly RegExp[] = [
  // OpenAI, Anthropic, DeepSeek, OpenRouter and many more.
  /(?<![\w-])sk-(?=[\w-]*\d)[\w-]{16,}/g,
  /(?<![\w-])sk-[\w.-]*\*[\w*.-]*/g,
  // Groq, xAI, Cerebras, Perplexity, Fireworks.
  /(?<![\w-])(?:gsk_|xai-|csk-|pplx-|fw_)(?=[A-Za-z]*\d)[A-Za-z0-9]{20,}/g,
  // Together.
  /(?<![\w-])tgp_v1_[\w-]{20,}/g,
  // Google.
  /(?<![\w-])AIza(?=[\w-]*\d)[\w-]{30,}/g,
];

/** What follows in a header is a key, whatever its shape. */
const KEY_IN_HEADER = /\b(Bearer\s+|api-key["']?\s*[:=]\s*["']?)(?=[\w.~+/=-]*\d)[\w.~+/=-]{20,}/gi;

/** A text without the API key, without what looks like one, and without the secrets of an address. */
export function redact(text: string, apiKey: string): string {
  const bare = withoutShapes(withoutKey(text, apiKey));
  return bare.replace(/(https?:\/\/)[^\s/?#@]*@/g, "$1[key]@").replace(
    /(https?:\/\/[^\s?#)]*)\?[^\s)]*/g,
    "$1",
  );
}

/** A foreign message as one printable line without secrets, at most 300 characters of it. */
export function foreignLine(text: string, apiKey: string): string {
  // deno-lint-ignore no-control-regex -- escape sequences of a hostile server end here
  const line = text.replace(/[\s\x00-\x1f\x7f-\x9f]+/g, " ").toWellFormed().trim();
  // Before the cut, which could leave half a secret.
  const clean = redact(line, apiKey);
  return clean.length <= 300 ? clean : `${clean.slice(0, 297).toWellFormed()}...`;
}

function withoutKey(text: string, apiKey: string): string {
  if (apiKey === "" || apiKey === PLACEHOLDER_KEY) return text;
  return text.replaceAll(apiKey, "[key]").replaceAll(encodeURIComponent(apiKey), "[key]");
}

function withoutShapes(text: string): string {
  const bare = KEY_SHAPES.reduce((rest, shape) => rest.replace(shape, "[key]"), text);
  return bare.replace(KEY_IN_HEADER, "$1[key]");
}
