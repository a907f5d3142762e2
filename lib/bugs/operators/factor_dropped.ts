import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { isNumber, isTolerance } from "../numbers.ts";
import { groupedSpan } from "../parentheses.ts";
import { partDropped } from "../part_dropped.ts";
import { atPlace, contrast, placeOf, quote, spotOf, textOf } from "../phrases.ts";
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
      const place = placeOf(site);
      const isPlain = isNumber(part, source);
      return [{
        edits: [edit],
        ...chooseWords(site, {
          description: [
            `${place} computes ${now} without the ${role} ${factor}${spotOf(site)}.`,
            `${atPlace(site)}, ${now} lacks the ${role} ${factor}.`,
            `${place} has ${now} for ${was}, and so the ${role} ${factor} is missing there.`,
          ],
          rootCause: [
            isPlain
              ? `A numerical ${role} is easily lost in copying a formula, and without ${factor} this part of it is off by exactly that ratio.`
              : `The ${role} ${factor} can be left out only where it equals one, and elsewhere the expression does not scale with it as it has to.`,
            `Among several factors a single one is easily overlooked, and a formula without ${factor} still runs and still looks complete.`,
            isPlain
              ? `The proportions of the expression are right without ${factor}, and only its size is not, which is hard to see in the code.`
              : `This part of the formula follows its other quantities alone and ignores what ${factor} contributes.`,
          ],
        }),
      }];
    });
  },
};

function isInProduct({ ancestors }: MutationSite): boolean {
  const parent = ancestors.at(-1);
  return parent?.type === "BinOp" && (parent.op as AstNode).type === "Mult";
}
