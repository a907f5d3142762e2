import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { isNumber } from "../numbers.ts";
import { atPlace, contrast, placeOf, quote, quoteShort, spotOf, textOf } from "../phrases.ts";
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
    const place = placeOf(site);
    const spot = spotOf(site);
    const second = quoteShort(textOf(site, node.right as AstNode), "the second operand");
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          multiplies
            ? `${place} divides by ${scale} in ${now}, and the formula multiplies by it.`
            : `${place} multiplies by ${scale} in ${now}, and the formula divides by it.`,
          multiplies
            ? `${atPlace(site)}, ${now} is a quotient and has to be the product ${was}.`
            : `${atPlace(site)}, ${now} is a product and has to be the quotient ${was}.`,
          multiplies
            ? `${
              atPlace(site)
            }, ${second} stands in the denominator${spot}: ${now} takes the place of ${was}.`
            : `${atPlace(site)}, ${second} stands in the numerator${spot}: ${now} takes the place of ${was}.`,
        ],
        rootCause: [
          `The product and the quotient differ by a factor of ${second} squared, so in general they agree only where that is one.`,
          `A factor and its reciprocal are easily confused when a relation is solved for another quantity, and ${second} ended up on the wrong side of the fraction.`,
          multiplies
            ? `The value has to grow in proportion to ${second}, and here it shrinks as that grows.`
            : `The value has to shrink as ${second} grows, and here it grows in proportion to it.`,
        ],
      }),
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
