import type { AstNode } from "../core/ast.ts";
import { blocksOf } from "./names_in_scope.ts";

/** A function or class of a module. */
export interface Definition {
  readonly node: AstNode;
  /** What holds it: the module, a class, a function, a block. */
  readonly parent: AstNode;
}

/** The functions and classes below a node, in the order of the text: only statements are looked through. */
export function* definitionsIn(parent: AstNode): Generator<Definition> {
  for (const node of blocksOf(parent).flat()) {
    if (["FunctionDef", "AsyncFunctionDef", "ClassDef"].includes(node.type)) yield { node, parent };
    yield* definitionsIn(node);
  }
}
