import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { numberOf } from "../numbers.ts";
import { partDropped } from "../part_dropped.ts";
import { contrast, placeOf, quote, textOf } from "../phrases.ts";
import { isSequence } from "../surroundings.ts";

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
    const edit = partDropped(site, left);
    if (!edit) return [];
    const { was, now } = contrast(site, [edit]);
    return [{
      edits: [edit],
      description: `${placeOf(site)} uses ${now} instead of ${was}: the value is no longer wrapped.`,
      rootCause: `The value repeats after ${
        quote(textOf(site, right))
      }; without the modulo it leaves that range.`,
    }];
  },
};
