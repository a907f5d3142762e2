import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { groupedSpan, replaceByPart } from "../parentheses.ts";
import { atPlace, contrast, placeOf, quote, textOf } from "../phrases.ts";
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
      const { now } = contrast(site, [edit]);
      const clause = quote(textOf(site, (node.values as AstNode[])[at]!));
      const place = placeOf(site);
      const isAnd = (node.op as AstNode).type === "And";
      return [{
        edits: [edit],
        ...chooseWords(site, {
          description: [
            `${place} decides by ${now} and leaves out ${clause}.`,
            `${atPlace(site)}, the condition ${now} lacks the clause ${clause}.`,
          ],
          rootCause: [
            isAnd
              ? `Without ${clause} the condition is too permissive and also holds in the cases that this clause rules out.`
              : `Without ${clause} the condition is too narrow and misses the cases that this clause alone lets in.`,
            `A condition with one clause fewer still reads as complete, and only the cases that ${clause} tells apart come out differently.`,
          ],
        }),
      }];
    });
  },
};
