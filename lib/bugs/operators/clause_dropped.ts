import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { groupedSpan, replaceByPart } from "../parentheses.ts";
import { contrast, placeOf, quote, textOf } from "../phrases.ts";
import { isInGuard, isInWhileTest } from "../surroundings.ts";

/** Forgets one of several conditions. */
export const clauseDropped: MutantOperator = {
  name: "clause_dropped",
  family: "logic",
  summary: "Drops one condition of an `and` or `or`.",
  example: { before: "done = error < limit and steps > 2", after: "done = error < limit" },
  mutate(site) {
    const { node, source } = site;
    // A guard's clauses have an operator of their own.
    if (node.type !== "BoolOp" || isInWhileTest(site) || isInGuard(site)) return [];
    const spans = (node.values as AstNode[]).map((value) => groupedSpan(value, source));
    return spans.flatMap((span, at) => {
      const isPair = spans.length === 2 && !textOf(site).includes("\n");
      const edit = isPair
        ? replaceByPart(site, (node.values as AstNode[])[1 - at]!)
        : at === 0
        ? { start: span.start, end: spans[1]!.start, text: "" }
        : { start: spans[at - 1]!.end, end: span.end, text: "" };
      if (!edit || source.slice(edit.start, edit.end).includes("#")) return [];
      const { was, now } = contrast(site, [edit]);
      const clause = quote(textOf(site, (node.values as AstNode[])[at]!));
      return [{
        edits: [edit],
        description: `${placeOf(site)} tests ${now} and leaves ${clause} out of ${was}.`,
        rootCause: `The cases that ${clause} is there to tell apart are now treated alike.`,
      }];
    });
  },
};
