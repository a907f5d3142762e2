import { judgeCombination } from "../bugs/judge_combination.ts";
import type { CaughtBug, RatedBug } from "../bugs/pick_bug.ts";
import { proposeCombinations, type ScoredBug } from "../bugs/propose_combinations.ts";
import type { DifficultyLabel } from "../core/payload.ts";
import { applyEdits } from "../core/span_edit.ts";
import { splitTests } from "../core/test_run.ts";
import { checkSteady, judge, type Judging } from "../stages/5_verdicts.ts";

/** What a combination is chosen from. */
export interface CombinationSearch {
  /** Caught bugs, best first. */
  readonly ranked: readonly ScoredBug[];
  /** How many a combination has. */
  readonly size: number;
  readonly judging: Judging;
  readonly rate: (bug: CaughtBug) => RatedBug;
  /** Labels that are wanted; null for any. */
  readonly difficulty: readonly DifficultyLabel[] | null;
  /** Combinations that are run at most. */
  readonly most: number;
  /** Combinations that came to nothing before, by the codes of their parts: left out, and added to. */
  readonly failed: Set<string>;
  /** Why a single bug is not to be shipped, and leaves it out from there on; null where it may be. */
  readonly whyNot: (bug: CaughtBug) => Promise<string | null>;
}

/**
 * The best combination of caught bugs of which none hides another, as all tests say, and which is steady, itself and each
 * of its bugs; null where none of the best ones is.
 */
export async function chooseCombination(search: CombinationSearch): Promise<RatedBug | null> {
  const { ranked, size, judging, rate, difficulty, failed, whyNot, most } = search;
  const { spec, tree } = judging.checked;
  const dropped = new Set<CaughtBug>();
  let tried = 0;
  for (const bugs of proposeCombinations(ranked, size)) {
    const name = bugs.map(({ candidate }) => candidate.code).join("\0");
    if (failed.has(name) || bugs.some((bug) => dropped.has(bug))) continue;
    if (!mayBeWanted(bugs)) {
      failed.add(name);
      continue;
    }
    if (++tried > most) return null;
    const whole = await judgeCombination(bugs, {
      healthy: { source: spec.correctCode, tree },
      judge: ({ code }) => judge(code, judging),
    });
    if (whole !== null) {
      const rated = rate(whole);
      if (isWanted(rated) && await mayShip([rated, ...bugs])) return rated;
    }
    failed.add(name);
  }
  return null;

  function isWanted({ difficulty: { label } }: RatedBug): boolean {
    return difficulty === null || difficulty.includes(label);
  }

  /** Most combinations fail what their bugs fail: where that is not of the label, there is no need to run anything. */
  function mayBeWanted(bugs: readonly CaughtBug[]): boolean {
    if (difficulty === null) return true;
    const parts = bugs.map(({ candidate }) => candidate);
    const edits = parts.flatMap((part) => part.edits).sort((a, b) => a.start - b.start);
    if (edits.some(({ end }, at) => end > (edits[at + 1]?.start ?? Infinity))) return false;
    const candidate = { ...parts[0]!, edits, code: applyEdits(spec.correctCode, edits), parts };
    return isWanted(rate({ candidate, verdict: unionOf(bugs) }));
  }

  /** The verdict of a single bug comes from the tests that were to see it: here all have their say. */
  async function mayShip([whole, ...bugs]: readonly CaughtBug[]): Promise<boolean> {
    for (const bug of bugs) {
      if (await whyNot(bug) === null) continue;
      dropped.add(bug);
      return false;
    }
    return await checkSteady(whole!, judging) === "steady";
  }
}

/** What tests would say of bugs together that have nothing to do with each other. */
function unionOf(bugs: readonly CaughtBug[]): CaughtBug["verdict"] {
  const tests = bugs[0]!.verdict.tests.map((first, at) =>
    bugs.map(({ verdict }) => verdict.tests[at]!).find(({ status }) => status !== "passed") ?? first
  );
  return { kind: "failed", tests, ...splitTests(tests) };
}
