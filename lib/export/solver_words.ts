import { codeSpansOf, sentencesOf } from "./sentences.ts";

/** A paragraph of a conversation as one says it who solves the task. */
export interface SolverWords {
  /** What can be said at that point; "" for nothing. */
  readonly now: string;
  /** What only a comparison with the mended module tells, sentence by sentence: for the end, if it has been shown by then. */
  readonly later: readonly string[];
}

/** Words of what is known only by comparing with the mended module. */
const HINDSIGHT =
  /\bthe mended code\b|\bonce the fault is mended\b|\bwith the fault and without\b|\btravels outwards\b/;

/** Words of what only a tracer sees, which is none of a solver's tools. */
const TRACED_ONLY = /^Watching the calls of /;

/** Words of how a call comes out after the fix that has not been made. */
const NOT_CALLED = /\bnow (?:returns|raises|leaves) [^]*; before, it /;

/** Words of what a tracer sees, and others who find its values in the tests. */
const TRACED = /\bgoes through it with\b|\bruns the very same code with\b/;

/** Other traces of the tracer, and what is left without them. */
const TRACES: readonly (readonly [pattern: RegExp, rest: string])[] = [
  [/^`[^`]+` heads the list, but its own lines do what the specification asks\. /, ""],
  [/\bThe one that runs the least code is (`[^`]+`)\. It\b/, "I start with $1. It"],
  [/\bthe one that runs the least code is (`[^`]+`)\. It\b/, "I start with $1. It"],
  [/, and \d+ passing tests? (?:relies|rely) on the same function\b/, ""],
  [/, and \d+ passing tests? (?:goes|go) through it too\b/, ""],
  [/^Accepted: /, "Done: "],
];

/**
 * Conversations are told by who made the task, and has traced the tests and compared the modules. Of a paragraph of one this
 * gives what somebody with tools can say who has seen nothing but the given texts.
 */
export function toSolverWords(paragraph: string, seen: readonly string[]): SolverWords {
  if (NOT_CALLED.test(paragraph)) return { now: "", later: [] };
  if (TRACED.test(paragraph) && !isShown(paragraph, seen)) return { now: "", later: [] };
  const plain = TRACES.reduce((text, [pattern, rest]) => text.replace(pattern, rest), paragraph);
  if (!HINDSIGHT.test(plain) && !TRACED_ONLY.test(plain)) return { now: plain, later: [] };
  const sentences = sentencesOf(plain).filter((sentence) => !TRACED_ONLY.test(sentence));
  return {
    now: sentences.filter((sentence) => !HINDSIGHT.test(sentence)).join(" "),
    later: sentences.filter((sentence) => HINDSIGHT.test(sentence)),
  };
}

/** Whether each number in the inline code of a text stands in one of the texts that were seen. */
export function isShown(text: string, seen: readonly string[]): boolean {
  const numbers = codeSpansOf(text).flatMap(numbersIn);
  if (numbers.length === 0) return true;
  const known = new Set(seen.flatMap(numbersIn));
  return numbers.every((number) => known.has(number));
}

/** Numbers as they are written, without their signs. */
function numbersIn(text: string): readonly string[] {
  const numbers = text.match(/(?<![\w.])\d[\w.]*(?:(?<=e)[-+]\d+)?/g) ?? [];
  return numbers.map((number) => number.replace(/\.+$/, ""));
}
