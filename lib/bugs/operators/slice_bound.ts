import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import type { SpanEdit } from "../../core/span_edit.ts";
import { numberOf } from "../numbers.ts";
import { contrast, placeOf, textOf } from "../phrases.ts";

/** Cuts a slice one element too short or too long. */
export const sliceBound: MutantOperator = {
  name: "slice_bound",
  family: "index",
  summary: "Moves or drops a bound of a slice, or drops its reversal.",
  example: {
    before: "steps = [b - a for a, b in zip(x, x[1:])]",
    after: "steps = [b - a for a, b in zip(x, x[2:])]",
  },
  mutate(site) {
    const { node } = site;
    const slice = node.slice as AstNode | undefined;
    if (node.type !== "Subscript" || slice?.type !== "Slice") return [];
    return sliceEdits(slice, site).map((edit) => {
      const { was, now } = contrast(site, [edit]);
      return {
        edits: [edit],
        description: `${placeOf(site)} takes ${now} instead of ${was}.`,
        rootCause: edit.start === edit.end || slice.step === null || edit.end < (slice.step as AstNode).start
          ? "One end of the slice is misplaced, so it covers an element too many or misses one."
          : "The slice keeps its elements and loses the step, so they come in another order.",
      };
    });
  },
};

function sliceEdits(slice: AstNode, site: MutationSite): SpanEdit[] {
  const edits: SpanEdit[] = [];
  for (const bound of [slice.lower, slice.upper] as (AstNode | null)[]) {
    if (!bound) continue;
    for (const text of otherBounds(bound, site)) edits.push({ start: bound.start, end: bound.end, text });
  }
  const step = slice.step as AstNode | null;
  if (step && textOf(site, step) === "-1") {
    edits.push({ start: site.source.lastIndexOf(":", step.start), end: step.end, text: "" });
  }
  return edits;
}

function otherBounds(bound: AstNode, site: MutationSite): string[] {
  const text = textOf(site, bound);
  const literal = numberOf(bound, site.source);
  if (literal?.value === 0) return ["1"];
  if (literal) return literal.value <= 1 ? ["", "2"] : [String(literal.value - 1)];
  if (text === "-1") return ["", "-2"];
  if (bound.type === "Name") return [`${text} - 1`, `${text} + 1`];
  if (bound.type === "BinOp" && numberOf(bound.right, site.source)?.value === 1) {
    return [textOf(site, bound.left as AstNode)];
  }
  return [];
}
