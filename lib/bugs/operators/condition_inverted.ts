import type { MutantOperator } from "../../core/operator.ts";
import { contrast, placeOf } from "../phrases.ts";
import { isGuard } from "../surroundings.ts";

/** Runs a branch when its flag is not set: `if not periodic` for `if periodic`. */
export const conditionInverted: MutantOperator = {
  name: "condition_inverted",
  family: "logic",
  summary: "Negates a condition that is a flag or a call.",
  mutate(site) {
    const parent = site.ancestors.at(-1);
    if (!parent || parent.test !== site.node || isGuard(parent)) return [];
    if (!["If", "IfExp"].includes(parent.type)) return [];
    if (!["Name", "Attribute", "Call"].includes(site.node.type)) return [];
    const edits = [{ start: site.node.start, end: site.node.start, text: "not " }];
    const { was, now } = contrast(site, edits);
    return [{
      edits,
      description: `${placeOf(site)} tests ${now} where ${was} is meant, so that the branches trade places.`,
      rootCause: "The condition is inverted: the branch runs in exactly the cases that it must not.",
    }];
  },
};
