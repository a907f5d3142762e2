import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { isTolerance } from "../numbers.ts";
import { contrast, placeOf } from "../phrases.ts";
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
    return (site.node.ops as AstNode[]).flatMap((op) => {
      const text = WITH_OTHER_BOUNDARY[op.type];
      if (!text) return [];
      const widens = text.endsWith("=");
      // A loop that also runs at its bound may never leave it.
      if (widens && isInWhileTest(site)) return [];
      const edits = [{ start: op.start, end: op.end, text }];
      const { was, now } = contrast(site, edits);
      const effect = widens ? "counts as inside" : "falls outside";
      return [{
        edits,
        description: `${
          placeOf(site)
        } tests ${now} instead of ${was}, so that the case of equality now ${effect}.`,
        rootCause: widens
          ? "The bound itself has to stay outside: the right comparison is strict."
          : "The bound itself has to count: the right comparison includes equality.",
      }];
    });
  },
};

/** Nobody sees the boundary of a tolerance or of a distance to it. */
function hidesBoundary({ node, source }: MutationSite): boolean {
  const operands = [node.left as AstNode, ...node.comparators as AstNode[]];
  return operands.some((operand) => isTolerance(operand, source));
}
