import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import type { SpanEdit } from "../../core/span_edit.ts";
import { groupedSpan } from "../parentheses.ts";
import { partDropped } from "../part_dropped.ts";
import { contrast, placeOf } from "../phrases.ts";

const TWO_PI = /^(?:2(?:\.0?)? \* (?:math\.|np\.)?pi|(?:math\.|np\.)?(?:tau|TWO_PI))$/;

/** Mixes up cycles and radians: `f * t` for `2.0 * math.pi * f * t`. */
export const twoPiDropped: MutantOperator = {
  name: "two_pi_dropped",
  family: "unit",
  summary: "Drops the factor or divisor 2 pi between cycles and radians.",
  example: { before: "omega = 2.0 * math.pi * frequency", after: "omega = frequency" },
  mutate(site) {
    const { node, source } = site;
    const op = (node.op as AstNode | undefined)?.type;
    if (node.type !== "BinOp" || (op !== "Mult" && op !== "Div")) return [];
    const edit = edited(site, op);
    if (!edit || source.slice(edit.start, edit.end).includes("#")) return [];
    const { was, now } = contrast(site, [edit]);
    return [{
      edits: [edit],
      description: `${placeOf(site)} computes ${now} and drops the 2 pi of ${was}.`,
      rootCause: "A full turn is one cycle and 2 pi radians; here the one is used as if it were the other.",
    }];
  },
};

function edited(site: MutationSite, op: string): SpanEdit | undefined {
  const [left, right] = [site.node.left as AstNode, site.node.right as AstNode];
  const isTurn = (part: AstNode) => TWO_PI.test(site.source.slice(part.start, part.end));
  if (op === "Mult" && isTurn(left) && groupedSpan(left, site.source).depth === 0) {
    return partDropped(site, right);
  }
  return isTurn(right) && left.type !== "Constant" ? partDropped(site, left) : undefined;
}
