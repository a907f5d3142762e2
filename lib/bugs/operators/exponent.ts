import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import type { SpanEdit } from "../../core/span_edit.ts";
import { numberOf, writeNumber } from "../numbers.ts";
import { replaceByPart } from "../parentheses.ts";
import { contrast, placeOf } from "../phrases.ts";

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
      return {
        edits: [edit],
        description: `${placeOf(site)} computes ${now} instead of ${was}.`,
        rootCause:
          "The quantity enters with another power, so the result grows with it in the wrong proportion.",
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
