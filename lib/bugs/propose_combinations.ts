import type { CaughtBug } from "./pick_bug.ts";
import { mayStand } from "./judge_combination.ts";

/** Bugs of one function that are looked at: the best ones. */
const MOST_OF_A_FUNCTION = 4;
/** Bugs that are looked at in all. */
const MOST_BUGS = 24;

/** A bug and how good a task it makes. */
export interface ScoredBug {
  readonly bug: CaughtBug;
  readonly score: number;
}

/**
 * Combinations of so many caught bugs that stand in different functions and may not hide each other, best first. The
 * order follows from the arguments alone.
 */
export function proposeCombinations(
  scored: readonly ScoredBug[],
  size: number,
): readonly (readonly CaughtBug[])[] {
  const best = bestOfEach(scored);
  const found: { bugs: readonly CaughtBug[]; score: number }[] = [];
  const extend = (chosen: readonly ScoredBug[], from: number) => {
    if (chosen.length === size) {
      const bugs = chosen.map(({ bug }) => bug);
      if (mayStand(bugs)) found.push({ bugs, score: scoreOf(chosen) });
      return;
    }
    for (let at = from; at < best.length; at++) {
      const next = best[at]!;
      const isOther = ({ bug }: ScoredBug) => bug.candidate.function !== next.bug.candidate.function;
      if (chosen.every(isOther)) extend([...chosen, next], at + 1);
    }
  };
  extend([], 0);
  return found.toSorted((a, b) => b.score - a.score).map(({ bugs }) => bugs);
}

/** The sum of the scores; two of one kind tell less than two of different ones. */
function scoreOf(chosen: readonly ScoredBug[]): number {
  const kinds = (of: (bug: CaughtBug) => string) => new Set(chosen.map(({ bug }) => of(bug))).size;
  return chosen.reduce((sum, { score }) => sum + score, 0) +
    0.3 * kinds(({ candidate }) => candidate.family) + 0.3 * kinds(({ candidate }) => candidate.operator);
}

function bestOfEach(scored: readonly ScoredBug[]): readonly ScoredBug[] {
  const ordered = scored.toSorted((a, b) =>
    b.score - a.score || (a.bug.candidate.code < b.bug.candidate.code ? -1 : 1)
  );
  const counts = new Map<string, number>();
  return ordered.filter(({ bug: { candidate } }) => {
    const count = (counts.get(candidate.function) ?? 0) + 1;
    counts.set(candidate.function, count);
    return count <= MOST_OF_A_FUNCTION;
  }).slice(0, MOST_BUGS);
}
