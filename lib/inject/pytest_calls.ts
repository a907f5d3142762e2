import type { AstNode } from "../core/ast.ts";
import type { Rewriting, Visited } from "./rewriting.ts";
import { isFunction, isMainBlock, refuseLine } from "./source_text.ts";

/** Rewrites what pytest gives tests to call: raises, warns, approx, fail and main. */
export function rewriteCalls(rewriting: Rewriting): void {
  for (const visited of rewriting.nodes) {
    if (visited.node.type !== "Call") continue;
    const func = visited.node.func as AstNode;
    const name = rewriting.pytestName(func);
    switch (name) {
      case "raises":
        rewriteRaises(rewriting, visited, ["assertRaises", "assertRaisesRegex"]);
        break;
      case "warns":
        rewriteRaises(rewriting, visited, ["assertWarns", "assertWarnsRegex"]);
        break;
      case "approx":
        rewriting.replace(func.start, func.end, rewriting.approx());
        break;
      case "fail":
        rewriting.replace(func.start, func.end, `${rewriting.caseAt(visited)}.fail`);
        break;
      case "main":
        if (!visited.ancestors.some(isMainBlock)) continue;
        rewriteMain(rewriting, visited);
        break;
      default:
        continue;
    }
    rewriting.settle(func);
  }
}

/** `with pytest.raises(X, match="y") as info` and `pytest.raises(X, f, 1)`. */
function rewriteRaises(
  rewriting: Rewriting,
  visited: Visited,
  [plain, withText]: readonly [string, string],
): void {
  const { node } = visited;
  const { source } = rewriting;
  const func = node.func as AstNode;
  const args = node.args as readonly AstNode[];
  const keywords = node.keywords as readonly AstNode[];
  if (args.length === 0) {
    refuseLine(source, node, `uses pytest.${rewriting.pytestName(func)} without a class`);
  }
  const match = keywords.find(({ arg }) => arg === "match");
  const other = args.length === 1 ? keywords.find(({ arg }) => arg !== "match") : undefined;
  if (other) {
    refuseLine(
      source,
      node,
      `uses pytest.${rewriting.pytestName(func)} with ${other.arg}: only match is known`,
    );
  }
  const isNone = match && (match.value as AstNode).kind === "None";
  const byText = match !== undefined && args.length === 1 && !isNone;
  rewriting.replace(func.start, func.end, `${rewriting.caseAt(visited)}.${byText ? withText : plain}`);
  if (byText) rewriting.replace(match.start, (match.value as AstNode).start, "");
  else if (isNone) rewriting.replace(args[0]!.end, (match.value as AstNode).end, "");
  const item = visited.ancestors.at(-1)!;
  if (item.type === "withitem" && item.optional_vars) {
    rewriteInfo(rewriting, visited, item.optional_vars as AstNode);
  }
}

/** What pytest calls `info.value`, unittest calls `info.exception`. */
function rewriteInfo(rewriting: Rewriting, { ancestors }: Visited, info: AstNode): void {
  const scope = ancestors.findLast(isFunction) ?? ancestors[0]!;
  for (const { node, ancestors: above } of rewriting.nodes) {
    if (node.type !== "Attribute" || !above.includes(scope)) continue;
    const value = node.value as AstNode;
    if (value.type !== "Name" || value.id !== info.id) continue;
    if (node.attr === "value") rewriting.replace(value.end, node.end, ".exception");
    else if (node.attr !== "exception") {
      refuseLine(
        rewriting.source,
        node,
        `uses ${value.id}.${node.attr} of pytest.raises: only .value is known`,
      );
    }
  }
}

function rewriteMain(rewriting: Rewriting, { node, ancestors }: Visited): void {
  // What it gives is an exit status; unittest.main() exits by itself.
  const around = ancestors.findLast(({ type }) => type === "Expr") ?? node;
  rewriting.replace(around.start, around.end, "unittest.main()");
  for (const { node: inner } of rewriting.nodes) {
    if (inner.start >= around.start && inner.end <= around.end) rewriting.done.add(inner);
  }
}
