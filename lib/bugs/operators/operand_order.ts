import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { isNumber, isTolerance } from "../numbers.ts";
import { bindingOf, groupedSpan } from "../parentheses.ts";
import { contrast, placeOf, textOf } from "../phrases.ts";
import { drivesWhile, isArgumentOf, isInSubscript, isSequence, isSignLost } from "../surroundings.ts";

/** Subtracts or divides the wrong way round: `b - a` for `a - b`. */
export const operandOrder: MutantOperator = {
  name: "operand_order",
  family: "arithmetic",
  summary: "Swaps the operands of - and /.",
  example: { before: "change = after - before", after: "change = before - after" },
  mutate(site) {
    const { node, source } = site;
    const op = node.op as AstNode;
    if (node.type !== "BinOp" || !["Sub", "Div"].includes(op.type)) return [];
    if (isTolerance(node.left as AstNode, source) || isTolerance(node.right as AstNode, source)) return [];
    const [left, right] = [node.left as AstNode, node.right as AstNode];
    if (isSignLost(site) || isSequence(node, source) || drivesWhile(site)) return [];
    if (isInSubscript(site) || isArgumentOf(site, ["range"])) return [];
    const ungrouped = groupedSpan(left, source).depth === 0;
    // Moved to the right, a chain would need parentheses and a sign would look odd.
    if (ungrouped && (left.type === "UnaryOp" || bindingOf(left) <= bindingOf(node))) return [];
    if (isNumber(right, source) || (op.type === "Div" && isNumber(left, source))) return [];
    if (textOf(site, left) === textOf(site, right)) return [];
    const [a, b] = [groupedSpan(left, source), groupedSpan(right, source)];
    const edits = [
      { ...a, text: source.slice(b.start, b.end) },
      { ...b, text: source.slice(a.start, a.end) },
    ].map(({ start, end, text }) => ({ start, end, text }));
    const { was, now } = contrast(site, edits);
    const divides = op.type === "Div";
    return [{
      edits,
      description: divides
        ? `${placeOf(site)} computes ${now}, the inverse of the ratio ${was}.`
        : `${placeOf(site)} computes ${now} for ${was}: the difference has the opposite sign.`,
      rootCause: divides
        ? "Numerator and denominator changed places."
        : "The difference is taken in the wrong direction, as old minus new where new minus old is wanted.",
    }];
  },
};
