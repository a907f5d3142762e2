import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { isNumber } from "../numbers.ts";
import { contrast, placeOf, quote, textOf } from "../phrases.ts";
import { conversionOf } from "../unit_factors.ts";
import { drivesWhile, isSequence } from "../surroundings.ts";

/** Converts a unit backwards: `x / MM_PER_M` for `x * MM_PER_M`. */
export const unitFactorReversed: MutantOperator = {
  name: "unit_factor_reversed",
  family: "unit",
  summary: "Multiplies by a unit conversion instead of dividing by it, and the reverse.",
  example: { before: "width = x * MM_PER_M", after: "width = x / MM_PER_M" },
  mutate(site) {
    const { node, source } = site;
    const op = node.op as AstNode;
    if (node.type !== "BinOp" || !["Mult", "Div"].includes(op.type)) return [];
    const right = node.right as AstNode;
    const kind = conversionOf(right, source);
    if ((kind !== "unit" && kind !== "percent") || isNumber(node.left, source)) return [];
    if (isSequence(node, source) || drivesWhile(site)) return [];
    const multiplies = op.type === "Mult";
    const edits = [{ start: op.start, end: op.end, text: multiplies ? "/" : "*" }];
    const { was, now } = contrast(site, edits);
    const factor = quote(textOf(site, right));
    return [{
      edits,
      description: `${placeOf(site)} converts backwards: ${now} instead of ${was}.`,
      rootCause: `${factor} is ${
        multiplies ? "divided by" : "multiplied by"
      }, so the value is off by the square of the conversion and not in either of the two units.`,
    }];
  },
};
