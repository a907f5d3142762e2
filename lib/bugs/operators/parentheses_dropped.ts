import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { numberOf } from "../numbers.ts";
import { bindingNeeded, bindingOf, groupedSpan } from "../parentheses.ts";
import { contrast, placeOf, textOf } from "../phrases.ts";
import { isSequence } from "../surroundings.ts";

/** Forgets the parentheses round an operand: `a / b * c` for `a / (b * c)`. */
export const parenthesesDropped: MutantOperator = {
  name: "parentheses_dropped",
  family: "numerics",
  summary: "Drops parentheses that decide what an operator applies to.",
  example: { before: "density = mass / (area * height)", after: "density = mass / area * height" },
  mutate(site) {
    const { node, source } = site;
    const parent = site.ancestors.at(-1);
    if (node.type !== "BinOp" || !parent || !["BinOp", "UnaryOp"].includes(parent.type)) return [];
    const span = groupedSpan(node, source);
    const inside = source.slice(span.start, span.end);
    if (span.depth !== 1 || /[\n#]/.test(inside) || isSequence(parent, source)) return [];
    if (bindingOf(node) >= bindingNeeded(site) || isSame(parent, node)) return [];
    if (meetsOne(parent, site)) return [];
    const edits = [{ start: span.start, end: span.end, text: textOf(site) }];
    const { was, now } = contrast(site, edits, parent);
    return [{
      edits,
      description: `${placeOf(site)} computes ${now} instead of ${was}: the parentheses are missing.`,
      rootCause: "Operator precedence now splits up what belongs together as one operand.",
    }];
  },
};

/** A sum in a sum, a product in a product, the sign of a product: the value does not change. */
function isSame(parent: AstNode, node: AstNode): boolean {
  const [outer, inner] = [(parent.op as AstNode).type, (node.op as AstNode).type];
  if (parent.type === "UnaryOp") return inner !== "Add" && inner !== "Sub";
  return (outer === "Add" && bindingOf(node) === 11) || (outer === "Mult" && ["Mult", "Div"].includes(inner));
}

/** `x / (1.0 + y)`: nobody writes `x / 1.0 + y`. */
function meetsOne(parent: AstNode, { node, source }: MutationSite): boolean {
  const neighbour = parent.left === node ? node.right : node.left;
  return numberOf(neighbour, source)?.value === 1;
}
