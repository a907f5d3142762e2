import { shortened } from "./visible_text.ts";

const NAMES: Readonly<Record<string, string>> = {
  "\0": "a NUL character",
  "\t": "a tab",
  "\r": "a lone carriage return",
  "\x0b": "a vertical tab",
  "\x0c": "a form feed",
  "\x1c": "a file separator",
  "\x1d": "a group separator",
  "\x1e": "a record separator",
  "\x85": "a next-line character",
  "\u2028": "a line separator",
  "\u2029": "a paragraph separator",
};

// deno-lint-ignore no-control-regex -- control characters are what is looked for
const BAD_IN_PROSE = /[\x00-\x08\x0b-\x1f\x7f]|\p{Surrogate}/u;
// deno-lint-ignore no-control-regex -- as above
const BAD_IN_CODE = /[\x00-\x09\x0b-\x1f\x7f\x85\u2028\u2029]|\p{Surrogate}/u;

/**
 * The first character that may not stand in a text, such as "a tab (U+0009) in line 3"; null where there
 * is none. Python source also has no tab and none of the characters that some tools take for a line's end
 * and others do not: line numbers would differ between them.
 */
export function badCharacter(text: string, kind: "prose" | "code"): string | null {
  const match = (kind === "code" ? BAD_IN_CODE : BAD_IN_PROSE).exec(text);
  if (match === null) return null;
  const [character] = match;
  const code = character.charCodeAt(0);
  const name = NAMES[character] ?? (code >= 0xd800 ? "half of a surrogate pair" : "a control character");
  const line = text.slice(0, match.index).split("\n").length;
  return `${name} (U+${code.toString(16).toUpperCase().padStart(4, "0")}) in line ${line}`;
}

/** Bytes of a text in UTF-8. */
export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** A value from outside as it may stand in a message: quoted, escaped, at most 60 characters of it. */
export function quoted(text: string): string {
  const characters = [...text.slice(0, 200)];
  const short = text.length <= 60 ? text : `${characters.slice(0, 57).join("")}...`;
  return JSON.stringify(short).replace(
    /[\x7f-\x9f\u2028-\u202f\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Any parsed value as it may stand in a message: as JSON, at most 120 characters of it; "missing" where there is none. */
export function shownValue(value: unknown): string {
  return value === undefined ? "missing" : shortened(JSON.stringify(value), 120);
}

/** What kind of value a parsed document holds, such as "a number" or "a list". */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return "empty";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a mapping";
  if (typeof value === "boolean") return "a truth value";
  return typeof value === "string" ? "a text" : "a number";
}

/** Whether a parsed value is a mapping. */
export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
