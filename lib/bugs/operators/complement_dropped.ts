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
  mutate(site) {
    const { node, source } = site;
    if (node.type !== "BinOp" || (node.op as AstNode).type !== "Sub") return [];
    if (numberOf(node.left, source)?.value !== 1) return [];
    const edit = partDropped(site, node.right as AstNode);
    if (!edit) return [];
    const { was, now } = contrast(site, [edit]);
    return [{
      edits: [edit],
      description: `${
        placeOf(site)
      } uses ${now} where ${was} is meant: the quantity itself stands for its complement.`,
      rootCause:
        "The complement to one was forgotten, so that a share is used where what remains of the whole belongs.",
    }];
  },
};
