import type { MutantOperator } from "../../core/operator.ts";
import { isNumericalSetting, numberOf } from "../numbers.ts";
import { contrast, placeOf } from "../phrases.ts";

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
    return [{
      edits,
      description: `${placeOf(site)} has ${now} instead of ${was}, ${percent.toPrecision(2)} % off.`,
      rootCause: "Two digits of the number changed places in typing.",
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
