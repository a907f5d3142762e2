import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { isNumber } from "../numbers.ts";
import { contrast, placeOf, quote, textOf } from "../phrases.ts";
import { drivesWhile, isSequence } from "../surroundings.ts";
import { conversionOf } from "../unit_factors.ts";

/** Divides where it must multiply, and the reverse; a number in front (`2.0 * x`) is left alone. */
export const productQuotient: MutantOperator = {
  name: "product_quotient",
  family: "arithmetic",
  summary: "Swaps * and / between two operands.",
  example: { before: "volume = mass / density", after: "volume = mass * density" },
  mutate(site) {
    const { node, source } = site;
    const op = node.op as AstNode;
    if (node.type !== "BinOp" || !["Mult", "Div"].includes(op.type)) return [];
    if (isSequence(node, source) || isSilly(site) || drivesWhile(site)) return [];
    const multiplies = op.type === "Mult";
    const edits = [{ start: op.start, end: op.end, text: multiplies ? "/" : "*" }];
    const { was, now } = contrast(site, edits);
    const scale = quote(textOf(site, node.right as AstNode));
    return [{
      edits,
      description: multiplies
        ? `${placeOf(site)} divides by ${scale} in ${now}; it has to multiply by it, as in ${was}.`
        : `${placeOf(site)} multiplies by ${scale} in ${now}; it has to divide by it, as in ${was}.`,
      rootCause: multiplies
        ? "A scale or conversion is applied backwards: what is a factor was taken for a divisor."
        : "A scale or conversion is applied backwards: what is a divisor was taken for a factor.",
    }];
  },
};

function isSilly(site: MutationSite): boolean {
  const { node, source } = site;
  const [left, right] = [node.left as AstNode, node.right as AstNode];
  const isChain = left.type === "BinOp" && (left.op as AstNode).type === "Mult";
  if (["unit", "percent"].includes(conversionOf(right, source) ?? "")) return true;
  if (isChain && (node.op as AstNode).type === "Mult") return true;
  return isNumber(left, source) || textOf(site, left) === textOf(site, right);
}
