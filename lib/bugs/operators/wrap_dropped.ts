import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { numberOf } from "../numbers.ts";
import { partDropped } from "../part_dropped.ts";
import { atPlace, contrast, placeOf, quote, textOf } from "../phrases.ts";
import { isArgumentOf, isSequence } from "../surroundings.ts";

/** Functions that have the same value one period further. */
const PERIODIC = ["sin", "cos", "tan", "rect"];

/** Forgets to wrap round: `angle` for `angle % (2 * math.pi)`. */
export const wrapDropped: MutantOperator = {
  name: "wrap_dropped",
  family: "numerics",
  summary: "Drops a modulo.",
  example: { before: "angle = (a + b) % 360.0", after: "angle = a + b" },
  mutate(site) {
    const { node, source } = site;
    if (node.type !== "BinOp" || (node.op as AstNode).type !== "Mod") return [];
    const [left, right] = [node.left as AstNode, node.right as AstNode];
    // `n % 2` asks for parity, it wraps nothing.
    if (isSequence(left, source) || numberOf(right, source)?.value === 2) return [];
    if (isArgumentOf(site, PERIODIC)) return [];
    const edit = partDropped(site, left);
    if (!edit) return [];
    const { was, now } = contrast(site, [edit]);
    const place = placeOf(site);
    const period = quote(textOf(site, right));
    return [{
      edits: [edit],
      ...chooseWords(site, {
        description: [
          `${place} uses ${now} as it comes and does not bring it back into one period of ${period}.`,
          `${atPlace(site)}, ${now} lacks the \`%\` of ${was}.`,
        ],
        rootCause: [
          `As long as the value lies within the first period of ${period} the modulo changes nothing, so its absence shows only beyond that.`,
          `Values that differ by ${period} have to count as the same, and without the modulo they stay apart.`,
        ],
      }),
    }];
  },
};
