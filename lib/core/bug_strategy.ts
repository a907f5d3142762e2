import type { AstNode } from "./ast.ts";
import type { Candidate } from "./candidate.ts";
import type { Spec } from "./spec.ts";

/** A source of bugs for a module that was proved healthy. */
export interface BugStrategy {
  /** For the journal, such as "operators". */
  readonly name: string;
  /** Bugs that may be injected into the module; they are judged later. */
  propose(
    module: HealthyModule,
  ): Iterable<Candidate> | Promise<Iterable<Candidate>>;
}

/** What a strategy is given. */
export interface HealthyModule {
  readonly spec: Spec;
  /** The module's syntax tree, with spans. */
  readonly tree: AstNode;
}
