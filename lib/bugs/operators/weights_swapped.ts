import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { numberOf } from "../numbers.ts";
import { groupedSpan } from "../parentheses.ts";
import { atPlace, contrast, placeOf, quote, textOf } from "../phrases.ts";

/** Interpolates from the wrong end: `w * a + (1.0 - w) * b` for `(1.0 - w) * a + w * b`. */
export const weightsSwapped: MutantOperator = {
  name: "weights_swapped",
  family: "numerics",
  summary: "Exchanges the weights `w` and `1 - w` of two terms.",
  example: { before: "y = (1.0 - w) * low + w * high", after: "y = w * low + (1.0 - w) * high" },
  mutate(site) {
    const { node, source } = site;
    if (node.type !== "BinOp" || (node.op as AstNode).type !== "Add") return [];
    const [left, right] = [factorsOf(node.left as AstNode), factorsOf(node.right as AstNode)];
    const pair = weightsIn(left, right, site) ?? weightsIn(right, left, site);
    if (!pair || textOf(site).includes("#")) return [];
    const rest = groupedSpan(pair.rest, source);
    const edits = [
      { start: rest.start, end: rest.end, text: textOf(site, pair.weight) },
      { start: pair.weight.start, end: pair.weight.end, text: `(${textOf(site, pair.rest)})` },
    ];
    const { was, now } = contrast(site, edits);
    const weight = quote(textOf(site, pair.weight));
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          `${placeOf(site)} weighs the two terms the other way round, ${now} for ${was}.`,
          `${atPlace(site)}, ${now} gives each of the two terms the weight of the other one in ${was}.`,
        ],
        rootCause: [
          `Where ${weight} is 1 the result has to be the value that ${weight} belongs to, and it is the other one.`,
          `Both orders of the weights ${weight} and its complement add up to one and agree in the middle, so neither looks out of place.`,
        ],
      }),
    }];
  },
};

/** A factor that is one minus a name or attribute, and that name where it is a factor of the other term. */
function weightsIn(
  one: readonly AstNode[],
  other: readonly AstNode[],
  site: MutationSite,
): { rest: AstNode; weight: AstNode } | undefined {
  for (const rest of one) {
    if (rest.type !== "BinOp" || (rest.op as AstNode).type !== "Sub") continue;
    if (numberOf(rest.left, site.source)?.value !== 1) continue;
    const name = textOf(site, rest.right as AstNode);
    const weight = other.find((factor) =>
      /^(?:Name|Attribute)$/.test(factor.type) && textOf(site, factor) === name
    );
    if (weight) return { rest, weight };
  }
  return undefined;
}

/** The factors of a product of at least two; none of all else. */
function factorsOf(node: AstNode): readonly AstNode[] {
  if (node.type !== "BinOp" || (node.op as AstNode).type !== "Mult") return [];
  const left = factorsOf(node.left as AstNode);
  return [...(left.length > 0 ? left : [node.left as AstNode]), node.right as AstNode];
}
