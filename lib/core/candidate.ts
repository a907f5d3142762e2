import type { SpanEdit } from "./span_edit.ts";

/** Where a candidate came from. */
export type Strategy = "operator" | "llm_variant" | "llm_feature" | "combined";

/**
 * The families of bugs that operators belong to; "author" for bugs that came with the module, "model" for
 * those that a model wrote for it.
 */
export type BugFamily =
  | "comparison"
  | "arithmetic"
  | "logic"
  | "constant"
  | "unit"
  | "index"
  | "iteration"
  | "argument"
  | "data"
  | "numerics"
  | "error_handling"
  | "state"
  | "author"
  | "model";

/** A bug that may be injected: edits of the healthy module, not yet judged. */
export interface Candidate {
  /** How the bug came about. */
  readonly strategy: Strategy;
  /**
   * The operator's name, such as "comparison_boundary"; "author" for a bug that came with the module, the
   * strategy's name for one that a model wrote.
   */
  readonly operator: string;
  /** The kind of mistake. */
  readonly family: BugFamily;
  /** Edits that turn the healthy module into `code`. */
  readonly edits: readonly SpanEdit[];
  /** The whole module with the edits made. */
  readonly code: string;
  /**
   * "Class.method", "function" or "<module>" that the edit stands in: of several the first one inside a
   * function.
   */
  readonly function: string;
  /** First line of `code` that this edit touches, from 1. */
  readonly line: number;
  /** What the code now does wrong. */
  readonly description: string;
  /** Why that is wrong. */
  readonly rootCause: string;
  /**
   * What the change was to do that broke something by accident, in the words of who made it; only where it
   * was one.
   */
  readonly change?: string;
  /**
   * The bugs that a combined one is made of, in the order of their places; each has the code of that bug
   * alone. Absent from a single bug.
   */
  readonly parts?: readonly Candidate[];
}
