import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { labelOf, numberOf, writeNumber } from "../numbers.ts";
import { atPlace, contrast, placeOf } from "../phrases.ts";

/** What a slip makes of the number of shorter units in a longer one. */
const MISTAKEN: Readonly<Record<number, number>> = {
  24: 60,
  60: 3600,
  365: 360,
  1440: 60,
  3600: 60,
  86400: 3600,
};
/** Numbers that are common outside time as well. */
const AMBIGUOUS = [24, 60, 365];
const TIME = /sec(?:ond)?s?(?![a-z])|minute|hour|(?<![a-z])days?(?![a-z])|year/i;

const DAYS = [
  "A year of 360 days is a convention of interest rates, and what is computed here goes by the calendar.",
  "The round number 360 is quickly taken for the days of a year, which are five more.",
] as const;

/** Takes one unit of time for another: minutes for hours, hours for days. */
export const timeUnitMistaken: MutantOperator = {
  name: "time_unit_mistaken",
  family: "unit",
  summary: "Converts between seconds, minutes, hours and days by the number of another pair.",
  example: { before: "seconds = 3600.0 * hours", after: "seconds = 60.0 * hours" },
  mutate(site) {
    const { node, source } = site;
    const literal = numberOf(node, source);
    const other = literal && MISTAKEN[literal.value];
    if (!literal || other === undefined || !converts(site, literal.value)) return [];
    const text = writeNumber(other, literal.kind);
    const edits = [{ start: node.start, end: node.end, text }];
    const parent = site.ancestors.at(-1)!;
    const { was, now } = contrast(site, edits, parent.type === "BinOp" ? parent : node);
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          `${placeOf(site)} converts a time by ${now} where ${was} is meant.`,
          `${atPlace(site)}, the conversion of time has ${now} and needs ${was}.`,
        ],
        rootCause: literal.value === 365 ? DAYS : [
          `There are ${literal.value} of the shorter unit in the longer one here, and ${other} belongs to another pair of units.`,
          `Units of time differ by 60, 3600, 24 or 86400, and ${other} is as familiar as ${literal.value}.`,
        ],
      }),
    }];
  },
};

/** Whether a number multiplies or divides a time, or is the constant that does. */
function converts(site: MutationSite, value: number): boolean {
  const { ancestors, source } = site;
  const parent = ancestors.at(-1)!;
  const isFactor = parent.type === "BinOp" && /^(?:Mult|Div|FloorDiv|Mod)$/.test((parent.op as AstNode).type);
  const label = labelOf(site);
  const isConstant = /^[A-Z_]+$/.test(label) && TIME.test(label);
  if (!isFactor) return isConstant;
  return !AMBIGUOUS.includes(value) || isConstant || TIME.test(source.slice(parent.start, parent.end));
}
