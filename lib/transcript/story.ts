import type { ChosenBug, ChosenFault } from "../core/chosen_bug.ts";
import type { Random } from "../core/random.ts";
import type { CheckedSpec } from "../core/spec.ts";
import { unifiedDiff } from "../core/unified_diff.ts";

/** What a transcript tells: the module, its bug, and what was measured. Turns quote nothing else. */
export interface Story {
  readonly checked: CheckedSpec;
  readonly bug: ChosenBug;
  /** The fault that is told now: the bug's only one, or one of several. */
  readonly fault: ChosenFault;
  /** Unified diff that mends it. */
  readonly fix: string;
  /** Chooses between wordings. */
  readonly random: Random;
}

/** What a story is told of. */
export type StoryParts = Pick<Story, "checked" | "bug" | "random">;

/** A story for each fault of a bug, in the order in which they are mended. */
export function storiesOf({ checked, bug, random }: StoryParts): readonly [Story, ...Story[]] {
  const [first, ...others] = bug.faults.map((fault) => ({
    checked,
    bug,
    fault,
    fix: unifiedDiff(["buggy.py", fault.code], ["fixed.py", fault.mended]),
    random,
  }));
  if (!first) throw new TypeError("Cannot tell a bug: it has no fault");
  return [first, ...others];
}
