import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { atPlace, contrast, placeOf, quote, textOf } from "../phrases.ts";
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
    const place = placeOf(site);
    const [taken, needed] = isFirst ? ["last", "first"] : ["first", "last"];
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          `${place} uses ${now}, the ${taken} element, and needs the ${needed} one, ${was}.`,
          `${
            atPlace(site)
          }, ${now} is the ${taken} element of the sequence, and the one needed is the ${needed}.`,
        ],
        rootCause: [
          `Both ends of ${
            quote(base)
          } are valid elements, so taking the ${taken} one for the ${needed} raises no error.`,
          `Which end of ${
            quote(base)
          } holds the start follows from the order in which it was filled, and that order was taken the other way round.`,
        ],
      }),
    }];
  },
};
