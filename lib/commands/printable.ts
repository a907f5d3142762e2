import { shortened, visibleText } from "../core/visible_text.ts";

/** Longest line that is printed of a text from outside, in characters. */
const MAX_LENGTH = 4000;

/**
 * A text from outside on one line, without what a terminal would obey: control characters are written as escapes, and
 * of a text without end the beginning is given.
 */
export function printable(text: string, limit: number = MAX_LENGTH): string {
  const short = shortened(text, limit);
  if (!short.includes("\n")) return visibleText(short);
  return visibleText(short.split("\n").map((line) => line.trim()).filter((line) => line !== "").join(" "));
}
