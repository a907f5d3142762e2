import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { contrast, placeOf, textOf } from "../phrases.ts";
import { isTwin } from "../surroundings.ts";

/** Takes the first element for the last, and the reverse. */
export const indexEndSwapped: MutantOperator = {
  name: "index_end_swapped",
  family: "index",
  summary: "Swaps the indices 0 and -1.",
  example: { before: "span = x[-1] - x0", after: "span = x[0] - x0" },
  mutate(site) {
    const { node } = site;
    if (node.type !== "Subscript") return [];
    const index = node.slice as AstNode;
    const text = textOf(site, index);
    if (text !== "0" && text !== "-1") return [];
    const isFirst = text === "0";
    const base = textOf(site, node.value as AstNode);
    // The first of a fixed few, such as coordinates, has nothing to do with the last.
    if (isFirst && !site.source.includes(`${base}[-1]`)) return [];
    if (isTwin(`${base}[${isFirst ? "-1" : "0"}]`, site)) return [];
    const edits = [{ start: index.start, end: index.end, text: isFirst ? "-1" : "0" }];
    const { was, now } = contrast(site, edits);
    return [{
      edits,
      description: `${placeOf(site)} takes ${now}, the ${
        isFirst ? "last" : "first"
      } element, where ${was} belongs.`,
      rootCause: `The sequence is taken hold of at the wrong end: the ${
        isFirst ? "first" : "last"
      } element is wanted.`,
    }];
  },
};
