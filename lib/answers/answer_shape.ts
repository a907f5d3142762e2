import { isMapping } from "../core/text_check.ts";

/** Keys and what stands under them. */
export type Document = Readonly<Record<string, unknown>>;

/**
 * What stands under a key:
 * - `name`: a word or phrase on one line, which the caller compares or checks;
 * - `line`: one sentence or a few, line breaks do not count;
 * - `prose`: a text of lines, or a list of lines;
 * - `code`: a whole source, which begins in the first column; every byte counts but for blanks at the end;
 * - `snippet`: a part of a source, which may begin with blanks; every byte counts;
 * - a list of mappings of another shape.
 */
export type Field = "name" | "line" | "prose" | "code" | "snippet" | { readonly entries: AnswerShape };

/** The keys that an answer may have. {@linkcode END_KEY} is known in each answer. */
export type AnswerShape = Readonly<Record<string, Field>>;

/** The key that stands last, with a true value, where an answer is whole. */
export const END_KEY = "end";

const TRUE = "true|yes|y|on|1|ok|done|end|complete|finished|document";
const END_TEXT = new RegExp(`^\\s*(?:${TRUE})\\s*$`, "i");
const END_LINE = new RegExp(`^(["']?)(?:${TRUE})\\1(?:\\s+#.*)?$`, "i");

/** Whether the value of `end` says that the answer is whole; null where it says something else altogether. */
export function isEnd(value: unknown): boolean | null {
  if (typeof value === "object" && value !== null) return null;
  if (typeof value !== "string") return Boolean(value);
  if (/^\s*(?:false|no|n|off|0|null|~)?\s*$/i.test(value)) return false;
  return END_TEXT.test(value) ? true : null;
}

/** Whether a line that begins with `end` ends an answer, given what stands after the colon. */
export function isEndMark(inline: string): boolean {
  return END_LINE.test(inline);
}

/** The field of a key; undefined where the shape has no such key. */
export function fieldOf(shape: AnswerShape, key: string): Field | undefined {
  return Object.hasOwn(shape, key) ? shape[key] : undefined;
}

/** The shape of a list's entries; null for texts and unknown keys. */
export function entriesOf(field: Field | undefined): AnswerShape | null {
  return typeof field === "object" ? field.entries : null;
}

/** The one list of a shape that has nothing else; null for other shapes. */
export function onlyList(shape: AnswerShape): { readonly key: string; readonly entries: AnswerShape } | null {
  const keys = Object.keys(shape);
  const entries = keys.length === 1 ? entriesOf(shape[keys[0]!]) : null;
  return entries && { key: keys[0]!, entries };
}

/** How many of a mapping's keys a shape knows. */
export function countKnown(value: unknown, shape: AnswerShape): number {
  if (!isMapping(value)) return 0;
  return Object.keys(value).filter((key) => Object.hasOwn(shape, canonicalKey(key, shape))).length;
}

/**
 * A key as the shape writes it, such as `root_cause` for "Root Cause"; as it is where the shape has none
 * like it.
 */
export function canonicalKey(key: string, shape: AnswerShape): string {
  if (key === END_KEY || Object.hasOwn(shape, key)) return key;
  const plain = key.replace(/^\d+[.)]\s+/, "").replace(/^[\s"'`*_]+|[\s"'`*_:]+$/g, "")
    .replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase().replace(/[\s-]+/g, "_");
  return plain === END_KEY || Object.hasOwn(shape, plain) ? plain : key;
}
