import type { MutantOperator } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { isNumericalSetting, numberOf } from "../numbers.ts";
import { atPlace, contrast, placeOf } from "../phrases.ts";

/** Loses a power of ten: a prefix (kilo, milli) of an exponent, a zero, a decimal place. */
export const floatPowerOfTen: MutantOperator = {
  name: "float_power_of_ten",
  family: "constant",
  summary: "Changes a float by a power of ten.",
  example: { before: "PRESSURE = 1.5e6", after: "PRESSURE = 1.5e3" },
  mutate(site) {
    const { node, source } = site;
    const literal = numberOf(node, source);
    if (literal?.kind !== "float" || isNumericalSetting(site, literal)) return [];
    const text = shifted(literal.text);
    if (!text) return [];
    const edits = [{ start: node.start, end: node.end, text }];
    const { was, now } = contrast(site, edits);
    const ratio = Math.round(Math.log10(Number(text.replaceAll("_", "")) / literal.value));
    const size = ratio > 0 ? "large" : "small";
    const place = placeOf(site);
    const times = 10 ** Math.abs(ratio);
    const isWritten = /e/i.test(literal.text);
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          `${place} has ${now} for ${was}, which is ${times} times too ${size}.`,
          `${
            atPlace(site)
          }, the number ${now} is too ${size} by a factor of ${times}; the value needed is ${was}.`,
        ],
        rootCause: [
          Math.abs(ratio) === 3
            ? `A factor of a thousand goes astray easily when a number is converted between units with and without a prefix, and the digits of ${was} do not show it.`
            : isWritten
            ? `The exponent of ${was} is off by one, which leaves all the digits in front of it right.`
            : `The decimal point slipped by one place in typing ${was}.`,
          `Orders of magnitude are hard to check by eye, since ${now} has the same significant digits as ${was}.`,
        ],
      }),
    }];
  },
};

function shifted(text: string): string | undefined {
  const exponent = /^(.*[eE])([+-]?)(\d+)$/.exec(text);
  if (exponent) {
    const [, mantissa, sign, digits] = exponent;
    const value = Number(sign + digits!);
    const step = value % 3 === 0 && Math.abs(value) > 3 ? 3 : 1;
    const moved = value < 0 ? value + step : value - step;
    return `${mantissa}${sign === "+" && moved >= 0 ? "+" : ""}${moved}`;
  }
  // A lone 10.0 is a base or a round number, not a mistyped one.
  if (/^(?!10\.)[1-9]\d*0\.0?$/.test(text)) return text.replace(/0(\.0?)$/, "$1");
  if (/^0\.0\d*[1-9]\d*$/.test(text)) return text.replace("0.0", "0.");
  return undefined;
}
