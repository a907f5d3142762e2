import { type AstNode, isNode } from "./ast.ts";

/** What says where a node stands, not what it is. */
const PLACES: readonly string[] = ["start", "end", "line"];

/** Whether two syntax trees are the same, places and docstrings aside. */
export function sameTree(one: AstNode, other: AstNode): boolean {
  return sameValue(one, other);
}

function sameValue(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    const [left, right] = [one.filter(does), other.filter(does)];
    return left.length === right.length && left.every((value, at) => sameValue(value, right[at]));
  }
  if (!isNode(one) || !isNode(other)) return one === other;
  const fields = (node: AstNode) => Object.keys(node).filter((name) => !PLACES.includes(name));
  const [left, right] = [fields(one), fields(other)];
  return left.length === right.length && left.every((name) => sameValue(one[name], other[name]));
}

/** A text that stands alone does nothing. */
function does(value: unknown): boolean {
  if (!isNode(value) || value.type !== "Expr") return true;
  return !isNode(value.value) || value.value.type !== "Constant" || value.value.kind !== "str";
}
