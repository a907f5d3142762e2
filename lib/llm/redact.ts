/** Key for servers that want none: no secret, and too common a word to be blotted out. */
export const PLACEHOLDER_KEY = "none";

/** Of a foreign text no more is looked at; far more than is ever shown of it. */
const MOST_LOOKED_AT = 4_000;

/**
 * Keys by their shape. All want some length and a digit (or the stars by which servers mask them): words,
 * names in code and sums of files stay.
 *
 * What must be read before it is clear that a key stands there has an end: a hostile text would else be read
 * from each of its places to its end.
 */
const KEY_SHAPES: readonly RegExp[] = [
  // OpenAI, Anthropic, DeepSeek, OpenRouter and many more.
  /(?<![\w-])sk-(?=[\w-]{0,200}\d)[\w-]{16,}/g,
  /(?<![\w-])sk-[\w.-]{0,200}\*[\w*.-]*/g,
  // Groq, xAI, Cerebras, Perplexity, Fireworks.
  /(?<![\w-])(?:gsk_|xai-|csk-|pplx-|fw_)(?=[A-Za-z]{0,200}\d)[A-Za-z0-9]{20,}/g,
  // Together.
  /(?<![\w-])tgp_v1_[\w-]{20,}/g,
  // Google.
  /(?<![\w-])AIza(?=[\w-]{0,200}\d)[\w-]{30,}/g,
];

/** What follows in a header is a key, whatever its shape. */
const KEY_IN_HEADER =
  /\b(Bearer\s{1,100}|api-key["']?\s{0,100}[:=]\s{0,100}["']?)(?=[\w.~+/=-]{0,200}\d)[\w.~+/=-]{20,}/gi;

/**
 * A text without the API key, without what looks like one, and without the secrets of an address. The time it
 * takes grows as the text does, whatever stands in it.
 */
export function redact(text: string, apiKey: string): string {
  const bare = withoutShapes(withoutKey(text, apiKey));
  return bare.replace(/(https?:\/\/)[^\s/?#@]*@/g, "$1[key]@")
    .replace(/https?:\/\/[^\s)]*/g, withoutQuery);
}

/** A foreign message as one printable line without secrets, at most 300 characters of it. */
export function foreignLine(text: string, apiKey: string): string {
  const whole = withoutKey(text, apiKey);
  const head = headOf(whole);
  // deno-lint-ignore no-control-regex -- escape sequences of a hostile server end here
  const line = head.replace(/[\s\x00-\x1f\x7f-\x9f]+/g, " ").toWellFormed().trim();
  // Before the cut, which could leave half a secret.
  const clean = redact(line, apiKey);
  if (clean.length <= 300 && head.length === whole.length) return clean;
  return `${clean.slice(0, 297).toWellFormed()}...`;
}

/** What is looked at of a text. It ends before a word that is not whole, which could be half a secret. */
function headOf(text: string): string {
  if (text.length <= MOST_LOOKED_AT) return text;
  let end = MOST_LOOKED_AT;
  // Quotes and angle brackets too: JSON and pages may have no blanks.
  while (end > 0 && !/[\s"<>]/.test(text[end]!)) end--;
  return text.slice(0, end);
}

function withoutQuery(address: string): string {
  const query = address.indexOf("?");
  return query < 0 ? address : address.slice(0, query);
}

function withoutKey(text: string, apiKey: string): string {
  if (apiKey === "" || apiKey === PLACEHOLDER_KEY) return text;
  return text.replaceAll(apiKey, "[key]").replaceAll(encodeURIComponent(apiKey), "[key]");
}

function withoutShapes(text: string): string {
  const bare = KEY_SHAPES.reduce((rest, shape) => rest.replace(shape, "[key]"), text);
  return bare.replace(KEY_IN_HEADER, "$1[key]");
}
