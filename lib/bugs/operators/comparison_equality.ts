import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { contrast, placeOf } from "../phrases.ts";
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
    return [{
      edits,
      description: `${placeOf(site)} asks ${now}, the opposite of ${was}.`,
      rootCause:
        "The condition is negated, as happens when it is written with the other branch in mind: what should match does not, and all the rest does.",
    }];
  },
};
