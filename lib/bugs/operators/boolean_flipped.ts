import type { MutantOperator } from "../../core/operator.ts";
import { labelOf } from "../numbers.ts";
import { placeOf, quote, textOf } from "../phrases.ts";

/** Sets a flag the wrong way: default, keyword, assignment or returned answer. */
export const booleanFlipped: MutantOperator = {
  name: "boolean_flipped",
  family: "data",
  summary: "Swaps True and False.",
  example: { before: "periodic = True", after: "periodic = False" },
  mutate(site) {
    const { node } = site;
    const text = textOf(site);
    if (node.type !== "Constant" || !["True", "False"].includes(text)) return [];
    if (site.ancestors.some((above) => above.type === "While" && above.test === node)) return [];
    const opposite = text === "True" ? "False" : "True";
    const label = labelOf(site);
    return [{
      edits: [{ start: node.start, end: node.end, text: opposite }],
      description: `${placeOf(site)} ${
        label ? `sets ${quote(label)} to` : "has"
      } \`${opposite}\` instead of \`${text}\`.`,
      rootCause: label
        ? "A flag is set the wrong way round, so the code takes the path that belongs to the other setting."
        : "The two truth values are mixed up, so this case is decided the wrong way round.",
    }];
  },
};
