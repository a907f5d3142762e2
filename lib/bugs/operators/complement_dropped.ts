import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { numberOf } from "../numbers.ts";
import { partDropped } from "../part_dropped.ts";
import { contrast, placeOf } from "../phrases.ts";

/** Takes a fraction for its complement: `p` for `1 - p`. */
export const complementDropped: MutantOperator = {
  name: "complement_dropped",
  family: "arithmetic",
  summary: "Drops the `1 -` of a complement.",
  example: { before: "failure = 1.0 - p", after: "failure = p" },
  mutate(site) {
    const { node, source } = site;
    if (node.type !== "BinOp" || (node.op as AstNode).type !== "Sub") return [];
    if (numberOf(node.left, source)?.value !== 1) return [];
    const edit = partDropped(site, node.right as AstNode);
    if (!edit) return [];
    const { was, now } = contrast(site, [edit]);
    return [{
      edits: [edit],
      description: `${placeOf(site)} puts in ${now} itself where its complement ${was} belongs.`,
      rootCause:
        "What remains of the whole is wanted, and the share itself is used: the `1 -` is easily forgotten with probabilities, fractions and efficiencies.",
    }];
  },
};
