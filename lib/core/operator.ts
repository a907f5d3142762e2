import type { AstNode } from "./ast.ts";
import type { BugFamily } from "./candidate.ts";
import type { SpanEdit } from "./span_edit.ts";

/** One way to write a single kind of bug into healthy code. */
export interface MutantOperator {
  /** The name, also of its file, such as "comparison_boundary". */
  readonly name: string;
  /** The kind of mistake that it makes. */
  readonly family: BugFamily;
  /** What it does, one line. */
  readonly summary: string;
  /** One of its bugs, in code that it makes that bug of. */
  readonly example: MutantExample;
  /** The bugs that it can make of one node of the tree: none for most nodes. */
  mutate(site: MutationSite): readonly Mutation[];
}

/** A piece of Python before and after an operator changed it. */
export interface MutantExample {
  /** Healthy code that parses by itself. */
  readonly before: string;
  /** One of the mutants that the operator makes of it. */
  readonly after: string;
}

/** A node where an operator may work, and what is around it. */
export interface MutationSite {
  /** The node itself. */
  readonly node: AstNode;
  /** The way from the module to the node's parent. */
  readonly ancestors: readonly AstNode[];
  /** Source of the whole module, which the spans count in. */
  readonly source: string;
}

/** One bug: the edits that make it, and what can be said of it before it runs. */
export interface Mutation {
  /** Edits of the whole module's source; they do not overlap. */
  readonly edits: readonly SpanEdit[];
  /** What the code now does wrong: a sentence that quotes the old and the new text. */
  readonly description: string;
  /** Why that is a bug and how it comes to be written: a sentence. */
  readonly rootCause: string;
}
