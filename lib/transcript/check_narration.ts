import type { Rejection } from "../core/rejection.ts";
import { checkCause, checkExplained } from "./check_cause.ts";
import { checkClaims } from "./check_claims.ts";
import { checkEarly } from "./check_early.ts";
import { checkExpected } from "./check_expected.ts";
import { checkFix } from "./check_fix.ts";
import { checkForm, checkMarkup } from "./check_form.ts";
import { checkNames } from "./check_names.ts";
import { checkNumbers } from "./check_numbers.ts";
import { checkOutcomes } from "./check_outcomes.ts";
import { checkQuotes } from "./check_quotes.ts";
import { checkShares } from "./check_shares.ts";
import { problem } from "./narration_problem.ts";
import { readProse } from "./prose_parts.ts";
import type { Story } from "./story.ts";
import type { ToldEvidence } from "./told_evidence.ts";
import type { ReasoningKey } from "./turn_draft.ts";

/** The turn that a text is for, and what is known when it is told. */
export interface TurnContext {
  readonly story: Story;
  readonly key: ReasoningKey;
  readonly evidence: ToldEvidence;
}

/**
 * Holds a model's reasoning for one turn against the evidence of that turn: what stands in the conversation
 * up to there, and what was measured for it. Gives null, or the first thing that is wrong.
 *
 * Guaranteed of a text that passes:
 * - Each block, `code span` and "quotation" of more than a word stands in the evidence, but for white space.
 * - Each number, in digits or in words, is a value of the evidence, a true count, or a line or step that was
 *   shown: the same value with the same sign, and a percentage only where the evidence has one. "line N" is a
 *   line of the excerpt or of a traceback; "3 of 12 tests", "4 functions", "2 tests fail" are counts of that
 *   very thing.
 * - Where a test's name stands directly before "passes" or "fails", it does. In the turns of speech that are
 *   known here, fractions of the tests in words, the failing and passing tests that are named, and which of them
 *   run a function, are so; what an assertion compares with a literal is not told as what came, nor the other
 *   way round; and the fix is told in its direction, the fault of its function.
 * - Each call, file, path, test, exception and each name that does not look like a word stands in the
 *   evidence.
 * - Before the explanation, neither the changed code nor phrases of the bug's description are told, nor
 *   values or lines that only come later.
 * - It claims no run, print or debugger; it does not speak of other versions of the module, of injected bugs,
 *   or as a model; it has no headings, links, tables or HTML, and is neither empty nor over 1,500 characters.
 * - The explanation names the faulty function, or quotes a token that the fix changes.
 * - In the turns of speech that are known here, it blames no test and wants none changed, does not call the fix
 *   needless or the faulty line right, and names no cause from outside the module (rounding, garbage collection,
 *   races, caches, the interpreter, the machine, the network) that the evidence does not speak of.
 *
 * Not guaranteed: that what is said of a value, line or name is true. "`half` returns 6" passes where the
 * evidence has `half` and 6, even if that 6 belongs to something else; so does an argument that does not
 * follow, "one", or a plain word that happens to be a name. What
 * cannot be checked is not looked at. A sentence without a name or number is held against those turns of speech
 * alone: another wrong cause in plain words ("the units are mixed up"), or one of the above in words that are
 * not listed, passes, and so does a wrong argument about the right function. Patterns of speech are English.
 * That no sentence stands in two turns is for all of them together to see, see {@linkcode narrate}.
 */
export function checkNarration(text: string, { story, key, evidence }: TurnContext): Rejection | null {
  const form = checkForm(text);
  if (form !== null) return form;
  const parts = readProse(text);
  if (typeof parts === "string") return problem("markup", parts);
  return checkMarkup(parts.running) ??
    checkClaims(parts.bare, key, evidence) ??
    checkCause(parts, { story, evidence, key }) ??
    checkEarly(parts, { story, evidence, key }) ??
    checkQuotes(parts, evidence.quotable) ??
    checkNumbers(parts.plain, evidence) ??
    checkOutcomes(parts.bare, story, key) ??
    checkShares(parts.bare, story, key) ??
    checkExpected(parts.bare, story, key) ??
    checkFix(parts.bare, story, key) ??
    checkNames(parts.plain, evidence.quotable) ??
    (key === "explanation" ? checkExplained(parts, story) : null);
}
