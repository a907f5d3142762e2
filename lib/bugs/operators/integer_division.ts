import type { AstNode } from "../../core/ast.ts";
import { nameOf } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { numberOf } from "../numbers.ts";
import { contrast, placeOf } from "../phrases.ts";
import { isArgumentOf, isInSubscript } from "../surroundings.ts";

/** Loses the fraction of a quotient by a whole number, or keeps it where whole numbers are meant. */
export const integerDivision: MutantOperator = {
  name: "integer_division",
  family: "numerics",
  summary: "Swaps / by a whole number with //.",
  example: { before: "half = span / 2", after: "half = span // 2" },
  mutate(site) {
    const { node } = site;
    const op = node.op as AstNode;
    if (node.type !== "BinOp") return [];
    const truncates = op.type === "Div" && isWhole(node.right as AstNode, site);
    const keepsFraction = op.type === "FloorDiv" && !isInSubscript(site) &&
      !isArgumentOf(site, ["range"]);
    if (!truncates && !keepsFraction) return [];
    const edits = [{ start: op.start, end: op.end, text: truncates ? "//" : "/" }];
    const { was, now } = contrast(site, edits);
    return [{
      edits,
      description: `${
        placeOf(site)
      } computes ${now} instead of ${was}, so that the fraction of the quotient is ${
        truncates ? "cut off" : "kept"
      }.`,
      rootCause: truncates
        ? "Floor division rounds the quotient down to a whole number, and the exact ratio is needed."
        : "True division leaves a fraction, and the algorithm counts in whole units.",
    }];
  },
};

function isWhole(node: AstNode, { source }: MutationSite): boolean {
  if (node.type === "Call") return nameOf(node.func as AstNode) === "len";
  if (node.type === "Name") return /^(?:n|m|count|n_\w+|num_\w+|\w+_count)$/.test(nameOf(node));
  return numberOf(node, source)?.kind === "int";
}
