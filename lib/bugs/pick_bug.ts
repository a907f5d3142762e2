import type { Candidate } from "../core/candidate.ts";
import { type Choice, type RatedBug, scoreBug, scoreCandidate } from "./choice_score.ts";
import { likeness } from "./likeness.ts";

export type { CaughtBug, RatedBug } from "./choice_score.ts";
export { isWritten } from "./likeness.ts";

/** What a candidate loses for each that is to be judged with it: of its line, of its operator, of its family. */
const SAME = { line: 0.3, operator: 0.25, family: 0.12 };

/**
 * The best of the caught bugs that is not like those that were picked before from the same module; null where
 * all were picked. The choice follows from the arguments alone.
 */
export function pickBug<Bug extends RatedBug>(
  caught: readonly Bug[],
  { before, choice }: { readonly before: readonly Candidate[]; readonly choice: Choice },
): Bug | null {
  return rankBugs(caught, { before, choice })[0]?.bug ?? null;
}

/** The caught bugs that were not picked before, best first. */
export function rankBugs<Bug extends RatedBug>(
  caught: readonly Bug[],
  { before, choice }: { readonly before: readonly Candidate[]; readonly choice: Choice },
): readonly { readonly bug: Bug; readonly score: number }[] {
  const used = new Set(before.map((candidate) => candidate.code));
  return caught.filter(({ candidate }) => !used.has(candidate.code))
    .map((bug) => ({ bug, score: scoreBug(bug, choice) - likeness(bug.candidate, before) }))
    .sort((a, b) => b.score - a.score);
}

/**
 * The candidates that are worth judging next, so many at most, best first: those that promise most, but not all of one
 * kind, since what the tests say of them is not known yet.
 */
export function promisingCandidates(
  candidates: readonly Candidate[],
  { before, choice, count }: {
    readonly before: readonly Candidate[];
    readonly choice: Choice;
    readonly count: number;
  },
): readonly Candidate[] {
  const left = candidates.map((candidate) => ({
    candidate,
    score: scoreCandidate(candidate, choice) - likeness(candidate, before),
  }));
  const taken: Candidate[] = [];
  while (taken.length < count && left.length > 0) {
    const at = left.reduce((best, { score }, index) => score > left[best]!.score ? index : best, 0);
    const [{ candidate }] = left.splice(at, 1) as [typeof left[number]];
    taken.push(candidate);
    for (const other of left) {
      if (other.candidate.line === candidate.line) other.score -= SAME.line;
      if (other.candidate.operator === candidate.operator) other.score -= SAME.operator;
      if (other.candidate.family === candidate.family) other.score -= SAME.family;
    }
  }
  return taken;
}
