import type { Rejection } from "../core/rejection.ts";
import type { Counts, Share } from "./counts.ts";
import { inDigits } from "./in_digits.ts";
import { problem } from "./narration_problem.ts";

/**
 * A text without the numbers that were found to be true counts, lines or steps; or what is wrong with one of
 * them.
 */
export type CountsResult =
  | { readonly ok: true; readonly rest: string }
  | { readonly ok: false; readonly rejection: Rejection };

const N = "(\\d+)";
const PARTICLES =
  "in|for|by|from|at|to|with|of|the|this|that|a|an|and|or|as|is|are|was|but|where|when|so|on|than|because";
const NEAR = `(?:(?!(?:${PARTICLES})\\b)[\\p{L}\\ufffc'-]+\\s+){0,2}?`;
const NOUN = "(tests?|test (?:cases?|methods?)|failures?|errors?|functions?|methods?|steps?|lines?)";
const STATE = `(?:\\s+${NEAR}(?<verb>fail|pass|break|succeed|err)\\p{L}*)?`;
const LIST = "((?:\\s*(?:-|\u2013|to|through|and|or|,)\\s*(?:(?:line|step)\\s+)?\\d+(?![\\d.]\\d|\\d|" +
  "\\s+(?:(?:out\\s+)?of\\s+(?:the\\s+)?\\d|more|other|tests?|fail|pass)))*)";

const EVERY_TEST = new RegExp(
  "(?<![\\p{L}-] )\\b(all|every|each|no|none)(?: of)?(?: the)? tests?(?: still)? (pass|fail)\\p{L}*" +
    "(?! (?:but|except))",
  "iu",
);

interface Context {
  readonly counts: Counts;
  readonly lines: ReadonlySet<number>;
}

interface Claim {
  readonly pattern: RegExp;
  /** Whether a match tells the truth. */
  readonly isTrue: (match: RegExpMatchArray, context: Context) => boolean;
  readonly fault: "count" | "line";
}

const CLAIMS: readonly Claim[] = [
  {
    pattern: new RegExp(
      `\\blines?\\s+(?:(?:numbers?|no\\.?)\\s+|#\\s?)?${N}${LIST}|\\.py["']?:(\\d+)|\\bL(\\d+)\\b`,
      "giu",
    ),
    isTrue: (match, { lines }) => integers(match[0]).every((line) => lines.has(line)),
    fault: "line",
  },
  {
    pattern: new RegExp(`\\bsteps?\\s+(?:(?:numbers?|no\\.?)\\s+|#\\s?)?${N}${LIST}`, "giu"),
    isTrue: (match, { counts }) => integers(match[0]).every((step) => step >= 1 && step <= counts.steps),
    fault: "count",
  },
  {
    pattern: new RegExp(
      `${N}\\s+(?:out\\s+)?of\\s+(?:the\\s+|its\\s+|all\\s+|these\\s+|those\\s+)?${N}` +
        `(?![.\\d])(?<tail>(?:\\s+[\\p{L}\\ufffc'-]+){0,6})`,
      "giu",
    ),
    isTrue: (match, { counts }) => isShare(match, counts),
    fault: "count",
  },
  {
    pattern: new RegExp(
      `${N}\\s+of\\s+(?:(?:the|these|those|its)\\s+)?(?<verb>fail|pass)(?:ing|ed|ures?)\\b`,
      "giu",
    ),
    isTrue: (match, { counts }) => setOf(match.groups!.verb!, counts).has(Number(match[1])),
    fault: "count",
  },
  {
    pattern: new RegExp(
      `${N}\\s*\\/\\s*${N}(?<tail>\\s+${NEAR}tests?\\b(?:\\s+[\\p{L}\\ufffc'-]+){0,3})`,
      "giu",
    ),
    isTrue: (match, { counts }) => isShare(match, counts),
    fault: "count",
  },
  {
    pattern: new RegExp(`${N}(?<between>[\\s-]+${NEAR})${NOUN}\\b${STATE}`, "giu"),
    isTrue: (match, { counts }) => isCount(match, counts),
    fault: "count",
  },
  {
    pattern: new RegExp(
      `${N}\\s+(?:(?:of (?:them|these|those)|that|which|still|also|now|others?)\\s+){0,2}` +
        "(?<verb>fail|pass)\\p{L}*",
      "giu",
    ),
    isTrue: (match, { counts }) => setOf(match.groups!.verb!, counts).has(Number(match[1])),
    fault: "count",
  },
  {
    pattern: /\b(failing|failed|failures|passing|passed|errors)\s*[:=]\s*(\d+)/gi,
    isTrue: (match, { counts }) =>
      (/^err/i.test(match[1]!) ? counts.errors : setOf(match[1]!, counts)).has(Number(match[2])),
    fault: "count",
  },
];

/**
 * Looks at what a text counts ("3 of 12 tests fail", "four functions") and at the lines and steps that it
 * names by number. The numbers that hold are taken out of the text, so that they are not looked for among the
 * values too.
 */
export function checkCounts(plain: string, context: Context): CountsResult {
  let rest = inDigits(plain);
  for (const { pattern, isTrue, fault } of CLAIMS) {
    const wrong: string[] = [];
    rest = replaceMatches(rest, pattern, (match) => {
      // A number with a sign or a fraction counts nothing.
      if (/^\d/.test(match[0]) && /[\p{L}\p{N}_.-]$/u.test(rest.slice(0, match.index))) return match[0];
      if (!isTrue(match, context)) wrong.push(match[0]);
      return match[0].replace(/\d+/g, "");
    });
    if (wrong.length > 0) {
      const what = fault === "line" ? "a line that is not shown" : "a count that is not true";
      return { ok: false, rejection: problem(fault, what, wrong[0]) };
    }
  }
  const claim = quantifierProblem(rest, context.counts);
  return claim === null ? { ok: true, rest } : { ok: false, rejection: claim };
}

function isShare(match: RegExpMatchArray, counts: Counts): boolean {
  const [part, whole] = [Number(match[1]), Number(match[2])];
  const tail = match.groups!.tail ?? "";
  const shares = /\bpass|\bsucceed/i.test(tail)
    ? counts.passingShares
    : /\b(?:fail|break|err)/i.test(tail)
    ? counts.failingShares
    : [...counts.failingShares, ...counts.passingShares];
  return shares.some(([a, b]: Share) => a === part && b === whole);
}

function isCount(match: RegExpMatchArray, counts: Counts): boolean {
  const n = Number(match[1]);
  const noun = match[3]!.toLowerCase();
  const before = match.groups!.between!;
  if (/^func|^method/.test(noun)) return counts.functions.has(n);
  if (/^step/.test(noun)) return counts.steps === n;
  if (/^line/.test(noun)) return counts.lines.has(n);
  if (/^error/.test(noun)) return counts.errors.has(n);
  if (/failure/.test(noun)) return counts.failures.has(n);
  const state = /fail|broken|pass|succe/i.exec(before)?.[0] ?? match.groups!.verb;
  return state === undefined ? counts.tests.has(n) : setOf(state, counts).has(n);
}

function setOf(state: string, counts: Counts): ReadonlySet<number> {
  return /^(?:pass|succe)/i.test(state) ? counts.passing : counts.failing;
}

/** What is wrong with "every test fails"; null where nothing of the kind is said, or where it holds. */
function quantifierProblem(text: string, counts: Counts): Rejection | null {
  const said = EVERY_TEST.exec(text);
  const shares = said && /^p/i.test(said[2]!) ? counts.passingShares : counts.failingShares;
  const whole = Math.max(...counts.tests);
  const parts = shares.filter(([, of]) => of === whole).map(([part]) => part);
  if (!said || parts.length === 0) return null;
  return parts.includes(/^no/i.test(said[1]!) ? 0 : whole)
    ? null
    : problem("count", "a count that is not true", said[0]);
}

function integers(text: string): number[] {
  return (text.match(/\d+/g) ?? []).map(Number);
}

function replaceMatches(text: string, pattern: RegExp, replace: (match: RegExpExecArray) => string): string {
  const parts: string[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    parts.push(text.slice(end, match.index), replace(match));
    end = match.index + match[0].length;
  }
  return parts.join("") + text.slice(end);
}
