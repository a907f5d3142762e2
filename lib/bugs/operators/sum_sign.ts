import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { isTolerance } from "../numbers.ts";
import { contrast, placeOf } from "../phrases.ts";
import { drivesWhile, isArgumentOf, isSequence } from "../surroundings.ts";

/** Adds what is to be subtracted, and the reverse. */
export const sumSign: MutantOperator = {
  name: "sum_sign",
  family: "arithmetic",
  summary: "Swaps + and - between two operands.",
  example: { before: "total = heat + work", after: "total = heat - work" },
  mutate(site) {
    const { node, source } = site;
    const op = node.op as AstNode;
    if (node.type !== "BinOp" || !["Add", "Sub"].includes(op.type)) return [];
    if (isTolerance(node.left as AstNode, source) || isTolerance(node.right as AstNode, source)) return [];
    if (isSequence(node, source) || isArgumentOf(site, ["range"]) || drivesWhile(site)) return [];
    // Of a slice, `slice_bound` moves the ends.
    if (site.ancestors.some((above) => above.type === "Slice")) return [];
    const adds = op.type === "Add";
    const edits = [{ start: op.start, end: op.end, text: adds ? "-" : "+" }];
    const { was, now } = contrast(site, edits);
    return [{
      edits,
      description: `${placeOf(site)} computes ${now} for ${was}: the second term enters with the wrong sign.`,
      rootCause: adds
        ? "The term has to be added, and it is subtracted: a matter of sign conventions, or of a sign lost in rearranging."
        : "The term has to be subtracted, and it is added: a matter of sign conventions, or of a sign lost in rearranging.",
    }];
  },
};
