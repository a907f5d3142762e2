import type { Candidate } from "./candidate.ts";
import type { Rejection } from "./rejection.ts";
import type { CheckedSpec } from "./spec.ts";
import type { Usage } from "./usage.ts";
import type { Verdict } from "./verdict.ts";

/** A source of bugs for a module that was proved healthy. */
export interface BugStrategy {
  /** By which it is chosen and counted, such as "operator". */
  readonly name: string;
  /** Bugs that may be injected into the module; they are judged later. */
  propose(request: BugRequest): Proposal | Promise<Proposal>;
  /**
   * Makes more of bugs that turned out trivial; asked once for a module, after its own bugs were judged. A strategy that
   * cannot do so has no such method.
   */
  complicate?(request: BugRequest, trivial: readonly TrivialBug[]): Promise<Proposal>;
}

/** The module that bugs are wanted for. */
export interface BugRequest {
  /** The module, its tests, its tree. */
  readonly module: CheckedSpec;
  /** What it is for, for messages and the journal: a draw's key. */
  readonly subject: string;
  /** Aborted where bugs are no longer wanted. */
  readonly signal: AbortSignal;
}

/** Bugs that were found or written. */
export interface Proposal {
  /** In the order in which they were written. */
  readonly candidates: readonly Candidate[];
  /** Bugs that could not be used, and answers that held none, each with its reason. */
  readonly refused: readonly Rejection[];
  /** What asking used. */
  readonly usage: Usage;
}

/** A bug that anyone sees at once, and why. */
export interface TrivialBug {
  /** The bug. */
  readonly candidate: Candidate;
  /** What the tests said of it. */
  readonly verdict: Verdict;
  /** Such as "importing fails: NameError" or "all 12 tests fail". */
  readonly why: string;
}
