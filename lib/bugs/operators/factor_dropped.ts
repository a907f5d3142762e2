import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { isNumber, isTolerance } from "../numbers.ts";
import { groupedSpan } from "../parentheses.ts";
import { partDropped } from "../part_dropped.ts";
import { contrast, placeOf, quote, textOf } from "../phrases.ts";
import { drivesWhile, isSequence } from "../surroundings.ts";
import { conversionOf } from "../unit_factors.ts";

const LONGEST_FACTOR = 24;

/** Forgets a factor of a product, or the divisor of a quotient. */
export const factorDropped: MutantOperator = {
  name: "factor_dropped",
  family: "arithmetic",
  summary: "Drops one factor of a product or the divisor of a quotient.",
  example: { before: "force = mass * acceleration * share", after: "force = mass * acceleration" },
  mutate(site) {
    const { node, source } = site;
    const op = node.op as AstNode;
    if (node.type !== "BinOp" || !["Mult", "Div"].includes(op.type)) return [];
    if (isSequence(node, source) || drivesWhile(site)) return [];
    if (isTolerance(node.left as AstNode, source) || isTolerance(node.right as AstNode, source)) return [];
    const [left, right] = [node.left as AstNode, node.right as AstNode];
    const isChain = left.type === "BinOp" && ["Mult", "Div"].includes((left.op as AstNode).type) &&
      groupedSpan(left, source).depth === 0;
    const isLeftSmall = isNumber(left, source) || isInProduct(site);
    const dropped = op.type === "Mult" && !isChain && isLeftSmall ? [right, left] : [right];
    // Conversions have operators of their own.
    const plain = dropped.filter((part) => conversionOf(part, source) === undefined);
    return plain.filter((part) => textOf(site, part).length <= LONGEST_FACTOR).flatMap((part) => {
      const kept = part === left ? right : left;
      const edit = isNumber(kept, source) ? undefined : partDropped(site, kept);
      if (!edit) return [];
      const { was, now } = contrast(site, [edit]);
      const factor = quote(textOf(site, part));
      const role = op.type === "Mult" ? "factor" : "divisor";
      return [{
        edits: [edit],
        description: `${placeOf(site)} computes ${now} for ${was}: the ${role} ${factor} is missing.`,
        rootCause: isNumber(part, source)
          ? `A numerical ${role} was left out when the formula was written down, so this part of it is off by ${factor}.`
          : `The formula was written down without the ${role} ${factor}, so this part of it no longer changes with that quantity.`,
      }];
    });
  },
};

function isInProduct({ ancestors }: MutationSite): boolean {
  const parent = ancestors.at(-1);
  return parent?.type === "BinOp" && (parent.op as AstNode).type === "Mult";
}
