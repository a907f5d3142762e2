import type { MutantOperator } from "../../core/operator.ts";
import { contrast, placeOf, quote, textOf } from "../phrases.ts";
import { isSequence } from "../surroundings.ts";
import { conversionOf, droppedOperands } from "../unit_factors.ts";

/** Forgets to convert a unit: `rate` for `rate * SECONDS_PER_HOUR`. */
export const unitFactorDropped: MutantOperator = {
  name: "unit_factor_dropped",
  family: "unit",
  summary: "Drops a factor or divisor that converts a unit.",
  example: { before: "rate = flow * SECONDS_PER_HOUR", after: "rate = flow" },
  mutate(site) {
    if (isSequence(site.node, site.source)) return [];
    const dropped = droppedOperands(site, (part) => conversionOf(part, site.source) === "unit");
    return dropped.map(({ part, edit, isFactor }) => {
      const { was, now } = contrast(site, [edit]);
      const factor = quote(textOf(site, part));
      return {
        edits: [edit],
        description: `${placeOf(site)} uses ${now} unconverted where ${was} is needed.`,
        rootCause: `The ${
          isFactor ? "factor" : "divisor"
        } ${factor} turns one unit into another; without it the value stays in the unit that it came in.`,
      };
    });
  },
};
