import type { MutantOperator } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { labelOf } from "../numbers.ts";
import { atPlace, placeOf, quote, textOf } from "../phrases.ts";

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
    const place = placeOf(site);
    return [{
      edits: [{ start: node.start, end: node.end, text: opposite }],
      ...chooseWords(site, {
        description: [
          label
            ? `${place} sets ${quote(label)} to \`${opposite}\`, and the setting needed is \`${text}\`.`
            : `${place} ${
              site.ancestors.at(-1)!.type === "Return" ? "answers" : "has"
            } \`${opposite}\` at a point where \`${text}\` is right.`,
          label
            ? `${atPlace(site)}, ${
              quote(label)
            } has the value \`${opposite}\`, the opposite of the right one.`
            : `${
              atPlace(site)
            }, the truth value \`${opposite}\` is the wrong one of the two and has to be \`${text}\`.`,
        ],
        rootCause: [
          label
            ? `A line that sets ${
              quote(label)
            } reads plausibly with either value, so the wrong one does not stand out.`
            : `The two truth values are exchanged for this case, which comes easily when the question is thought of in its negated form.`,
          label
            ? `A switch is often thought of by what it turns off, which makes it easy to give ${
              quote(label)
            } the wrong one of its two values.`
            : `Either truth value is accepted at this point, so the exchange shows only in what depends on it.`,
        ],
      }),
    }];
  },
};
