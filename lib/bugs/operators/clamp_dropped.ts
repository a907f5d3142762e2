import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { isNumber } from "../numbers.ts";
import { replaceByPart } from "../parentheses.ts";
import { atPlace, contrast, placeOf, quote, textOf } from "../phrases.ts";

/** Does not limit a value: `x` for `max(0.0, x)`. */
export const clampDropped: MutantOperator = {
  name: "clamp_dropped",
  family: "numerics",
  summary: "Drops min() or max() with a fixed limit.",
  example: { before: "depth = max(0.0, level - floor)", after: "depth = level - floor" },
  mutate(site) {
    const { node, source } = site;
    const name = node.type === "Call" ? textOf(site, node.func as AstNode) : "";
    if (!["min", "max"].includes(name) || (node.keywords as AstNode[]).length > 0) return [];
    const args = node.args as AstNode[];
    const isLimit = (arg: AstNode) => isNumber(arg, source) || /^[A-Z][A-Z0-9_]+$/.test(textOf(site, arg));
    const values = args.filter((arg) => !isLimit(arg));
    if (args.length !== 2 || values.length !== 1) return [];
    const edit = replaceByPart(site, values[0]!);
    if (!edit) return [];
    const { was, now } = contrast(site, [edit]);
    const limit = quote(textOf(site, args.find(isLimit)!));
    const place = placeOf(site);
    const beyond = name === "max" ? "below" : "above";
    return [{
      edits: [edit],
      ...chooseWords(site, {
        description: [
          `${place} uses ${now} as it comes and does not hold it at ${limit} as ${was} does.`,
          `${
            atPlace(site)
          }, the value ${now} is missing the \`${name}\` that keeps it from going ${beyond} ${limit}.`,
        ],
        rootCause: [
          `As long as the value does not go ${beyond} ${limit} the limit makes no difference, so its absence shows only in extreme cases.`,
          `The expression by itself knows nothing of the limit, and values ${beyond} ${limit} pass on into whatever uses the result.`,
        ],
      }),
    }];
  },
};
