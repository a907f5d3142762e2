import type { MutantOperator } from "../../core/operator.ts";
import { contrast, placeOf } from "../phrases.ts";
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
    return [{
      edits,
      description: `${placeOf(site)} tests ${now} for ${was}, so that the two cases change places.`,
      rootCause: "The condition is read the wrong way round: one case is handled as the other should be.",
    }];
  },
};
