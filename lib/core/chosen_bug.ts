import type { Candidate } from "./candidate.ts";
import type { FunctionReach } from "./function_reach.ts";
import type { Difficulty, Evidence } from "./payload.ts";
import type { Verdict } from "./verdict.ts";

/** The bug that a task is made of, certified with the very files that ship. */
export interface ChosenBug {
  readonly candidate: Candidate;
  readonly verdict: Extract<Verdict, { kind: "failed" }>;
  /** What the shipped run_tests.py printed for the buggy module. */
  readonly failingOutput: string;
  /** What it printed for the healthy module. */
  readonly passingOutput: string;
  /** The failing test that is read first. */
  readonly simplestFailure: string;
  /** The functions that failing tests run in the buggy module, most suspicious first. */
  readonly reach: readonly FunctionReach[];
  readonly difficulty: Difficulty;
  readonly evidence: Evidence;
}
