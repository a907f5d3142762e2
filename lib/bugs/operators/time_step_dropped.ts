import type { MutantOperator } from "../../core/operator.ts";
import { contrast, placeOf, quote, textOf } from "../phrases.ts";
import { drivesWhile, isSequence } from "../surroundings.ts";
import { conversionOf, droppedOperands } from "../unit_factors.ts";

/** Takes a rate for the change in a step: `x + v` for `x + v * dt`. */
export const timeStepDropped: MutantOperator = {
  name: "time_step_dropped",
  family: "unit",
  summary: "Drops the time step between a rate and the change that it makes.",
  example: { before: "x = x + v * dt", after: "x = x + v" },
  mutate(site) {
    if (isSequence(site.node, site.source) || drivesWhile(site)) return [];
    const dropped = droppedOperands(site, (part) => conversionOf(part, site.source) === "step");
    return dropped.map(({ part, edit, isFactor }) => {
      const { was, now } = contrast(site, [edit]);
      const step = quote(textOf(site, part));
      return {
        edits: [edit],
        description: `${placeOf(site)} uses ${now} where ${was} belongs: ${step} is left out.`,
        rootCause: isFactor
          ? `What happens per unit of time counts as what happens in all of ${step}; the two agree only where ${step} is one.`
          : `A change over ${step} counts as a rate; the two agree only where ${step} is one.`,
      };
    });
  },
};
