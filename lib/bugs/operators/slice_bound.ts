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
  mutate(site) {
    const { node } = site;
    const slice = node.slice as AstNode | undefined;
    if (node.type !== "Subscript" || slice?.type !== "Slice") return [];
    return sliceEdits(slice, site).map((edit) => {
      const { was, now } = contrast(site, [edit]);
      return {
        edits: [edit],
        description: `${placeOf(site)} takes ${now} where ${was} is meant, so that it covers other elements.`,
        rootCause:
          "The slice does not match the elements that the computation is about: a bound of it is wrong.",
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
