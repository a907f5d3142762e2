import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { isNumericalSetting, numberOf, writeNumber } from "../numbers.ts";
import { atPlace, contrast, placeOf, quote, spotOf } from "../phrases.ts";

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
      const { now } = contrast(site, edits, parent.type === "BinOp" ? parent : node);
      const isDouble = value === 2 * literal.value || literal.value === 2 * value;
      const place = placeOf(site);
      const number = quote(literal.text);
      const wrong = quote(writeNumber(value, "float"));
      const isTwice = value > literal.value;
      return {
        edits,
        ...chooseWords(site, {
          description: [
            parent.type === "BinOp"
              ? `${place} computes ${now}, in which the coefficient ${wrong} has to be ${number}.`
              : `${place} has the number ${wrong}, and the value needed is ${number}.`,
            `${atPlace(site)}, the numerical coefficient${spotOf(site)} is ${wrong} and has to be ${number}.`,
          ],
          rootCause: [
            isDouble
              ? `The coefficient ${wrong} is ${
                isTwice ? "twice as large" : "half as large"
              } as it has to be, as happens when a factor of two is ${
                isTwice ? "counted twice" : "forgotten"
              } in collecting terms.`
              : `The form of the expression is right and only its coefficient is not, as when a formula is written down from memory with ${wrong} for ${number}.`,
            `A coefficient such as ${number} carries no name that says where it comes from, so a neighbouring value is not noticed in reading.`,
            `Related formulas differ only in their coefficients, and the ${wrong} of another one stands in the place of ${number}.`,
          ],
        }),
      };
    });
  },
};

function isExponent({ ancestors, node }: MutationSite): boolean {
  const parent = ancestors.at(-1)!;
  return parent.type === "BinOp" && (parent.op as AstNode).type === "Pow" && parent.right === node;
}
