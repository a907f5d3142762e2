/** Key for servers that want none: no secret, and too common a word to be blotted out. */
export const PLACEHOLDER_KEY = "none";

/** A text without the API key, without what looks like one, and without the query of an address. */
export function redact(text: string, apiKey: string): string {
  const bare = text.replace(/\bsk-[\w*.-]{6,}/g, "[key]").replace(/(https?:\/\/[^\s?#)]*)\?[^\s)]*/g, "$1");
  if (apiKey === "" || apiKey === PLACEHOLDER_KEY) return bare;
  return bare.replaceAll(apiKey, "[key]").replaceAll(encodeURIComponent(apiKey), "[key]");
}

/** A foreign message as one printable line without secrets, at most 300 characters of it. */
export function foreignLine(text: string, apiKey: string): string {
  // deno-lint-ignore no-control-regex -- escape sequences of a hostile server end here
  const line = text.replace(/[\s\x00-\x1f\x7f-\x9f]+/g, " ").toWellFormed().trim();
  // Before the cut, which could leave half a secret.
  const clean = redact(line, apiKey);
  return clean.length <= 300 ? clean : `${clean.slice(0, 297).toWellFormed()}...`;
}
