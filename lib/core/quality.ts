import type { MutationScore } from "./mutation_score.ts";

/** One run of the whole suite. */
export interface SuiteRun {
  /** "cold": `python3 run_tests.py` in a new interpreter; "warm": in a fork of one that is ready. */
  readonly kind: "warm" | "cold";
  /** Python's hash seed. */
  readonly hash_seed: number;
  /** What the order of the tests was shuffled by; 0: unittest's own order. */
  readonly order_seed: number;
}

/** The shipped files, run as a user runs them. */
export const COLD_RUN: SuiteRun = { kind: "cold", hash_seed: 0, order_seed: 0 };

/** Each check that a task passed, and what came of it. */
export interface Quality {
  /** Runs of the healthy module that agreed that all tests pass, over hash seeds and test orders. */
  readonly healthy_runs: number;
  /** Runs of the buggy module that agreed on which tests fail. */
  readonly buggy_runs: number;
  /** Whether the shipped files were run cold with run_tests.py: healthy passes, buggy fails. */
  readonly certified_cold: boolean;
  /** Tests that run the faulty line in the healthy module. */
  readonly tests_covering_fault: number;
  /** Of these, the tests that fail on the buggy module. */
  readonly failing_tests_covering_fault: number;
  /** Candidates that the bug was chosen from, by verdict. */
  readonly candidates: Readonly<Record<string, number>>;
  /** The runs that agreed. The first of the buggy module has only the tests that run the edited statement. */
  readonly runs: { readonly healthy: readonly SuiteRun[]; readonly buggy: readonly SuiteRun[] };
  /** Tests of the program's own around each warm run, and how often they were seen to end as they must. */
  readonly canaries: { readonly must_fail: number; readonly must_pass: number };
  /** The tests, run on modules whose functions do nothing but return these; tests that passed on all of them. */
  readonly stubs: { readonly returning: readonly string[]; readonly tests_passing: number };
  /** What operator mutants of the module say of its tests; the same for each bug of the module. */
  readonly mutation: MutationScore;
  /** What shows that the bug is no other way to write the healthy module. */
  readonly not_equivalent: {
    /** Whether Python's syntax trees differ, docstrings aside. */
    readonly other_syntax_tree: boolean;
    /** Tests that pass on one module and fail on the other. */
    readonly tests_telling_apart: number;
  };
  /** Texts in which nothing was found that tells a reader of the bug. */
  readonly leaks: { readonly looked_at: readonly string[]; readonly found: number };
  /** Sources in which the static screen found no means of tampering or of reaching the machine. */
  readonly screen: { readonly looked_at: readonly string[]; readonly found: number };
}
