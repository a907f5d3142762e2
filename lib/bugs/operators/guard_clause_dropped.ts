import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { groupedSpan, replaceByPart } from "../parentheses.ts";
import { contrast, placeOf, quote, textOf } from "../phrases.ts";
import { isRefusedAnyway } from "../refused_anyway.ts";
import { isInGuard } from "../surroundings.ts";

/** Refuses only some kinds of bad input: one condition of an `if a or b: raise` is missing. */
export const guardClauseDropped: MutantOperator = {
  name: "guard_clause_dropped",
  family: "error_handling",
  summary: "Drops one condition of an `if ... or ...: raise`.",
  example: {
    before: 'if n < 1 or h <= 0.0:\n    raise ValueError("bad grid")',
    after: 'if n < 1:\n    raise ValueError("bad grid")',
  },
  mutate(site) {
    const { node, source } = site;
    if (node.type !== "BoolOp" || !isInGuard(site)) return [];
    const values = node.values as AstNode[];
    const spans = values.map((value) => groupedSpan(value, source));
    // Below a `not` each condition lets input through.
    const isNegated =
      site.ancestors.filter((above) => (above.op as AstNode | undefined)?.type === "Not").length % 2 === 1;
    const letsMore = ((node.op as AstNode).type === "Or") !== isNegated;
    return spans.flatMap((span, at) => {
      if (isRefusedAnyway(values[at]!, site)) return [];
      const edit = spans.length === 2 && !textOf(site).includes("\n")
        ? replaceByPart(site, values[1 - at]!)
        : at === 0
        ? { start: span.start, end: spans[1]!.start, text: "" }
        : { start: spans[at - 1]!.end, end: span.end, text: "" };
      if (!edit || source.slice(edit.start, edit.end).includes("#")) return [];
      const { was, now } = contrast(site, [edit]);
      const clause = quote(textOf(site, values[at]!));
      return [{
        edits: [edit],
        description: `${placeOf(site)} checks its input by ${now} instead of ${was}.`,
        rootCause: letsMore
          ? `The check was written without ${clause}, so some input that has to be refused is let through.`
          : `The check was written without ${clause}, so it also refuses input that it should let through.`,
      }];
    });
  },
};
