import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { isTolerance } from "../numbers.ts";
import { atPlace, contrast, placeOf, quoteShort, textOf } from "../phrases.ts";
import { isInWhileTest } from "../surroundings.ts";

const WITH_OTHER_BOUNDARY: Record<string, string> = { Lt: "<=", LtE: "<", Gt: ">=", GtE: ">" };

/** Takes the boundary of an ordering into it, or out of it: `<` for `<=`. */
export const comparisonBoundary: MutantOperator = {
  name: "comparison_boundary",
  family: "comparison",
  summary: "Swaps < with <= and > with >=.",
  example: { before: "ok = x <= limit", after: "ok = x < limit" },
  mutate(site) {
    if (site.node.type !== "Compare" || hidesBoundary(site)) return [];
    return (site.node.ops as AstNode[]).flatMap((op, at) => {
      const text = WITH_OTHER_BOUNDARY[op.type];
      if (!text) return [];
      const widens = text.endsWith("=");
      // A loop that also runs at its bound may never leave it.
      if (widens && isInWhileTest(site)) return [];
      const edits = [{ start: op.start, end: op.end, text }];
      const { was, now } = contrast(site, edits);
      const place = placeOf(site);
      const [a, b] = [site.node.left as AstNode, ...site.node.comparators as AstNode[]].slice(at, at + 2);
      const [one, other] = [a!, b!].map((side) => quoteShort(textOf(site, side), ""));
      const isEqual = one && other ? `${one} equals ${other}` : "the two sides are equal";
      return [{
        edits,
        ...chooseWords(site, {
          description: [
            widens
              ? `${place} tests ${now}, which also holds when ${isEqual}; the strict ${was} does not.`
              : `${place} tests ${now}, a strict comparison that fails when ${isEqual}, although ${was} holds there.`,
            widens
              ? `${
                atPlace(site)
              }, the comparison ${now} takes in the case of equality, which ${was} keeps out.`
              : `${
                atPlace(site)
              }, the comparison ${now} keeps out the case of equality, which ${was} takes in.`,
          ],
          rootCause: [
            `The two comparisons differ at a single point, where ${isEqual}, so inputs that do not land exactly on it hide the slip.`,
            widens
              ? `The interval is open at this end, and the case in which ${isEqual} has to be treated like those beyond it.`
              : `The interval is closed at this end, and the case in which ${isEqual} has to be treated like those inside it.`,
            `A threshold has to be put on one side or the other, and the case in which ${isEqual} went to the wrong one.`,
          ],
        }),
      }];
    });
  },
};

/** Nobody sees the boundary of a tolerance or of a distance to it. */
function hidesBoundary({ node, source }: MutationSite): boolean {
  const operands = [node.left as AstNode, ...node.comparators as AstNode[]];
  return operands.some((operand) => isTolerance(operand, source));
}
