import { type AstNode, isNode, nameOf, walk } from "../core/ast.ts";
import type { Healthy } from "./edit_place.ts";
import type { Span } from "./mutate_module.ts";

/** Operators that nobody gives the same thing twice. */
const PAIRING = ["Sub", "Div", "FloorDiv", "Mod"];

/**
 * Whether a part of a module has what nobody writes on purpose: a choice between the same two things, a difference of a
 * thing and itself, a quotient of such, a comparison with itself.
 */
export function isAbsurd({ source, tree }: Healthy, place: Span): boolean {
  const text = ({ start, end }: AstNode) => source.slice(start, end).replace(/\s+/g, "");
  const alike = (...nodes: readonly unknown[]) => {
    const texts = nodes.filter(isNode).map(text);
    return new Set(texts).size < texts.length;
  };
  return walk(tree).some(({ node }) => {
    if (node.start < place.start || node.end > place.end) return false;
    switch (node.type) {
      case "IfExp":
        return alike(node.body, node.orelse);
      case "BinOp":
        return PAIRING.includes((node.op as AstNode).type) && alike(node.left, node.right);
      case "Compare":
        return alike(node.left, ...node.comparators as readonly AstNode[]);
      case "BoolOp":
        return alike(...node.values as readonly AstNode[]);
      case "Assign":
        return alike(...node.targets as readonly AstNode[], node.value);
      case "Call":
        return ["min", "max"].includes(nameOf(node.func as AstNode)) &&
          alike(...node.args as readonly AstNode[]);
      default:
        return false;
    }
  });
}
