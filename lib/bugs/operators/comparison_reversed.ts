import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { contrast, placeOf } from "../phrases.ts";
import { isInGuard, isInWhileTest } from "../surroundings.ts";

const OTHER_WAY: Record<string, string> = { Lt: ">", LtE: ">=", Gt: "<", GtE: "<=" };

/** Turns an ordering round: `>` for `<`. Guards and loop conditions stay: nothing would run at all. */
export const comparisonReversed: MutantOperator = {
  name: "comparison_reversed",
  family: "comparison",
  summary: "Turns an ordering comparison round.",
  mutate(site) {
    const { node } = site;
    if (node.type !== "Compare") return [];
    const [op, ...more] = node.ops as AstNode[];
    const text = OTHER_WAY[op!.type];
    if (!text || more.length > 0) return [];
    if (isInGuard(site) || isInWhileTest(site)) return [];
    const edits = [{ start: op!.start, end: op!.end, text }];
    const { was, now } = contrast(site, edits);
    return [{
      edits,
      description: `${placeOf(site)} tests ${now} where ${was} is meant, so that the two cases trade places.`,
      rootCause: "The direction of the comparison is reversed: each side takes the path of the other.",
    }];
  },
};
