import type { EditMeasure } from "./measure_edit.ts";
import type { TestId } from "./test_ids.ts";

/**
 * Why an edited module is not the solution. "tests_fail": it runs, and tests fail; "unsteady": they pass, but not in
 * another order and hash seed; "missing": there is none; "unreadable": it is no text file of a size to read;
 * "does_not_parse"; "screened": it would tamper with the tests or reach the machine; "import_error"; "timeout";
 * "crashed": the run ended early; "tampered": the report of the run cannot be believed.
 */
export type GradeReason =
  | "tests_fail"
  | "unsteady"
  | "missing"
  | "unreadable"
  | "does_not_parse"
  | "screened"
  | "import_error"
  | "timeout"
  | "crashed"
  | "tampered";

/** How many of some tests pass on the edited module. */
export interface PassCount {
  /** Tests that pass; 0 where the run did not finish. */
  readonly passed: number;
  /** All of them. */
  readonly total: number;
}

/** What an edited module is worth. */
export interface GradeReport {
  /** 1 where every test passes, the hidden ones too; 0 otherwise. */
  readonly reward: 0 | 1;
  /** Why the reward is 0; null where it is 1. */
  readonly reason: GradeReason | null;
  /** The reason in words; "" where there is none. */
  readonly detail: string;
  /** All tests, as the task has them. */
  readonly tests: PassCount;
  /** Those that the bug broke; null where the task does not say which. */
  readonly failToPass: PassCount | null;
  /** Those that it did not; null where the task does not say which. */
  readonly passToPass: PassCount | null;
  /** Ids of the tests that fail, sorted; null where the run did not finish. */
  readonly failing: readonly TestId[] | null;
  /** Those of them that the solver did not see. */
  readonly failingHidden: readonly TestId[];
  /** How far the edit goes; null where there is nothing to compare. */
  readonly edit: EditMeasure | null;
}

/** Why a module has no reward. */
export interface GradeFailure {
  /** The reason as a word. */
  readonly reason: GradeReason;
  /** The reason in words. */
  readonly detail: string;
}
