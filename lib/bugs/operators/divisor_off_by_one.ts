import type { AstNode } from "../../core/ast.ts";
import { nameOf } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { contrast, placeOf, textOf } from "../phrases.ts";

/** Divides by the number of points for that of intervals, or the reverse. */
export const divisorOffByOne: MutantOperator = {
  name: "divisor_off_by_one",
  family: "numerics",
  summary: "Divides by a count that is one too small or too large.",
  mutate(site) {
    const { node } = site;
    if (node.type !== "BinOp" || (node.op as AstNode).type !== "Div") return [];
    const right = node.right as AstNode;
    if (!isCount(right)) return [];
    return ["- 1", "+ 1"].map((change) => {
      const edits = [{ start: right.start, end: right.end, text: `(${textOf(site, right)} ${change})` }];
      const { was, now } = contrast(site, edits);
      return {
        edits,
        description: `${placeOf(site)} computes ${now} where ${was} is meant: the divisor is off by one.`,
        rootCause:
          "The count of items is taken for that of the gaps between them, of degrees of freedom, or the reverse.",
      };
    });
  },
};

function isCount(node: AstNode): boolean {
  if (node.type === "Call") return nameOf(node.func as AstNode) === "len";
  return /^(?:n|m|count|n_\w+|num_\w+|\w+_count|steps|intervals|samples|cells)$/.test(nameOf(node));
}
