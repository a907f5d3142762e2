import type { SpanEdit } from "../core/span_edit.ts";

/** A number for the place of a wrong one that is not right either. */
export interface OtherNumber {
  /** Of the healthy module. */
  readonly edit: SpanEdit;
  /** What stands there in the healthy module. */
  readonly right: string;
  /** What stands there afterwards. */
  readonly wrong: string;
}

/** From this ratio on numbers differ by a factor and not by a step. */
const FAR = 5;
const NUMBER = /^(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** Where a fault is a single wrong number: numbers beyond it, between both, and beyond the right one. */
export function otherNumbers(edits: readonly SpanEdit[], healthy: string): readonly OtherNumber[] {
  const [edit, ...others] = edits;
  if (edit === undefined || others.length > 0) return [];
  const { start, end, text } = edit;
  const right = healthy.slice(start, end);
  if (!NUMBER.test(right) || !NUMBER.test(text) || /[\w.]/.test(healthy[start - 1] ?? "")) return [];
  return guesses(right, text).filter((wrong) => ![Number(right), Number(text)].includes(Number(wrong)))
    .map((wrong) => ({ edit: { start, end, text: wrong }, right, wrong }));
}

function guesses(right: string, faulty: string): readonly string[] {
  const powers = [right, faulty].map((number) => NUMBER.exec(number)![3]);
  if (powers.every((power) => power !== undefined)) {
    const [a, b] = powers.map(Number) as [number, number];
    const mantissa = right.slice(0, right.search(/e/i) + 1);
    return [2, 3, 4].map((part) => Math.round(b + (a - b) / part)).concat(a + Math.sign(b - a))
      .map((power) => `${mantissa}${power}`);
  }
  const [a, b] = [Number(right), Number(faulty)];
  const [step, ratio] = [b - a, b / a];
  const isWhole = !right.includes(".");
  // What is far off is so by a factor.
  const values = ratio >= FAR || ratio <= 1 / FAR
    ? [round(a / ratio), round(b * ratio)]
    : [a + step / 2, a - step, b + step, a - step / 2];
  return values.filter((value) => value > 0 && (!isWhole || Number.isInteger(value)) && isShort(value))
    .map((value) => isWhole ? String(value) : inStyle(value, right));
}

/** Without the last bits, which no one wrote. */
function round(value: number): number {
  return Number(value.toPrecision(12));
}

/** Nobody guesses many digits. */
function isShort(value: number): boolean {
  return String(value).replace(/\D/g, "").length <= 4 && value < 1e6;
}

function inStyle(value: number, model: string): string {
  const text = String(value);
  if (/e/i.test(text)) return text;
  const [, , digits = ""] = NUMBER.exec(model)!;
  return text.includes(".") ? text : `${text}.${"0".repeat(Math.max(1, digits.length))}`;
}
