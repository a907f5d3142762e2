import type { Candidate } from "../core/candidate.ts";
import type { Verdict } from "../core/verdict.ts";
import { combineBugs } from "./combine_bugs.ts";
import type { Healthy } from "./edit_place.ts";
import type { CaughtBug } from "./pick_bug.ts";

/** What a combination is judged by. */
export interface CombinationJudging {
  readonly healthy: Healthy;
  /** What all tests say of a bug. */
  readonly judge: (candidate: Candidate) => Promise<Verdict>;
}

/**
 * The combination of caught bugs, where none hides another: together, and also some of them without the others, they fail
 * every test that one of them fails alone, and each has a test that fails by it and not by the others together. So whoever
 * mends one sees it in the tests, in any order. null where that does not hold.
 */
export async function judgeCombination(
  bugs: readonly CaughtBug[],
  { healthy, judge }: CombinationJudging,
): Promise<CaughtBug | null> {
  if (!mayStand(bugs)) return null;
  // What others fail together is asked of smaller subsets before the whole.
  const failing = new Map(bugs.map((bug) => [keyOf([bug]), bug.verdict.failing]));
  let whole: CaughtBug | null = null;
  for (const subset of subsetsOf(bugs)) {
    const candidate = combineBugs(subset.map((bug) => bug.candidate), healthy);
    if (candidate === null) return null;
    const verdict = await judge(candidate);
    if (verdict.kind !== "failed") return null;
    const now = new Set(verdict.failing);
    if (!subset.every((bug) => bug.verdict.failing.every((id) => now.has(id)))) return null;
    failing.set(keyOf(subset), verdict.failing);
    whole = { candidate, verdict };
  }
  const hasOwn = (bug: CaughtBug) => {
    const others = new Set(failing.get(keyOf(bugs.filter((other) => other !== bug))));
    return bug.verdict.failing.some((id) => !others.has(id));
  };
  return bugs.every(hasOwn) ? whole : null;
}

/** Whether each bug fails a test that no other one fails alone: without that there is no need to run anything. */
export function mayStand(bugs: readonly CaughtBug[]): boolean {
  return bugs.every((bug) => {
    const others = new Set(bugs.flatMap((other) => other === bug ? [] : other.verdict.failing));
    return bug.verdict.failing.some((id) => !others.has(id));
  });
}

/** The subsets of two and more, smaller ones first; the whole comes last. */
function subsetsOf(bugs: readonly CaughtBug[]): readonly (readonly CaughtBug[])[] {
  const all = bugs.reduce<readonly (readonly CaughtBug[])[]>(
    (subsets, bug) => [...subsets, ...subsets.map((subset) => [...subset, bug])],
    [[]],
  );
  return all.filter((subset) => subset.length > 1).toSorted((a, b) => a.length - b.length);
}

function keyOf(bugs: readonly CaughtBug[]): string {
  return bugs.map(({ candidate }) => candidate.code).join("\0");
}
