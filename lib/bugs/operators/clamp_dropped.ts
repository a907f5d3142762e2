import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { isNumber } from "../numbers.ts";
import { replaceByPart } from "../parentheses.ts";
import { contrast, placeOf, quote, textOf } from "../phrases.ts";

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
    return [{
      edits: [edit],
      description: `${placeOf(site)} uses ${now} without the limit of ${was}.`,
      rootCause: `Nothing keeps the value from going ${
        name === "max" ? "below" : "above"
      } ${limit} any more.`,
    }];
  },
};
