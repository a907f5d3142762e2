import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import type { SpanEdit } from "../../core/span_edit.ts";
import { chooseWords } from "../choose_words.ts";
import { numberOf, writeNumber } from "../numbers.ts";
import { replaceByPart } from "../parentheses.ts";
import { atPlace, contrast, placeOf, quoteShort, textOf } from "../phrases.ts";

/** The power that a slip makes of a power: square and cube, 3/2 and 1/2. */
const MISTAKEN: Record<number, number> = { 2: 3, 3: 2, 4: 3, 5: 4, 6: 5, 8: 6, 1.5: 0.5, 2.5: 1.5 };

/** Raises to a neighbouring power, or forgets a square or a root. */
export const exponent: MutantOperator = {
  name: "exponent",
  family: "arithmetic",
  summary: "Changes or drops the exponent of **.",
  example: { before: "area = math.pi * r ** 2", after: "area = math.pi * r ** 3" },
  mutate(site) {
    const { node } = site;
    if (node.type !== "BinOp" || (node.op as AstNode).type !== "Pow") return [];
    return exponentEdits(site).map((edit) => {
      const { was, now } = contrast(site, [edit]);
      const place = placeOf(site);
      const base = quoteShort(textOf(site, node.left as AstNode), "the base");
      const isLost = edit.start !== (node.right as AstNode).start;
      const isRoot = isLost && numberOf(node.right, site.source)?.value === 0.5;
      return {
        edits: [edit],
        ...chooseWords(site, {
          description: [
            isLost
              ? `${place} uses ${now} without the power that ${was} has.`
              : `${place} raises ${base} to the wrong power: ${now} has to be ${was}.`,
            `${atPlace(site)}, ${now} is computed and the formula has ${was}.`,
          ],
          rootCause: [
            isRoot
              ? `Without the root the expression follows ${base} in direct proportion, which is too steep a dependence.`
              : isLost
              ? `Without the square the expression follows ${base} in direct proportion, so doubling it doubles the value and does not quadruple it.`
              : `The exponent sets how strongly the expression responds to ${base}, and only where the base is one do both powers agree.`,
            isLost
              ? `A power is a small mark in a written formula, and the one on ${base} is easily passed over in copying it.`
              : `Formulas of the same kind come with neighbouring powers, and that of ${base} was taken from the wrong one.`,
          ],
        }),
      };
    });
  },
};

function exponentEdits(site: MutationSite): SpanEdit[] {
  const { node, source } = site;
  const right = node.right as AstNode;
  const replace = (text: string) => ({ start: right.start, end: right.end, text });
  const literal = numberOf(right, source);
  if (!literal) {
    return right.type === "Name" ? [replace(`(${source.slice(right.start, right.end)} - 1)`)] : [];
  }
  const edits: SpanEdit[] = [];
  const mistaken = MISTAKEN[literal.value];
  if (mistaken !== undefined) edits.push(replace(writeNumber(mistaken, literal.kind)));
  const dropped = replaceByPart(site, node.left as AstNode);
  if (dropped && [2, 0.5].includes(literal.value)) edits.push(dropped);
  return edits;
}
