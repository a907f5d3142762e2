import type { Rejection } from "../core/rejection.ts";
import { problem } from "./narration_problem.ts";
import type { ProseParts } from "./prose_parts.ts";
import { type Quotable, standsIn } from "./stands_in.ts";

/** What is quoted but stands nowhere in the evidence; null if nothing. */
export function checkQuotes({ blocks, spans, quotes }: ProseParts, evidence: Quotable): Rejection | null {
  const block = blocks.find((each) => each.trim() !== "" && !standsIn(each, evidence));
  if (block !== undefined) return problem("quote", "a block stands nowhere in the evidence", block);
  const span = spans.find((each) => !isKnownCode(each, evidence));
  if (span !== undefined) return problem("quote", "code stands nowhere in the evidence", span);
  const quote = quotes.find((each) => !isSaid(each, evidence));
  return quote === undefined
    ? null
    : problem("quote", "words in quotation marks stand nowhere in the evidence", quote);
}

/**
 * Whether code stands in the evidence; a call without its arguments, `f()` or `f(...)`, does where the name
 * does.
 */
export function isKnownCode(code: string, evidence: Quotable): boolean {
  if (standsIn(code, evidence)) return true;
  const name = /^\s*([\p{L}_][\p{L}\p{N}_.]*)\(\s*(?:\.\.\.|\u2026)?\s*\)\s*$/u.exec(code)?.[1];
  return name !== undefined && standsIn(name, evidence);
}

/** Whether words stand in the evidence, but for the stop at their end and the size of their first letter. */
function isSaid(words: string, evidence: Quotable): boolean {
  const text = words.replace(/[.,;:!?]$/, "");
  const swapped = text.replace(
    /^\p{L}/u,
    (letter) => letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
  return standsIn(text, evidence) || standsIn(swapped, evidence);
}
