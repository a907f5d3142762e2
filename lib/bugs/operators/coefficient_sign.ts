import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { isNumber, numberOf } from "../numbers.ts";
import { contrast, placeOf } from "../phrases.ts";

/** Gives a coefficient of a table the opposite sign. */
export const coefficientSign: MutantOperator = {
  name: "coefficient_sign",
  family: "constant",
  summary: "Negates a float in a list or tuple of numbers.",
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
    return [{
      edits,
      description: `${placeOf(site)} lists the coefficient ${now} where ${was} is meant.`,
      rootCause: "A coefficient of the table was copied with the wrong sign.",
    }];
  },
};
