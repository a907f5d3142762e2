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
      description: `${
        placeOf(site)
      } tests ${now} where ${was} is meant, so that the special case is taken for all others and not for itself.`,
      rootCause:
        "The test of the special case is negated, as happens when a condition is written from its other branch.",
    }];
  },
};
