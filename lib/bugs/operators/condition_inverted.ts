import type { MutantOperator } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { atPlace, contrast, placeOf } from "../phrases.ts";
import { isGuard } from "../surroundings.ts";

/** Runs a branch when its flag is not set: `if not periodic` for `if periodic`. */
export const conditionInverted: MutantOperator = {
  name: "condition_inverted",
  family: "logic",
  summary: "Negates a condition that is a flag or a call.",
  example: { before: "if periodic:\n    x = wrap(x)", after: "if not periodic:\n    x = wrap(x)" },
  mutate(site) {
    const parent = site.ancestors.at(-1);
    if (!parent || parent.test !== site.node || isGuard(parent)) return [];
    if (!["If", "IfExp"].includes(parent.type)) return [];
    if (!["Name", "Attribute", "Call"].includes(site.node.type)) return [];
    const edits = [{ start: site.node.start, end: site.node.start, text: "not " }];
    const { was, now } = contrast(site, edits);
    const place = placeOf(site);
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          `${place} tests ${now}, so the path that is there for ${was} is taken in the opposite case.`,
          `${atPlace(site)}, the condition reads ${now} and has to be ${was}.`,
        ],
        rootCause: [
          `The \`not\` in front of ${was} sends each of the two cases down the path written for the other.`,
          `When the two branches of a condition are put in another order its negation has to change as well, and here only ${was} without a \`not\` fits the branches.`,
        ],
      }),
    }];
  },
};
