import type { AstNode } from "../../core/ast.ts";
import { nameOf } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { numberOf } from "../numbers.ts";
import { bindingNeeded } from "../parentheses.ts";
import { atPlace, contrast, placeOf, textOf } from "../phrases.ts";

const POWER_BINDING = 14;
/** Deviations from a mean add up to zero, which nobody would take for a sum of squares. */
const DEVIATION = /mean|middle|average|centre|center|\bmu\b/i;

/** Squares a sum instead of its terms: `sum(x for x in xs) ** 2` for `sum(x ** 2 for x in xs)`. */
export const powerOutsideSum: MutantOperator = {
  name: "power_outside_sum",
  family: "numerics",
  summary: "Squares a sum instead of its terms.",
  example: {
    before: "power = sum(abs(c) ** 2 for c in coefficients)",
    after: "power = sum(abs(c) for c in coefficients) ** 2",
  },
  mutate(site) {
    const { node, source } = site;
    const term = squaredTerm(site);
    if (!term || bindingNeeded(site) >= POWER_BINDING || textOf(site).includes("#")) return [];
    // A sum of squares that is only compared with a limit ends an iteration, which ends all the same.
    if (site.ancestors.at(-1)!.type === "Compare") return [];
    const base = textOf(site, term.left as AstNode);
    if (DEVIATION.test(base)) return [];
    const power = source.slice((term.left as AstNode).end, term.end).replace(/^[\s)]+/, " ");
    const edits = [
      { start: term.start, end: term.end, text: base },
      { start: node.end, end: node.end, text: power.includes(" ** ") ? power : power.trimStart() },
    ];
    const { was, now } = contrast(site, edits);
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          `${
            placeOf(site)
          } takes the square of the sum, ${now}, where the sum of the squares is needed, ${was}.`,
          `${atPlace(site)}, ${now} squares only the total, and ${was} squares each term.`,
        ],
        rootCause: [
          "The square of a sum has the products of different terms as well, and terms of opposite sign cancel in it.",
          "Sum and square do not commute, although both are read aloud almost alike; for a single term they agree.",
        ],
      }),
    }];
  },
};

/** The term of a sum over a comprehension, if it is a square. */
function squaredTerm({ node, source }: MutationSite): AstNode | undefined {
  if (node.type !== "Call" || !["sum", "fsum"].includes(nameOf(node.func as AstNode))) return undefined;
  const [terms, ...more] = node.args as AstNode[];
  if (!terms || more.length > 0 || !/^(?:GeneratorExp|ListComp)$/.test(terms.type)) return undefined;
  const term = terms.elt as AstNode;
  const isSquare = term.type === "BinOp" && (term.op as AstNode).type === "Pow" &&
    numberOf(term.right, source)?.value === 2;
  return isSquare ? term : undefined;
}
