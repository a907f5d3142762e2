import type { Candidate } from "./candidate.ts";
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
  readonly difficulty: Difficulty;
  readonly evidence: Evidence;
}
