import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { atPlace, contrast, placeOf, quote, textOf } from "../phrases.ts";

/** Transposes a matrix element: `m[j][i]` for `m[i][j]`. */
export const indexOrder: MutantOperator = {
  name: "index_order",
  family: "index",
  summary: "Exchanges the two indices of a matrix element.",
  example: { before: "a = m[i][j]", after: "a = m[j][i]" },
  mutate(site) {
    const { node } = site;
    const inner = node.value as AstNode;
    if (node.type !== "Subscript" || inner.type !== "Subscript") return [];
    const [row, column] = [inner.slice as AstNode, node.slice as AstNode];
    const [a, b] = [textOf(site, row), textOf(site, column)];
    if (a === b || [row, column].some((index) => index.type === "Slice")) return [];
    const edits = [
      { start: row.start, end: row.end, text: b },
      { start: column.start, end: column.end, text: a },
    ];
    const { was, now } = contrast(site, edits);
    const place = placeOf(site);
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          `${place} uses ${now}, with the two indices of ${was} exchanged.`,
          `${atPlace(site)}, ${now} addresses the transposed element and has to be ${was}.`,
        ],
        rootCause: [
          `The first index selects the row and the second one the entry in it, so in this order ${
            quote(textOf(site, inner.value as AstNode))
          } is used as if it were transposed.`,
          `In a square table both orders of the indices exist, and entries of ${
            quote(textOf(site, inner.value as AstNode))
          } that are equal to their mirror images hide the exchange.`,
        ],
      }),
    }];
  },
};
