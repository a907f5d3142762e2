import type { Rejection } from "../core/rejection.ts";
import { badCharacter } from "../core/text_check.ts";
import { problem } from "./narration_problem.ts";

/** Characters that one turn's reasoning may have. */
export const MAX_PROSE = 1_500;

/** What may not stand in prose, outside of code. */
const MARKUP: readonly (readonly [string, RegExp])[] = [
  ["a heading", /^ {0,3}#{1,6}(?:\s|$).*|^ {0,3}(?:=+|-{2,}|\*{3,}|_{3,})\s*$/m],
  ["a heading", /^\s*(?:\*\*[^*\n]+\*\*|__[^_\n]+__|\*\*[^*\n]+:\*\*)\s*:?\s*$/m],
  ["a link", /\b(?:https?|ftp|file|mailto):|\bwww\.|!?\[[^\]\n]*\]\s?\([^)\n]*\)|^\s*\[[^\]\n]+\]:/im],
  ["HTML", /<\/?[a-z][a-z0-9]*(?:\s[^<>]*)?\/?>|<!--/i],
  ["a table", /^\s*\|.*\|\s*$/m],
  ["a speaker", /^\s*\**(?:architect|planner|developer|qa|tester|assistant|user|system)\**\s*:/im],
];

/**
 * What is wrong with the form of a text; null if nothing. Only its length and the characters are judged of
 * code.
 */
export function checkForm(text: string): Rejection | null {
  if (text.trim() === "") return problem("empty", "nothing is said");
  if (text.length > MAX_PROSE) return problem("too_long", `${text.length} characters, over ${MAX_PROSE}`);
  const bad = badCharacter(text, "prose");
  if (bad !== null) return problem("markup", `there is ${bad}`);
  const hidden = /\p{Cf}/u.exec(text);
  if (hidden) return problem("markup", "there is a character that does not show", hidden[0]);
  return null;
}

/** What markup stands in a text without its code; null where there is none. */
export function checkMarkup(running: string): Rejection | null {
  for (const [what, pattern] of MARKUP) {
    const match = pattern.exec(running);
    if (match) return problem("markup", `there is ${what}`, match[0]);
  }
  return null;
}
