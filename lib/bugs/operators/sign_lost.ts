import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { replaceByPart } from "../parentheses.ts";
import { contrast, placeOf, quote, textOf } from "../phrases.ts";

/** Gives a result without the sign that it is to take over: `root` for `math.copysign(root, x)`. */
export const signLost: MutantOperator = {
  name: "sign_lost",
  family: "numerics",
  summary: "Drops math.copysign().",
  example: { before: "step = math.copysign(size, slope)", after: "step = size" },
  mutate(site) {
    const { node } = site;
    if (node.type !== "Call" || !/^(?:math|np)\.copysign$/.test(textOf(site, node.func as AstNode))) {
      return [];
    }
    const [size, sign, ...more] = node.args as AstNode[];
    if (!size || !sign || more.length > 0 || size.type === "Constant") return [];
    const edit = replaceByPart(site, size);
    if (!edit) return [];
    const { was, now } = contrast(site, [edit]);
    return [{
      edits: [edit],
      description: `${placeOf(site)} uses ${now} as it is instead of ${was}.`,
      rootCause:
        `The result has to take over the sign of ${quote(textOf(site, sign))}; without that one of the two ` +
        "directions comes out reversed.",
    }];
  },
};
