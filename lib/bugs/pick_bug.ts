import type { Candidate } from "../core/candidate.ts";
import { seededRandom } from "../core/random.ts";
import type { Verdict } from "../core/verdict.ts";

/** A candidate that the tests catch. */
export interface CaughtBug {
  readonly candidate: Candidate;
  readonly verdict: Extract<Verdict, { kind: "failed" }>;
}

/**
 * The best of the caught bugs that is not like those that were picked before from the same module; null where
 * all were picked. The choice follows from the arguments alone.
 */
export function pickBug(caught: readonly CaughtBug[], before: readonly Candidate[]): CaughtBug | null {
  const used = new Set(before.map((candidate) => candidate.code));
  let best: CaughtBug | null = null;
  let bestScore = -Infinity;
  for (const bug of caught) {
    if (used.has(bug.candidate.code)) continue;
    const score = scoreBug(bug) - likeness(bug.candidate, before);
    if (score > bestScore) [best, bestScore] = [bug, score];
  }
  return best;
}

/**
 * How good a debugging task a bug makes, about 0 to 3: most of all if some tests still pass, then if tests
 * fail by their assertions and not by crashes, then if few fail. A small part is chance, from the code, so
 * that equals do not always come in the order of the text.
 */
export function scoreBug({ candidate, verdict }: CaughtBug): number {
  const tests = verdict.tests.length;
  const asserted = verdict.tests.filter((test) => test.status === "failed").length;
  const failing = verdict.failing.length;
  return (failing < tests ? 1 : 0) +
    asserted / failing +
    0.5 * (1 - failing / tests) +
    0.4 * seededRandom(candidate.code).next();
}

/**
 * How much a candidate repeats earlier ones: same line, same function, same operator, same family. The bugs
 * of an author or a model differ from each other more than those of one operator do.
 */
function likeness(candidate: Candidate, before: readonly Candidate[]): number {
  let sum = 0;
  for (const earlier of before) {
    if (earlier.line === candidate.line) sum += 0.6;
    if (earlier.function === candidate.function) sum += 0.15;
    if (earlier.family === candidate.family) sum += 0.15;
    if (earlier.operator === candidate.operator && !isWritten(candidate)) sum += 0.3;
  }
  return sum;
}

/** Whether a bug was thought of for its module, and not made by an operator. */
export function isWritten({ family }: Candidate): boolean {
  return family === "author" || family === "model";
}
