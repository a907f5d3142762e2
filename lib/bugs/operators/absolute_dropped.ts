import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { isNumber } from "../numbers.ts";
import { replaceByPart } from "../parentheses.ts";
import { contrast, placeOf } from "../phrases.ts";
import { isSignLost } from "../surroundings.ts";

/** Forgets an absolute value: `a - b < limit` for `abs(a - b) < limit`. */
export const absoluteDropped: MutantOperator = {
  name: "absolute_dropped",
  family: "numerics",
  summary: "Drops abs().",
  example: { before: "done = abs(new - old) < limit", after: "done = new - old < limit" },
  mutate(site) {
    const { node } = site;
    if (node.type !== "Call") return [];
    const name = textOfCalled(site.source, node.func as AstNode);
    const [argument, ...more] = node.args as AstNode[];
    if (!argument || more.length > 0 || !["abs", "math.fabs", "fabs", "np.abs"].includes(name)) return [];
    if (["GeneratorExp", "Starred"].includes(argument.type) || isNumber(argument, site.source)) return [];
    if (isSignLost(site)) return [];
    const edit = replaceByPart(site, argument);
    if (!edit) return [];
    const { was, now } = contrast(site, [edit]);
    return [{
      edits: [edit],
      description: `${placeOf(site)} uses ${now} with its sign, and not ${was}.`,
      rootCause:
        "Only the size matters here; without the absolute value negative values pass for small ones.",
    }];
  },
};

function textOfCalled(source: string, called: AstNode): string {
  return source.slice(called.start, called.end);
}
