import type { ChosenBug } from "../core/chosen_bug.ts";
import type { Random } from "../core/random.ts";
import type { CheckedSpec } from "../core/spec.ts";

/** What a transcript tells: the module, its bug, and what was measured. Turns quote nothing else. */
export interface Story {
  readonly checked: CheckedSpec;
  readonly bug: ChosenBug;
  /** Unified diff from the buggy to the healthy module. */
  readonly fix: string;
  /** Chooses between wordings. */
  readonly random: Random;
}
