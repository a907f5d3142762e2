import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { contrast, placeOf, textOf } from "../phrases.ts";

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
    return [{
      edits,
      description: `${placeOf(site)} takes ${now} instead of ${was}: the two indices are exchanged.`,
      rootCause:
        "The first index selects the row and the second one the entry in it; in this order the table is read as if it were transposed.",
    }];
  },
};
