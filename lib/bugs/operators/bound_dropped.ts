import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import type { SpanEdit } from "../../core/span_edit.ts";
import { chooseWords } from "../choose_words.ts";
import { groupedSpan } from "../parentheses.ts";
import { atPlace, contrast, placeOf, quote } from "../phrases.ts";

/** Forgets one end of a chained comparison: `x < b` for `a <= x < b`. */
export const boundDropped: MutantOperator = {
  name: "bound_dropped",
  family: "comparison",
  summary: "Drops the first or the last bound of a chained comparison.",
  example: { before: "ok = 0.0 <= p < 1.0", after: "ok = p < 1.0" },
  mutate(site) {
    const { node, source } = site;
    if (node.type !== "Compare" || (node.ops as AstNode[]).length !== 2) return [];
    const [middle, last] = node.comparators as [AstNode, AstNode];
    const inner = groupedSpan(middle, source);
    const edits: SpanEdit[] = [
      { start: node.start, end: inner.start, text: "" },
      { start: inner.end, end: node.end, text: "" },
    ];
    const dropped = [node.left as AstNode, last];
    return edits.flatMap((edit, at) => {
      if (/[\n#]/.test(source.slice(edit.start, edit.end))) return [];
      const { was, now } = contrast(site, [edit]);
      const bound = quote(source.slice(dropped[at]!.start, dropped[at]!.end));
      const place = placeOf(site);
      return [{
        edits: [edit],
        ...chooseWords(site, {
          description: [
            `${place} keeps only ${now} of the range check ${was}.`,
            `${atPlace(site)}, the test ${now} has one end and never compares with ${bound}, as ${was} does.`,
          ],
          rootCause: [
            `An interval has two ends, and values that lie beyond ${bound} count as inside here.`,
            `The remaining comparison is right as far as it goes, which makes the missing one with ${bound} hard to notice.`,
          ],
        }),
      }];
    });
  },
};
