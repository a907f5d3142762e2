import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { isNumber, isTolerance } from "../numbers.ts";
import { bindingOf, groupedSpan } from "../parentheses.ts";
import { atPlace, contrast, placeOf, quoteShort, textOf } from "../phrases.ts";
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
    const place = placeOf(site);
    const [first, second] = [
      quoteShort(textOf(site, left), "the first operand"),
      quoteShort(textOf(site, right), "the second one"),
    ];
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          divides
            ? `${place} computes ${now}, the reciprocal of the ratio ${was}.`
            : `${place} subtracts the wrong way round: ${now} is the negative of ${was}.`,
          divides
            ? `${
              atPlace(site)
            }, numerator and denominator of ${was} have changed places, which makes it ${now}.`
            : `${
              atPlace(site)
            }, the difference ${now} is taken in the opposite direction; it has to be ${was}.`,
        ],
        rootCause: [
          divides
            ? `The ratio has to tell how large ${first} is relative to ${second}, and upside down it is right only where the two are equal.`
            : `The difference has to count from ${second} to ${first}, and in this order everything that depends on its sign is reversed.`,
          divides
            ? `A ratio is easily turned upside down when a formula is solved for another quantity, since ${first} and ${second} appear in it either way.`
            : `The size of a difference does not depend on its order, so a check of magnitudes alone does not notice that ${first} and ${second} have changed places.`,
        ],
      }),
    }];
  },
};
