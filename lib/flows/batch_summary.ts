import type { Usage } from "../core/usage.ts";
import type { ModuleYield } from "./tally.ts";

/** How far a batch is. */
export interface BatchProgress {
  /** Tasks wanted. */
  readonly wanted: number;
  /** Tasks made so far. */
  readonly made: number;
  /** Tasks given up so far. */
  readonly skipped: number;
  /** The task that was just finished, or why it was skipped. */
  readonly last: string;
}

/** What came of a batch. */
export interface BatchSummary {
  /** Tasks wanted. */
  readonly wanted: number;
  /** Tasks made so far. */
  readonly made: number;
  /** Tasks that were given up, by reason. */
  readonly skipped: Readonly<Record<string, number>>;
  /** Attempts and answers that were refused, by reason, those of made tasks included. */
  readonly refused: Readonly<Record<string, number>>;
  /** Candidates that were judged, by verdict. */
  readonly candidates: Readonly<Record<string, number>>;
  /** The author's modules: healthy at the first answer, after answers that mended it, or not at all. */
  readonly modules: ModuleYield;
  /** What all answers used, those of skipped tasks and those out of the request cache included. */
  readonly usage: Usage;
  /** Paths of the made tasks, sorted. */
  readonly files: readonly string[];
  /** Why it ended early: nothing left to draw, interrupted, or thrown out; null if it did not. */
  readonly stopped: "catalogue_used_up" | "interrupted" | "failed" | null;
  /** What stopped everything, where something was thrown; else null. */
  readonly failure: unknown;
}
