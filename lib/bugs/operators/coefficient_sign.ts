import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { isNumber, numberOf } from "../numbers.ts";
import { atPlace, contrast, placeOf } from "../phrases.ts";

/** Gives a coefficient of a table the opposite sign. */
export const coefficientSign: MutantOperator = {
  name: "coefficient_sign",
  family: "constant",
  summary: "Negates a float in a list or tuple of numbers.",
  example: { before: "A = [1.0, -2.5, 0.75]", after: "A = [1.0, -2.5, -0.75]" },
  mutate(site) {
    const { node, source } = site;
    const parent = site.ancestors.at(-1)!;
    const literal = numberOf(node, source);
    if (literal?.kind !== "float" || literal.value === 0) return [];
    if (!["List", "Tuple"].includes(parent.type) || site.ancestors.some((above) => above.type === "Return")) {
      return [];
    }
    const numbers = (parent.elts as AstNode[]).filter((item) => isNumber(item, source));
    if (numbers.length < 3) return [];
    const edits = [{ start: node.start, end: node.start, text: "-" }];
    const { was, now } = contrast(site, edits);
    const place = placeOf(site);
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          `${place} lists the coefficient ${now} with a minus sign that does not belong to it.`,
          `${atPlace(site)}, one entry of the table is ${now} and has to be ${was}.`,
        ],
        rootCause: [
          `The digits of ${was} are right and only its sign is not, so a check of the digits alone does not find the slip.`,
          `When a row of numbers is copied, a minus sign is easily carried over to a neighbour, here to ${was}.`,
        ],
      }),
    }];
  },
};
