import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { isNumber, isTolerance } from "../numbers.ts";
import { groupedSpan } from "../parentheses.ts";
import { partDropped } from "../part_dropped.ts";
import { atPlace, contrast, placeOf, quote, spotOf, textOf } from "../phrases.ts";
import { drivesWhile, isSequence } from "../surroundings.ts";
import { isCelsiusOffset } from "../unit_factors.ts";

const LONGEST_TERM = 40;

/** Forgets a term of a sum or a difference. */
export const termDropped: MutantOperator = {
  name: "term_dropped",
  family: "arithmetic",
  summary: "Drops one term of a sum.",
  example: { before: "pressure = p0 + rho * g * h", after: "pressure = p0" },
  mutate(site) {
    const { node, source } = site;
    const op = node.op as AstNode;
    if (node.type !== "BinOp" || !["Add", "Sub"].includes(op.type)) return [];
    if (isTolerance(node.left as AstNode, source) || isTolerance(node.right as AstNode, source)) return [];
    if (isSequence(node, source) || drivesWhile(site)) return [];
    const [left, right] = [node.left as AstNode, node.right as AstNode];
    const isChain = left.type === "BinOp" && ["Add", "Sub"].includes((left.op as AstNode).type) &&
      groupedSpan(left, source).depth === 0;
    const dropped = op.type === "Add" && !isChain ? [right, left] : [right];
    const plain = dropped.filter((part) => !isCelsiusOffset(part, source));
    return plain.filter((part) => textOf(site, part).length <= LONGEST_TERM).flatMap((part) => {
      const kept = part === left ? right : left;
      const edit = isNumber(kept, source) ? undefined : partDropped(site, kept);
      if (!edit) return [];
      const { was, now } = contrast(site, [edit]);
      const term = quote(textOf(site, part));
      const place = placeOf(site);
      const sign = part === left || op.type === "Add" ? "adds" : "takes off";
      return [{
        edits: [edit],
        ...chooseWords(site, {
          description: [
            `${place} computes ${now} and leaves out ${term}${spotOf(site)}.`,
            `${atPlace(site)}, ${now} stands without the term ${term}.`,
            `${place} has only ${now} of ${was}, and the term ${term} is missing.`,
          ],
          rootCause: [
            `Without what ${term} ${sign}, the expression is right only where that term vanishes.`,
            `A sum reads as complete with one contribution fewer, so the absence of ${term} shows only in its value.`,
            `Of several contributions a single one is easily passed over when a formula is put into code, and here it is ${term}.`,
          ],
        }),
      }];
    });
  },
};
