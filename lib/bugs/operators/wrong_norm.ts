import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import type { MutationSite } from "../../core/operator.ts";
import { contrast, placeOf, textOf } from "../phrases.ts";
import { bindingNeeded } from "../parentheses.ts";
import type { SpanEdit } from "../../core/span_edit.ts";

/** Measures a size in another norm: the sum of the parts for the length, a sum for a maximum. */
export const wrongNorm: MutantOperator = {
  name: "wrong_norm",
  family: "numerics",
  summary: "Replaces a Euclidean length or a maximum of absolute values by their sum, and the reverse.",
  example: { before: "speed = math.hypot(vx, vy)", after: "speed = abs(vx) + abs(vy)" },
  mutate(site) {
    const { node } = site;
    if (node.type !== "Call" || (node.keywords as AstNode[]).length > 0) return [];
    const edit = lengthAsSum(site) ?? otherOverSizes(site);
    if (!edit) return [];
    const { was, now } = contrast(site, [edit]);
    const isLength = textOf(site, node.func as AstNode) === "math.hypot";
    return [{
      edits: [edit],
      description: `${placeOf(site)} measures by ${now} instead of ${was}.`,
      rootCause: isLength
        ? "The parts are at right angles, so their squares add up, not their sizes: the sum is too large unless one part is zero."
        : "The largest of the values and their sum are both norms, and the two are mixed up here.",
    }];
  },
};

function lengthAsSum(site: MutationSite): SpanEdit | undefined {
  const { node } = site;
  if (textOf(site, node.func as AstNode) !== "math.hypot" || /[\n#*]/.test(textOf(site))) return undefined;
  const parts = (node.args as AstNode[]).map((part) => `abs(${textOf(site, part)})`);
  if (parts.length < 2) return undefined;
  const sum = parts.join(" + ");
  return { start: node.start, end: node.end, text: bindingNeeded(site) > 11 ? `(${sum})` : sum };
}

function otherOverSizes({ node, source }: MutationSite): SpanEdit | undefined {
  const called = node.func as AstNode;
  const text = ({ max: "sum", sum: "max" } as Record<string, string>)[source.slice(called.start, called.end)];
  const [items, ...more] = node.args as AstNode[];
  if (!text || more.length > 0 || !items || !/^(?:GeneratorExp|ListComp)$/.test(items.type)) return undefined;
  const size = items.elt as AstNode;
  if (
    size.type !== "Call" ||
    !["abs", "math.fabs"].includes(source.slice((size.func as AstNode).start, (size.func as AstNode).end))
  ) {
    return undefined;
  }
  return { start: called.start, end: called.end, text };
}
