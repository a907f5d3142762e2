/** A number as it stands in a text. */
export interface FoundNumber {
  /** As written, with its sign: "-2", "1e-9", "three". */
  readonly raw: string;
  /** Its value in one spelling: "-2", "1e-9", "3"; what comes out equal is equal, to the last digit. */
  readonly value: string;
  /** Letters that follow without a blank, such as "th" or "pi"; "" as a rule. */
  readonly suffix: string;
  /** Whether it is followed by a percent sign or the word. */
  readonly isPercent: boolean;
  /** Where it begins, without its sign. */
  readonly index: number;
}

const WORDS =
  ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen " +
    "seventeen eighteen nineteen twenty").split(" ");
const LARGER: Readonly<Record<string, number>> = {
  dozen: 12,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  hundred: 100,
  thousand: 1000,
  million: 1_000_000,
  billion: 1_000_000_000,
};
const VALUES: ReadonlyMap<string, string> = new Map([
  ...WORDS.map((word, value) => [word, canonicalNumber(String(value))] as const),
  ...Object.entries(LARGER).flatMap(([word, value]) => [
    [word, canonicalNumber(String(value))] as const,
    ...(word.endsWith("ty")
      ? WORDS.slice(1, 10).map((unit, at) =>
        [`${word}-${unit}`, canonicalNumber(String(value + at + 1))] as const
      )
      : []),
  ]),
  ...WORDS.slice(1, 10).map((unit, at) => [`twenty-${unit}`, String(21 + at)] as const),
]);

/** An alternative for each number word, compounds before their parts. */
export const NUMBER_WORD = [...VALUES.keys()].sort((a, b) => b.length - a.length).join("|");

const DIGITS = String.raw`(?:\d[\d_]*(?:\.\d[\d_]*|\.(?=[eE][+-]?\d))?|\.\d[\d_]*)(?:[eE][+-]?\d+)?`;
// Not within a name such as x2, nor behind the second dot of 3.11.7.
const NUMBER = new RegExp(
  String.raw`(?<![\p{L}\p{N}_])(?<!\d\.)(?:(?<digits>${DIGITS})|(?<word>${NUMBER_WORD})(?![\p{L}\p{N}_]))`,
  "giu",
);
const MINUS_WORD = /\b(?:minus|negative)\s+$/i;

/**
 * The numbers of a text, in digits and in words. A sign belongs to a number that it stands directly before,
 * unless something stands directly before the sign, as in `a-2` or "1-2"; so does the word "minus".
 */
export function findNumbers(text: string): FoundNumber[] {
  const plain = plainSigns(text);
  return [...plain.matchAll(NUMBER)].map((match) => {
    const { index } = match;
    const { digits, word } = match.groups!;
    const rest = plain.slice(index + match[0].length, index + match[0].length + 40);
    const sign = signBefore(plain, index) ? "-" : "";
    const unsigned = digits === undefined ? VALUES.get(word!.toLowerCase())! : canonicalNumber(digits);
    return {
      raw: sign + match[0],
      value: unsigned === "0" ? "0" : sign + unsigned,
      suffix: digits === undefined ? "" : /^[\p{L}_][\p{L}\p{N}_]*/u.exec(rest)?.[0] ?? "",
      isPercent: /^(?:\s?%|[\s-]per ?cent\b)/i.test(rest),
      index,
    };
  });
}

/** A text with the signs for "minus" that keyboards lack as a hyphen. */
export function plainSigns(text: string): string {
  return text.replace(/[\u2212\ufe63\uff0d]/g, "-").replace(/(?<=^|[\s([{=,])[\u2013\u2012](?=\d)/gm, "-");
}

/** A text with "12,000" as 12000. */
export function joinThousands(text: string): string {
  return text.replace(/(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d])/g, (number) => number.replaceAll(",", ""));
}

function signBefore(text: string, index: number): boolean {
  if (MINUS_WORD.test(text.slice(Math.max(0, index - 12), index))) return true;
  return text[index - 1] === "-" && !/[\p{L}\p{N}_)\]}-]/u.test(text[index - 2] ?? " ");
}

/**
 * An unsigned decimal number in one spelling: its digits without zeros at the ends, and its exponent where it
 * has one.
 */
export function canonicalNumber(text: string): string {
  const [mantissa = "", power = "0"] = text.replaceAll("_", "").toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  const short = digits.replace(/0+$/, "");
  if (short === "") return "0";
  const exponent = Number(power) - fraction.length + digits.length - short.length;
  return exponent === 0 ? short : `${short}e${exponent}`;
}
