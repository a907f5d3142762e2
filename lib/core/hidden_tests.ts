import type { TestId } from "./test_ids.ts";

/** A task's tests, of which its solver sees a part. */
export interface HiddenTests {
  /** The test file without those that are hidden. */
  readonly visibleTests: string;
  /** All tests of the task, sorted. */
  readonly all: readonly TestId[];
  /** Those that are hidden, sorted; none where the suite is too small to be divided. */
  readonly hidden: readonly TestId[];
  /** Those that the bug breaks, hidden or not, sorted. */
  readonly failToPass: readonly TestId[];
}
