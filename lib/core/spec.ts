import type { AstNode } from "./ast.ts";
import type { Seed } from "./seed.ts";
import type { TestId } from "./test_ids.ts";

/** A bug that the author wrote together with its module: one text to find, one to put there. */
export interface AuthorBug {
  /** What the code now does wrong. */
  readonly description: string;
  /** Why it is wrong, in the terms of the domain. */
  readonly rootCause: string;
  /** Text that stands exactly once in the module. */
  readonly find: string;
  /** Text to put in its place. */
  readonly replace: string;
}

/** What an author wrote for a seed: a module, its tests and the prose around them. */
export interface Spec {
  /** The scenario that was asked for. */
  readonly seed: Seed;
  /** One sentence on what the module computes. */
  readonly summary: string;
  /** Python identifier: the module's file name without ".py". */
  readonly moduleName: string;
  /** What the module must do, for people: physics, formulas, units, errors. */
  readonly problemDescription: string;
  /** Numbered steps. */
  readonly solutionOutline: string;
  /** Python source of the healthy module. */
  readonly correctCode: string;
  /** Python source of its `unittest` tests. */
  readonly unitTests: string;
  /** The author's own bugs; may be empty. */
  readonly bugs: readonly AuthorBug[];
}

/** A spec whose sources Python can parse and that keep the rules; not yet run. */
export interface CheckedSpec {
  /** What the author wrote. */
  readonly spec: Spec;
  /** The module's syntax tree, with spans. */
  readonly tree: AstNode;
  /** Every test of the suite, in source order, as found in its text. */
  readonly testIds: readonly TestId[];
}
