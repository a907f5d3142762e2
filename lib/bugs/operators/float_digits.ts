import type { MutantOperator } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { isNumericalSetting, numberOf } from "../numbers.ts";
import { atPlace, contrast, placeOf } from "../phrases.ts";

const LEAST_CHANGE = 0.01;
const MOST_CHANGE = 0.6;

/**
 * Exchanges two neighbouring digits of a float with three or more: the least change of 1 % or more.
 * Measured constants below 1e-6 count too; tolerances have fewer digits.
 */
export const floatDigits: MutantOperator = {
  name: "float_digits",
  family: "constant",
  summary: "Exchanges two digits of a measured constant.",
  example: { before: "G = 6.674e-11", after: "G = 6.764e-11" },
  mutate(site) {
    const { node, source } = site;
    const literal = numberOf(node, source);
    if (literal?.kind !== "float" || literal.digits.length < 3) return [];
    if (isNumericalSetting(site, literal)) return [];
    const text = leastTransposition(literal.text, literal.value);
    if (!text) return [];
    const edits = [{ start: node.start, end: node.end, text }];
    const { was, now } = contrast(site, edits);
    const percent = Math.abs(Number(text.replaceAll("_", "")) / literal.value - 1) * 100;
    const place = placeOf(site);
    const side = Number(text.replaceAll("_", "")) > literal.value ? "above" : "below";
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          `${place} has the number ${now}, which is ${
            percent.toPrecision(2)
          } % ${side} the right one, ${was}.`,
          `${atPlace(site)}, two digits of ${was} have changed places, and the number reads ${now}.`,
        ],
        rootCause: [
          `Transposed digits are a common slip in copying a number, and ${now} looks no less plausible than ${was}.`,
          `The number has the right digits in the wrong order, so neither its length nor its power of ten gives the slip away in ${now}.`,
        ],
      }),
    }];
  },
};

function leastTransposition(text: string, value: number): string | undefined {
  let best: { text: string; change: number } | undefined;
  const mantissa = text.search(/[eE]|$/);
  const pattern = /\d(?=\.?\d)/g;
  for (const { index: at } of text.slice(0, mantissa).matchAll(pattern)) {
    const next = text[at + 1] === "." ? at + 2 : at + 1;
    const letters = [...text];
    [letters[at], letters[next]] = [text[next]!, text[at]!];
    const swapped = letters.join("");
    const change = Math.abs(Number(swapped.replaceAll("_", "")) / value - 1);
    const leadsWithZero = /^0\d/.test(swapped);
    if (leadsWithZero || change < LEAST_CHANGE || change > MOST_CHANGE) continue;
    if (!best || change < best.change) best = { text: swapped, change };
  }
  return best?.text;
}
