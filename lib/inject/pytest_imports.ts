import type { AstNode } from "../core/ast.ts";
import type { Rewriting } from "./rewriting.ts";
import { bodyOf, docstringOf, refuseLine, startOf } from "./source_text.ts";

/** Takes the imports of pytest away, and imports unittest where the file does not. */
export function rewriteImports(rewriting: Rewriting, { needsUnittest }: { needsUnittest: boolean }): void {
  const { source } = rewriting;
  const top = bodyOf(source.tree);
  let missing = needsUnittest && !top.some(importsUnittest);
  for (const { node, ancestors } of rewriting.nodes) {
    const text = withoutPytest(node);
    if (text === null) continue;
    // The first one at the top makes room for the other.
    const instead = missing && ancestors.length === 1 ? "import unittest" : "";
    if (instead !== "") missing = false;
    const parts = [instead, text].filter((part) => part !== "");
    const hasRoom = ancestors.length === 1;
    const lineEnd = /^[ \t]*\n/.exec(source.text.slice(node.end))?.[0].length ?? 0;
    const end = parts.length === 0 && hasRoom ? node.end + lineEnd : node.end;
    rewriting.replace(node.start, end, parts.length > 0 ? parts.join("\n") : hasRoom ? "" : "pass");
  }
  if (!missing) return;
  const first = firstStatement(source.tree);
  const at = first ? startOf(first) : source.tree.end;
  rewriting.replace(
    at,
    at,
    /^Import/.test(first?.type ?? "") ? "import unittest\n" : "import unittest\n\n\n",
  );
}

/** Refuses whatever of pytest was not dealt with, by its line. */
export function refuseRest(rewriting: Rewriting): void {
  for (const { node, ancestors } of rewriting.nodes) {
    if (rewriting.done.has(node) || ancestors.some((each) => rewriting.done.has(each))) continue;
    const name = rewriting.pytestName(node);
    if (name === null) continue;
    // The whole name says more than its beginning.
    const parent = ancestors.at(-1);
    // Not a use: "pytest = None" where it cannot be imported.
    if (parent?.type === "Assign" && (parent.targets as AstNode[]).includes(node)) continue;
    if (parent?.type === "Attribute" && rewriting.pytestName(parent) !== null) continue;
    refuseLine(rewriting.source, node, `uses pytest${name === "" ? "" : `.${name}`}, which unittest has not`);
  }
}

/** The statement without pytest, "" where nothing is left; null where it does not import that. */
function withoutPytest(node: AstNode): string | null {
  const isPytest = (name: unknown) => /^_?pytest(?:\.|$)/.test(String(name));
  if (node.type === "ImportFrom") return Number(node.level ?? 0) === 0 && isPytest(node.module) ? "" : null;
  if (node.type !== "Import") return null;
  const names = node.names as readonly AstNode[];
  const others = names.filter(({ name }) => !isPytest(name));
  if (others.length === names.length) return null;
  const spelled = others.map(({ name, asname }) => asname === null ? String(name) : `${name} as ${asname}`);
  return spelled.length === 0 ? "" : `import ${spelled.join(", ")}`;
}

function importsUnittest(node: AstNode): boolean {
  return node.type === "Import" &&
    (node.names as AstNode[]).some(({ name, asname }) => name === "unittest" && asname === null);
}

/** The first statement that may follow an import: after the docstring and imports from __future__. */
function firstStatement(tree: AstNode): AstNode | undefined {
  const skip = (node: AstNode, at: number) =>
    at === 0 && docstringOf(tree) !== "" || node.type === "ImportFrom" && node.module === "__future__";
  return bodyOf(tree).find((node, at) => !skip(node, at));
}
