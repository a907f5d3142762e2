import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import type { SpanEdit } from "../../core/span_edit.ts";
import { chooseWords } from "../choose_words.ts";
import { numberOf } from "../numbers.ts";
import { atPlace, contrast, placeOf, quoteShort, textOf } from "../phrases.ts";

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
      const place = placeOf(site);
      const step = slice.step as AstNode | null;
      const isReversal = step !== null && edit.end >= step.end;
      const lower = slice.lower as AstNode | null;
      const which = edit.start === lower?.start ? "lower" : "upper";
      const sequence = quoteShort(textOf(site, node.value as AstNode), "the sequence");
      return {
        edits: [edit],
        ...chooseWords(site, {
          description: [
            isReversal
              ? `${place} takes ${now} in the given order and does not reverse it as ${was} does.`
              : `${place} takes the slice ${now} and needs ${was}.`,
            isReversal
              ? `${atPlace(site)}, the slice ${now} runs forwards and has to run backwards.`
              : `${atPlace(site)}, the ${which} bound of ${now} is one off; the slice has to be ${was}.`,
          ],
          rootCause: [
            isReversal
              ? `Both orders hold the same elements of ${sequence}, so only what depends on their order shows the missing step.`
              : `A slice includes its lower bound and excludes its upper one, which makes it easy to put the ${which} bound of ${sequence} one element off.`,
            isReversal
              ? `The step stands at the very end of a slice of ${sequence} and is easily left out.`
              : `Slices of ${sequence} never fail on a bound, so an element too many or too few raises no error by itself.`,
          ],
        }),
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
