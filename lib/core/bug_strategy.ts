import type { Candidate } from "./candidate.ts";
import type { CheckedSpec } from "./spec.ts";

/** A source of bugs for a module that was proved healthy. */
export interface BugStrategy {
  /** For the journal, such as "operators". */
  readonly name: string;
  /** Bugs that may be injected into the module; they are judged later. */
  propose(
    module: CheckedSpec,
  ): Iterable<Candidate> | Promise<Iterable<Candidate>>;
}
