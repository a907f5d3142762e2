import type { MutantOperator } from "../../core/operator.ts";
import { numberOf } from "../numbers.ts";
import { contrast, placeOf } from "../phrases.ts";
import { isSequence } from "../surroundings.ts";
import { conversionOf, droppedOperands } from "../unit_factors.ts";

/** Takes a percentage for a share, or a share for a percentage: `rate` for `rate / 100.0`. */
export const percentDropped: MutantOperator = {
  name: "percent_dropped",
  family: "unit",
  summary: "Drops the 100 between a share and its percentage.",
  example: { before: "interest = balance * (rate / 100.0)", after: "interest = balance * rate" },
  mutate(site) {
    const { source } = site;
    if (isSequence(site.node, source)) return [];
    return droppedOperands(site, (part) => conversionOf(part, source) === "percent").map(
      ({ part, edit, isFactor }) => {
        const { was, now } = contrast(site, [edit]);
        const isToShare = isFactor === (numberOf(part, source)!.value < 1);
        return {
          edits: [edit],
          description: `${placeOf(site)} uses ${now} instead of ${was}, a hundred times too ${
            isToShare ? "large" : "small"
          }.`,
          rootCause: isToShare
            ? "A value in hundredths is used as if it were the plain ratio: the division by 100 was forgotten."
            : "A plain ratio is passed off as a value in hundredths: the factor 100 was forgotten.",
        };
      },
    );
  },
};
