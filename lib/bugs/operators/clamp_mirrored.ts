import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { numberOf } from "../numbers.ts";
import { atPlace, contrast, placeOf, textOf } from "../phrases.ts";

/** Makes negative values positive instead of zero: `abs(x)` for `max(0.0, x)`. */
export const clampMirrored: MutantOperator = {
  name: "clamp_mirrored",
  family: "numerics",
  summary: "Takes the absolute value where negative values are cut off at zero.",
  example: { before: "excess = max(0.0, supply - demand)", after: "excess = abs(supply - demand)" },
  mutate(site) {
    const { node, source } = site;
    if (node.type !== "Call" || textOf(site, node.func as AstNode) !== "max") return [];
    const args = node.args as AstNode[];
    const isZero = (arg: AstNode) => numberOf(arg, source)?.value === 0;
    const [value, ...more] = args.filter((arg) => !isZero(arg));
    if (args.length !== 2 || !value || more.length > 0 || value.type === "Starred") return [];
    if ((node.keywords as AstNode[]).length > 0 || textOf(site).includes("#")) return [];
    const edits = [{ start: node.start, end: node.end, text: `abs(${textOf(site, value)})` }];
    const { was, now } = contrast(site, edits);
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          `${placeOf(site)} turns negative values positive with ${now}, where ${was} cuts them off at zero.`,
          `${
            atPlace(site)
          }, ${now} lets a negative value count with its full size, and by ${was} it counts as zero.`,
        ],
        rootCause: [
          "Neither form ever gives a negative value, and for positive ones they agree, so only what lies below zero tells them apart.",
          "Below zero there is nothing to count, and the absolute value makes something out of it.",
        ],
      }),
    }];
  },
};
