import { type AstNode, nameOf } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { replaceByPart } from "../parentheses.ts";
import { atPlace, contrast, placeOf, quoteShort, spotOf, textOf } from "../phrases.ts";
import { isArgumentOf, isInSubscript, isSignLost } from "../surroundings.ts";

/** Forgets a minus sign: `math.exp(x)` for `math.exp(-x)`. */
export const signDropped: MutantOperator = {
  name: "sign_dropped",
  family: "arithmetic",
  summary: "Drops a unary minus.",
  example: { before: "y = math.exp(-k * t)", after: "y = math.exp(k * t)" },
  mutate(site) {
    const { node, source } = site;
    if (node.type !== "UnaryOp" || (node.op as AstNode).type !== "USub") return [];
    if (isInSubscript(site) || isArgumentOf(site, ["range"]) || isSignLost(site)) return [];
    if (isBoundPair(site) || /\binf\b/.test(source.slice(node.start, node.end))) return [];
    const edit = replaceByPart(site, node.operand as AstNode);
    if (!edit) return [];
    const edits = [edit];
    const { was, now } = contrast(site, edits);
    const place = placeOf(site);
    const operand = quoteShort(textOf(site, node.operand as AstNode), "the term");
    const parent = site.ancestors.at(-1)!;
    const isExponential = parent.type === "Call" && nameOf(parent.func as AstNode) === "exp";
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          `${place} uses ${now} with the wrong sign${spotOf(site)}; it has to be ${was}.`,
          `${atPlace(site)}, ${now} lacks the minus sign of ${was}.`,
        ],
        rootCause: [
          isExponential
            ? `The sign of the exponent decides between growth and decay, and without the minus ${operand} turns the one into the other.`
            : `The quantity has to enter negated, and as plain ${operand} it acts in the opposite direction.`,
          `A leading minus is a single stroke, and a formula in which ${operand} stands without it still looks complete.`,
        ],
      }),
    }];
  },
};

/** The lower end of `-x <= y <= x`: without its sign nothing but equality would pass. */
function isBoundPair({ ancestors }: MutationSite): boolean {
  const parent = ancestors.at(-1);
  return parent?.type === "Compare" && (parent.ops as AstNode[]).length > 1;
}
