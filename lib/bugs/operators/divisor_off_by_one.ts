import type { AstNode } from "../../core/ast.ts";
import { nameOf } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { contrast, placeOf, textOf } from "../phrases.ts";

/** Divides by the number of points for that of intervals, or the reverse. */
export const divisorOffByOne: MutantOperator = {
  name: "divisor_off_by_one",
  family: "numerics",
  summary: "Divides by a count that is one too small or too large.",
  example: { before: "mean = total / n", after: "mean = total / (n - 1)" },
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
        description: `${placeOf(site)} computes ${now} and not ${was}: the divisor is off by one.`,
        rootCause:
          "Points and the gaps between them, or samples and degrees of freedom, differ by one in number, and the wrong one of the two is divided by.",
      };
    });
  },
};

function isCount(node: AstNode): boolean {
  if (node.type === "Call") return nameOf(node.func as AstNode) === "len";
  return /^(?:n|m|count|n_\w+|num_\w+|\w+_count|steps|intervals|samples|cells)$/.test(nameOf(node));
}
