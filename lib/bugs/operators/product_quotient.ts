import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { isNumber } from "../numbers.ts";
import { contrast, placeOf, textOf } from "../phrases.ts";
import { drivesWhile, isSequence } from "../surroundings.ts";

/** Divides where it must multiply, and the reverse; a number in front (`2.0 * x`) is left alone. */
export const productQuotient: MutantOperator = {
  name: "product_quotient",
  family: "arithmetic",
  summary: "Swaps * and / between two operands.",
  mutate(site) {
    const { node, source } = site;
    const op = node.op as AstNode;
    if (node.type !== "BinOp" || !["Mult", "Div"].includes(op.type)) return [];
    if (isSequence(node, source) || isSilly(site) || drivesWhile(site)) return [];
    const multiplies = op.type === "Mult";
    const edits = [{ start: op.start, end: op.end, text: multiplies ? "/" : "*" }];
    const { was, now } = contrast(site, edits);
    return [{
      edits,
      description: `${
        placeOf(site)
      } computes ${now} where ${was} is meant, so that the result scales the wrong way with the second operand.`,
      rootCause: multiplies
        ? "The conversion or scaling is applied backwards: it divides by a quantity that is a factor."
        : "The conversion or scaling is applied backwards: it multiplies by a quantity that is a divisor.",
    }];
  },
};

function isSilly(site: MutationSite): boolean {
  const { node, source } = site;
  const [left, right] = [node.left as AstNode, node.right as AstNode];
  const isChain = left.type === "BinOp" && (left.op as AstNode).type === "Mult";
  if (isChain && (node.op as AstNode).type === "Mult") return true;
  return isNumber(left, source) || textOf(site, left) === textOf(site, right);
}
