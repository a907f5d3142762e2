import { type AstNode, walk } from "./ast.ts";

/**
 * The top-level modules that a source imports anywhere in it, in order of appearance; a relative import
 * is given with its dots.
 */
export function findImports(tree: AstNode): readonly string[] {
  const names = new Set<string>();
  for (const { node } of walk(tree)) {
    if (node.type === "Import") {
      for (const alias of node.names as AstNode[]) names.add(topOf(String(alias.name)));
    } else if (node.type === "ImportFrom") {
      const level = Number(node.level ?? 0);
      names.add(level > 0 ? ".".repeat(level) + String(node.module ?? "") : topOf(String(node.module)));
    }
  }
  return [...names];
}

function topOf(name: string): string {
  return name.split(".")[0]!;
}
