import { parseJson } from "../core/parse_json.ts";
import { accept, type Outcome } from "../core/rejection.ts";

/** A number as it was written, since 1 and 1.0 are two things in Python. */
export class NumberText {
  /** As in the JSON, or NaN, Infinity, -Infinity. */
  readonly text: string;

  /** A number of that spelling. */
  constructor(text: string) {
    this.text = text;
  }
}

/** A value of an example: JSON's, with numbers as they were written, or as JavaScript has them. */
export type ExampleValue =
  | null
  | boolean
  | string
  | number
  | bigint
  | NumberText
  | readonly ExampleValue[]
  | { readonly [key: string]: ExampleValue };

const TOKEN = /"(?:[^"\\]|\\.)*"|(?:-?(?:Infinity|\d[\d.eE+-]*)|NaN)(?!\s*:)/gs;
const NUMBER = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|-?Infinity|NaN)$/;

/** A JSON text with its numbers as they are written; NaN and Infinity may stand in it, as Python writes them. */
export function parseExampleJson(text: string): Outcome<ExampleValue> {
  // Strings and numbers are told apart by their first letter afterwards.
  const marked = text.replace(
    TOKEN,
    (token) => token.startsWith('"') ? `"s${token.slice(1)}` : NUMBER.test(token) ? `"n${token}"` : token,
  );
  const parsed = parseJson(marked);
  return parsed.ok ? accept(restore(parsed.value)) : parsed;
}

function restore(value: unknown): ExampleValue {
  if (typeof value === "string") {
    return value.startsWith("n") ? new NumberText(value.slice(1)) : value.slice(1);
  }
  if (Array.isArray(value)) return value.map(restore);
  if (typeof value !== "object" || value === null) return value as null | boolean;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key.slice(1), restore(item)]));
}

/** Whether a value is a mapping. */
export function isMappingValue(value: ExampleValue): value is { readonly [key: string]: ExampleValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value) &&
    !(value instanceof NumberText);
}

/** A number's spelling; null for what is no number. */
export function numberText(value: ExampleValue): string | null {
  if (value instanceof NumberText) return value.text;
  return typeof value === "number" || typeof value === "bigint" ? String(value) : null;
}

/** Whether Python has a float of it. */
export function isFloat(value: ExampleValue): boolean {
  const text = numberText(value);
  return text !== null && /[.eEIN]/.test(text);
}

/** A value as Python's source has it; `math` must be there for nan and inf. */
export function toPython(value: ExampleValue): string {
  const number = numberText(value);
  if (number !== null) {
    return number === "NaN" ? "math.nan" : number.replace(/^(-?)Infinity$/, "$1math.inf");
  }
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "string") return pythonText(value);
  if (Array.isArray(value)) return `[${value.map(toPython).join(", ")}]`;
  return `{${
    Object.entries(value).map(([key, item]) => `${pythonText(key)}: ${toPython(item)}`).join(", ")
  }}`;
}

/** A text as Python's source has it: printable characters as they are. */
export function pythonText(text: string): string {
  const escaped = JSON.stringify(text).replace(
    /[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return escaped;
}
