import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { isTolerance } from "../numbers.ts";
import { atPlace, contrast, placeOf, quoteShort, spotOf, textOf } from "../phrases.ts";
import { drivesWhile, isArgumentOf, isSequence } from "../surroundings.ts";

/** Adds what is to be subtracted, and the reverse. */
export const sumSign: MutantOperator = {
  name: "sum_sign",
  family: "arithmetic",
  summary: "Swaps + and - between two operands.",
  example: { before: "total = heat + work", after: "total = heat - work" },
  mutate(site) {
    const { node, source } = site;
    const op = node.op as AstNode;
    if (node.type !== "BinOp" || !["Add", "Sub"].includes(op.type)) return [];
    if (isTolerance(node.left as AstNode, source) || isTolerance(node.right as AstNode, source)) return [];
    if (isSequence(node, source) || isArgumentOf(site, ["range"]) || drivesWhile(site)) return [];
    // Of a slice, `slice_bound` moves the ends.
    if (site.ancestors.some((above) => above.type === "Slice")) return [];
    const adds = op.type === "Add";
    const edits = [{ start: op.start, end: op.end, text: adds ? "-" : "+" }];
    const { was, now } = contrast(site, edits);
    const place = placeOf(site);
    const term = quoteShort(textOf(site, node.right as AstNode), "the second term");
    const spot = spotOf(site);
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          adds
            ? `${place} subtracts ${term} in ${now}, and it has to be added.`
            : `${place} adds ${term} in ${now}, and it has to be subtracted.`,
          `${atPlace(site)}, ${term} enters ${now}${spot} with the wrong sign.`,
          adds
            ? `${place} computes the difference ${now} and needs the sum ${was}.`
            : `${place} computes the sum ${now} and needs the difference ${was}.`,
        ],
        rootCause: [
          `The result is off by twice ${term}, so it is right only where that vanishes.`,
          `Sign conventions differ from one source to another, and ${term} has the sign of the opposite one here.`,
          `A sign goes astray easily when an equation is rearranged, and ${term} looks equally plausible with either sign.`,
        ],
      }),
    }];
  },
};
