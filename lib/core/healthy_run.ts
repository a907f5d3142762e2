import type { TestId } from "./test_ids.ts";

/** Proof that a module is healthy: what repeated runs of its own tests agreed on. */
export interface HealthyRun {
  /** Every test of the suite, in source order, as found in its text. */
  readonly testIds: readonly TestId[];
  /** How many runs agreed: warm ones in different hash seeds and test orders, and a cold one. */
  readonly runs: number;
  /** Milliseconds of the slowest of the runs. */
  readonly ms: number;
  /** What the shipped run_tests.py printed for the module. */
  readonly passingOutput: string;
  /** Per test id, the module's lines that it ran. */
  readonly coverage: ReadonlyMap<string, readonly number[]>;
  /** The module's lines that run while no test does: on import, and in what is set up for whole classes. */
  readonly outside: readonly number[];
}
