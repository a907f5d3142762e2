import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { numberOf } from "../numbers.ts";
import { partDropped } from "../part_dropped.ts";
import { atPlace, contrast, placeOf } from "../phrases.ts";

/** Takes a fraction for its complement: `p` for `1 - p`. */
export const complementDropped: MutantOperator = {
  name: "complement_dropped",
  family: "arithmetic",
  summary: "Drops the `1 -` of a complement.",
  example: { before: "failure = 1.0 - p", after: "failure = p" },
  mutate(site) {
    const { node, source } = site;
    if (node.type !== "BinOp" || (node.op as AstNode).type !== "Sub") return [];
    if (numberOf(node.left, source)?.value !== 1) return [];
    const edit = partDropped(site, node.right as AstNode);
    if (!edit) return [];
    const { was, now } = contrast(site, [edit]);
    const place = placeOf(site);
    return [{
      edits: [edit],
      ...chooseWords(site, {
        description: [
          `${place} uses ${now} itself, and the formula calls for what is left of one, ${was}.`,
          `${atPlace(site)}, ${now} stands alone and is not subtracted from one as in ${was}.`,
        ],
        rootCause: [
          `The expression has to fall as ${now} rises, and the bare quantity rises with it.`,
          `In a chain of formulas it is easy to carry on with ${now}, although this step calls for its complement.`,
        ],
      }),
    }];
  },
};
