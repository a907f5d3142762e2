/** What mutants of a module say of its tests. */
export interface MutationScore {
  /**
   * Killed mutants among those that were killed or survived, to the third digit; null where there are none, and nothing
   * can be said.
   */
  readonly score: number | null;
  /** Mutants that a test told from the healthy module: one failed, or the run took far too long or died. */
  readonly killed: number;
  /** Mutants that all tests passed on. */
  readonly survived: number;
  /** Mutants that came to no run of the tests, such as those that cannot be imported: left out of the score. */
  readonly invalid: number;
  /** Mutants that were judged: killed, survived and invalid ones. */
  readonly sampled: number;
  /** Mutants that the operators make of the module. */
  readonly possible: number;
}
