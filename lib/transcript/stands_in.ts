import { plainSigns } from "./read_numbers.ts";

/** A text that may be quoted, ready to be searched. */
export interface Quotable {
  /** On one line, single blanks, without backticks. */
  readonly flat: string;
  /** The same without blanks beside signs: code means the same however it is spaced. */
  readonly tight: string;
}

/** Makes a text searchable. */
export function quotable(text: string): Quotable {
  const flat = flatten(text);
  return { flat, tight: tighten(flat) };
}

/**
 * Whether words or code stand in a text, but for white space and backticks: as whole words, numbers and
 * operators, so that "1.5" stands neither in "-1.5" nor in "11.50", and "<" not in "<=".
 */
export function standsIn(words: string, { flat, tight }: Quotable): boolean {
  const wanted = flatten(words);
  if (wanted === "") return false;
  return find(wanted, flat) || find(tighten(wanted), tight);
}

function flatten(text: string): string {
  return plainSigns(text).replaceAll("`", "").replace(/\s+/g, " ").trim();
}

function tighten(flat: string): string {
  // The blank in "returns -2" shows that this is no subtraction.
  return flat.replace(/ ?([^\p{L}\p{N}_ ]) ?/gu, (whole, sign) => /^ [-+]$/.test(whole) ? whole : sign);
}

const OPERATOR = /^[<>=!+*/%&|^~@-]$/;
const WORD = /^[\p{L}\p{N}_]$/u;

function find(wanted: string, text: string): boolean {
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    if (begins(text, at) && ends(text, at + wanted.length)) return true;
  }
  return false;
}

function begins(text: string, at: number): boolean {
  const [first, before] = [text[at]!, text[at - 1] ?? " "];
  if (WORD.test(first)) {
    if (WORD.test(before)) return false;
    if (!/\d/.test(first)) return true;
    return before !== "." && !(before === "-" && !/[\p{L}\p{N}_)\]}]/u.test(text[at - 2] ?? " "));
  }
  if (/[-+.]/.test(first) && /\d/.test(text[at + 1] ?? "")) return !WORD.test(before) && !isOperator(before);
  return !OPERATOR.test(first) || !isOperator(before);
}

function ends(text: string, end: number): boolean {
  const [last, after] = [text[end - 1]!, text[end] ?? " "];
  if (WORD.test(last)) {
    if (WORD.test(after)) return false;
    return !/\d/.test(last) || after !== "." || !/\d/.test(text[end + 1] ?? "");
  }
  return !OPERATOR.test(last) || !isOperator(after);
}

function isOperator(character: string): boolean {
  return OPERATOR.test(character);
}
