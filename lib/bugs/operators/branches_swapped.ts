import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { bindingOf, groupedSpan } from "../parentheses.ts";
import { atPlace, contrast, placeOf, quoteShort, textOf } from "../phrases.ts";

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
    const place = placeOf(site);
    const [yes, no] = [
      quoteShort(textOf(site, body), "the first value"),
      quoteShort(textOf(site, orelse), "the second one"),
    ];
    const test = quoteShort(textOf(site, node.test as AstNode), "the condition");
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          `${place} has ${now}, which gives each case the value that ${was} has for the other one.`,
          `${atPlace(site)}, the two outcomes of ${now} stand in each other's place.`,
        ],
        rootCause: [
          `Python writes the outcome for the true case in front of the condition, which makes it easy to put ${yes} and ${no} down in the wrong order.`,
          `The outcome for the cases in which ${test} holds stands behind \`else\`, where only the other cases find it.`,
        ],
      }),
    }];
  },
};
