import type { MutantOperator } from "../../core/operator.ts";
import { labelOf } from "../numbers.ts";
import { placeOf, quote, textOf } from "../phrases.ts";

/** Sets a flag the wrong way: default, keyword, assignment or returned answer. */
export const booleanFlipped: MutantOperator = {
  name: "boolean_flipped",
  family: "data",
  summary: "Swaps True and False.",
  mutate(site) {
    const { node } = site;
    const text = textOf(site);
    if (node.type !== "Constant" || !["True", "False"].includes(text)) return [];
    if (site.ancestors.some((above) => above.type === "While" && above.test === node)) return [];
    const opposite = text === "True" ? "False" : "True";
    const label = labelOf(site);
    const what = label ? `sets ${quote(label)} to` : "answers";
    return [{
      edits: [{ start: node.start, end: node.end, text: opposite }],
      description: `${placeOf(site)} ${what} \`${opposite}\` where \`${text}\` is meant.`,
      rootCause: label
        ? `The flag ${quote(label)} has the opposite of its intended value.`
        : "The answer of this case is the opposite of the intended one.",
    }];
  },
};
