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
  example: { before: "if a < b:\n    x = a", after: "if a > b:\n    x = a" },
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
      description: `${placeOf(site)} compares the wrong way round: ${now} for ${was}.`,
      rootCause:
        "With the direction reversed, large values are treated as small ones should be, and the reverse.",
    }];
  },
};
