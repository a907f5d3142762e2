import type { Candidate } from "./candidate.ts";
import type { FaultEvidence } from "./evidence.ts";
import type { Difficulty } from "./payload.ts";
import type { Verdict } from "./verdict.ts";

/** The bug that a task is made of, certified with the very files that ship. */
export interface ChosenBug {
  readonly candidate: Candidate;
  readonly verdict: Extract<Verdict, { kind: "failed" }>;
  /** What the shipped run_tests.py printed for the buggy module. */
  readonly failingOutput: string;
  /** What it printed for the healthy module. */
  readonly passingOutput: string;
  /** Its faults, in the order in which they are mended: one, or each part of a combined bug. */
  readonly faults: readonly ChosenFault[];
  readonly difficulty: Difficulty;
}

/** One fault of a chosen bug, among those that are not mended before it. */
export interface ChosenFault {
  /** The fault alone; its edits are of the healthy module. */
  readonly candidate: Candidate;
  /** The module with this fault and those that are mended after it. */
  readonly code: string;
  /** The module with this fault mended, and those before it. */
  readonly mended: string;
  /** First line of `code` that the fault touches, from 1. */
  readonly line: number;
  /** What the tests say of `code`. */
  readonly verdict: Extract<Verdict, { kind: "failed" }>;
  /** What run_tests.py prints for `code`. */
  readonly failingOutput: string;
  /** What it prints for `mended`. */
  readonly mendedOutput: string;
  readonly evidence: FaultEvidence;
}
