import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { bindingOf, groupedSpan } from "../parentheses.ts";
import { contrast, placeOf, textOf } from "../phrases.ts";

/** Exchanges the two values of a conditional expression: `b if test else a`. */
export const branchesSwapped: MutantOperator = {
  name: "branches_swapped",
  family: "logic",
  summary: "Exchanges the values of a conditional expression.",
  example: { before: "sign = 1 if x > 0 else -1", after: "sign = -1 if x > 0 else 1" },
  mutate(site) {
    const { node, source } = site;
    if (node.type !== "IfExp") return [];
    const [body, orelse] = [node.body as AstNode, node.orelse as AstNode];
    if (bindingOf(orelse) <= 2 || textOf(site, body) === textOf(site, orelse)) return [];
    const [a, b] = [groupedSpan(body, source), groupedSpan(orelse, source)];
    const edits = [
      { start: a.start, end: a.end, text: source.slice(b.start, b.end) },
      { start: b.start, end: b.end, text: source.slice(a.start, a.end) },
    ];
    if (edits.some((edit) => /[\n#]/.test(edit.text))) return [];
    const { was, now } = contrast(site, edits);
    return [{
      edits,
      description: `${placeOf(site)} has ${now} for ${was}: each case gets the value of the other.`,
      rootCause: "A conditional expression names the value for the true case first; here it comes last.",
    }];
  },
};
