import type { MutantOperator } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { isNumericalSetting, numberOf } from "../numbers.ts";
import { atPlace, contrast, placeOf } from "../phrases.ts";

/** Mistypes a large integer: two digits exchanged, or a zero lost. */
export const integerDigits: MutantOperator = {
  name: "integer_digits",
  family: "constant",
  summary: "Exchanges two digits of an integer from 50 on, or drops its last zero.",
  example: { before: "YEAR = 1968", after: "YEAR = 1986" },
  mutate(site) {
    const { node, source } = site;
    const literal = numberOf(node, source);
    if (literal?.kind !== "int" || literal.value < 50) return [];
    if (isNumericalSetting(site, literal) || site.ancestors.some((above) => above.type === "arguments")) {
      return [];
    }
    const text = mistype(literal.text);
    if (!text) return [];
    const edits = [{ start: node.start, end: node.end, text }];
    const { was, now } = contrast(site, edits);
    const place = placeOf(site);
    const isShorter = text.length < literal.text.length;
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          `${place} has the integer ${now} and needs ${was}.`,
          isShorter
            ? `${atPlace(site)}, a zero is missing from ${was}, and the number ${now} is ten times too small.`
            : `${atPlace(site)}, two digits of ${was} stand in each other's place, which makes it ${now}.`,
        ],
        rootCause: [
          isShorter
            ? `A trailing zero is easily lost in typing ${was}, and what is left is a plausible number as well.`
            : `Neighbouring digits of ${was} changed places in typing, and the number is as long as before.`,
          `Nothing in the code checks a number against its source, so ${now} stays where it was typed.`,
        ],
      }),
    }];
  },
};

function mistype(text: string): string | undefined {
  if (text.endsWith("0") && !text.includes("_")) return text.slice(0, -1);
  for (let at = text.length - 2; at >= 0; at--) {
    const [a, b] = [text[at]!, text[at + 1]!];
    if (a === b || !/\d/.test(a + b) || (at === 0 && b === "0")) continue;
    const swapped = text.slice(0, at) + b + a + text.slice(at + 2);
    return swapped;
  }
  return undefined;
}
