import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { atPlace, contrast, placeOf, quoteShort, textOf } from "../phrases.ts";
import { isInGuard, isInWhileTest } from "../surroundings.ts";

const OPPOSITE: Record<string, string> = {
  Eq: "!=",
  NotEq: "==",
  Is: "is not",
  IsNot: "is",
  In: "not in",
  NotIn: "in",
};

/** Asks for the opposite of an equality, identity or membership. */
export const comparisonEquality: MutantOperator = {
  name: "comparison_equality",
  family: "comparison",
  summary: "Negates ==, is and in.",
  example: { before: "empty = count == 0", after: "empty = count != 0" },
  mutate(site) {
    const { node } = site;
    if (node.type !== "Compare" || isInGuard(site) || isInWhileTest(site)) return [];
    const [op, ...more] = node.ops as AstNode[];
    const text = OPPOSITE[op!.type];
    if (!text || more.length > 0) return [];
    const edits = [{ start: op!.start, end: op!.end, text }];
    const { was, now } = contrast(site, edits);
    const place = placeOf(site);
    const left = quoteShort(textOf(site, node.left as AstNode), "the left side");
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          `${place} tests ${now}, the exact opposite of ${was}.`,
          `${atPlace(site)}, the test ${now} holds in precisely the cases in which ${was} does not.`,
        ],
        rootCause: [
          `The operator \`${text}\` lets ${left} through in every case but the right ones, so the rule and its exception trade roles.`,
          `A test keeps its old form easily when the two cases behind it are rearranged, and what is decided about ${left} is then the reverse.`,
        ],
      }),
    }];
  },
};
