import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { isNumericalSetting, numberOf, writeNumber } from "../numbers.ts";
import { contrast, placeOf } from "../phrases.ts";

/** What a slip makes of the small coefficients of formulas. */
const MISTAKEN: Record<number, readonly number[]> = {
  0.25: [0.5],
  0.5: [0.25],
  0.75: [0.25],
  1.5: [0.5],
  2: [4],
  3: [2],
  4: [2],
  5: [4],
  6: [3],
  8: [4],
  12: [6],
  16: [8],
  24: [12],
  90: [180],
  180: [360],
  360: [180],
};

/** Gets a small coefficient wrong by a factor of two or by one. */
export const floatCoefficient: MutantOperator = {
  name: "float_coefficient",
  family: "constant",
  summary: "Changes a small coefficient by a factor of two or by one.",
  example: { before: "energy = 0.5 * m * v ** 2", after: "energy = 0.25 * m * v ** 2" },
  mutate(site) {
    const { node, source } = site;
    const literal = numberOf(node, source);
    if (literal?.kind !== "float" || isNumericalSetting(site, literal) || isExponent(site)) return [];
    return (MISTAKEN[literal.value] ?? []).map((value) => {
      const edits = [{ start: node.start, end: node.end, text: writeNumber(value, "float") }];
      const parent = site.ancestors.at(-1)!;
      const { was, now } = contrast(site, edits, parent.type === "BinOp" ? parent : node);
      const isDouble = value === 2 * literal.value || literal.value === 2 * value;
      return {
        edits,
        description: `${placeOf(site)} has ${now} instead of ${was}.`,
        rootCause: isDouble
          ? "A numerical coefficient is off by a factor of two, the usual slip with halves, radii and diameters, one-sided and two-sided quantities."
          : "A numerical coefficient of the formula was remembered wrongly.",
      };
    });
  },
};

function isExponent({ ancestors, node }: MutationSite): boolean {
  const parent = ancestors.at(-1)!;
  return parent.type === "BinOp" && (parent.op as AstNode).type === "Pow" && parent.right === node;
}
