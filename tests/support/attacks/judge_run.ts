import type { ColdRun } from "../../../lib/core/python.ts";
import { idProblem, type TestRun } from "../../../lib/core/test_run.ts";
import type { Attack } from "./attack.ts";

/** The test of each forging suite that truly fails. */
export const TRUTH = "Victim.test_truth";
/** Characters that any one text of a report may have, and that all of it may have. */
const MAX_TEXT = 10_000;
const MAX_REPORT = 16 << 20;
/** Characters of a cold run's output. */
const MAX_OUTPUT = 256 << 10;
/** What no refusal by the system looks like: a mistake in the attack itself, which then proves nothing. */
const MISTAKES = ["AttributeError", "IndentationError", "KeyError", "NameError", "SyntaxError", "TypeError"];

/** What came back of an attack. */
export type AttackEnd = { readonly warm: TestRun } | { readonly cold: ColdRun };

/** What is wrong with what came back of an attack, each in one line; but for verdicts, see {@linkcode isForged}. */
export function endProblems(attack: Attack, { end }: { end: AttackEnd }): readonly string[] {
  const text = textOf(end);
  const problems: (string | null)[] = [
    text.includes("REACHED: ") ? `it says ${/REACHED: .{0,80}/.exec(text)?.[0]}` : null,
    mistakeIn(attack, end),
  ];
  if (attack.holds.includes("bounded")) problems.push(boundProblem(end));
  if (attack.holds.includes("ended") && kindOf(end) === "finished") problems.push("it ran to its end");
  return problems.filter((problem) => problem !== null);
}

/** All that an attack could say through what came back. */
export function textOf(end: AttackEnd): string {
  return "cold" in end ? end.cold.output : JSON.stringify(end.warm);
}

/** How it ended, in a word. */
export function kindOf(end: AttackEnd): string {
  if ("warm" in end) return end.warm.kind;
  return end.cold.kind === "exited" ? "finished" : end.cold.kind;
}

/** Whether the test that truly fails came out as passed, in a run that has all the tests that the text has. */
export function isForged(end: AttackEnd, expected: readonly string[]): boolean {
  if ("cold" in end) {
    // As a user reads it; the exit status alone is the module's to choose.
    return end.cold.code === 0 && /^test_truth .*\bok$/m.test(end.cold.output);
  }
  const run = end.warm;
  if (run.kind !== "finished" || idProblem(run.tests, expected) !== null) return false;
  return run.tests.some(({ id, status }) => id === TRUTH && status === "passed");
}

function boundProblem(end: AttackEnd): string | null {
  if ("cold" in end) {
    const { length } = end.cold.output;
    return length <= MAX_OUTPUT ? null : `its output has ${length} characters`;
  }
  const whole = JSON.stringify(end.warm).length;
  if (whole > MAX_REPORT) return `its report has ${whole} characters`;
  const longest = textsIn(end.warm).find((text) => text.length > MAX_TEXT);
  return longest === undefined ? null : `a text of its report has ${longest.length} characters`;
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function mistakeIn(attack: Attack, end: AttackEnd): string | null {
  if (!attack.holds.includes("blocked")) return null;
  if ("cold" in end) {
    const line = end.cold.output.split("\n").find((each) => MISTAKES.includes(each.split(":")[0]!));
    return line ? `the attack has a mistake: ${line}` : null;
  }
  const { warm } = end;
  const errors = warm.kind === "finished" ? warm.tests : warm.kind === "import_error" ? [warm] : [];
  const mistake = errors.find(({ errorType }) => MISTAKES.includes(errorType));
  return mistake ? `the attack has a mistake: ${mistake.errorType}: ${mistake.message}` : null;
}
