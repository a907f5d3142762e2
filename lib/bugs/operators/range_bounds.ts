import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { numberOf } from "../numbers.ts";
import { contrast, placeOf, textOf } from "../phrases.ts";

/** Starts or ends a range one step off. The step stays. */
export const rangeBounds: MutantOperator = {
  name: "range_bounds",
  family: "index",
  summary: "Moves the start or the stop of range() by one.",
  mutate(site) {
    const { node } = site;
    if (node.type !== "Call" || textOf(site, node.func as AstNode) !== "range") return [];
    const bounds = (node.args as AstNode[]).slice(0, 2);
    return bounds.flatMap((bound, at) => {
      const isStart = bounds.length === 2 && at === 0;
      return otherBounds(bound, isStart, site).map((text) => {
        const edits = [{ start: bound.start, end: bound.end, text }];
        const { was, now } = contrast(site, edits);
        return {
          edits,
          description: `${placeOf(site)} loops over ${now} where ${was} is meant: the range ${
            isStart ? "starts" : "ends"
          } one step off.`,
          rootCause: isStart
            ? "The first pass of the loop is not the one that the recurrence or the boundary condition asks for."
            : "The stop of a range is exclusive: one pass is lost or added at its end.",
        };
      });
    });
  },
};

function otherBounds(bound: AstNode, isStart: boolean, site: MutationSite): string[] {
  const text = textOf(site, bound);
  const literal = numberOf(bound, site.source);
  if (literal) {
    const { value } = literal;
    const others = isStart ? [value - 1, value + 1] : [value - 1];
    return others.filter((other) => other >= 0).map(String);
  }
  if (bound.type === "BinOp" && numberOf(bound.right, site.source)?.value === 1) {
    return [textOf(site, bound.left as AstNode)];
  }
  if (text === "-1" || /^-/.test(text)) return [];
  // How often to iterate at most shows nowhere.
  if (!["Name", "Attribute", "Call"].includes(bound.type) || /max_?|iter/i.test(text)) return [];
  return isStart ? [`${text} + 1`] : [`${text} - 1`, `${text} + 1`];
}
