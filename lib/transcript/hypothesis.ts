import type { TestResult } from "../core/test_run.ts";
import { relativeSize } from "./told_drift.ts";

/** Factors that one meets where a unit or a definition is wrong, and what they would mean. */
const FACTORS: readonly (readonly [factor: number, meaning: string])[] = [
  [2, "a factor of 2 too much or too little, as from a half that was lost or counted twice"],
  [3.6, "a factor of 3.6, as between km/h and m/s"],
  [60, "a factor of 60, as between minutes and seconds or minutes and hours"],
  [100, "a factor of 100, as from a percentage"],
  [1000, "a factor of 1000, as from a missing kilo or milli"],
  [3600, "a factor of 3600, as between hours and seconds"],
  [Math.PI, "a factor of pi"],
  [2 * Math.PI, "a factor of 2 pi, as between a frequency and an angular frequency"],
  [180 / Math.PI, "a factor of 180/pi, as from degrees where radians belong"],
];

/** What an exception suggests. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  IndexError: "an index or a length that does not match its list",
  KeyError: "a key that is looked up under another name than it is kept",
  ZeroDivisionError: "a denominator that should not be able to become zero here",
  TypeError: "a value of another kind than the code works with, or an argument that is missing",
  AttributeError: "an attribute under another name, or an object of another kind than expected",
  NameError: "a name that is used before or outside of where it is set",
  UnboundLocalError: "a name that is not set on every way through the function",
  RecursionError: "a recursion whose end is never reached",
  OverflowError: "a quantity that grows without bound, such as a wrong sign in an exponent",
  ValueError: "a check that refuses good input, or a value outside of the domain of a function",
};

/** What the words of a failure suggest, as a guess that is to be checked; null where they suggest nothing. */
export function hypothesisOf({ status, errorType, message }: TestResult): string | null {
  const [first = ""] = message.split("\n");
  if (/^\w+ not raised\b/.test(first)) return "a check that no longer sees what it should refuse";
  if (status === "errored") return EXCEPTIONS[errorType] ?? null;
  const compared = comparedNumbers(message);
  return compared ? readNumbers(...compared) : null;
}

/** The two numbers that an assertion compares: what came and what was expected. */
function comparedNumbers(message: string): readonly [came: number, expected: number] | null {
  const number = "-?(?:\\d+\\.?\\d*(?:e[-+]?\\d+)?|inf|nan)";
  const plain = new RegExp(`^(${number}) != (${number})(?: |$)`, "m").exec(message);
  const element = new RegExp(`^First differing element \\d+:\\n(${number})\\n(${number})$`, "m").exec(
    message,
  );
  const found = element ?? plain;
  return found ? [toNumber(found[1]!), toNumber(found[2]!)] : null;
}

function toNumber(text: string): number {
  return text === "nan" ? NaN : Number(text.replace("inf", "Infinity"));
}

function readNumbers(came: number, expected: number): string | null {
  if (Number.isNaN(came)) return "an operation without a defined result, which gives nan";
  if (!Number.isFinite(came)) return "a quantity that overflows";
  if (came === 0) return "a contribution that is lost altogether";
  if (expected === 0) return "two parts that should cancel and do not";
  if (isNear(came, -expected)) return "a sign: the size is right";
  const ratio = Math.abs(came / expected);
  const found = FACTORS.find(([factor]) => isNear(ratio, factor) || isNear(1 / ratio, factor));
  if (found) return found[1];
  if (Number.isInteger(came) && Number.isInteger(expected) && Math.abs(came - expected) === 1) {
    return "a count, index or limit that is off by one";
  }
  if (came * expected < 0) return "a sign, though the size does not fit either";
  if (isNear(ratio, 1, 0.05)) {
    return `a small term or a coefficient and not the structure: the relative error is ${
      relativeSize(came, expected)
    }`;
  }
  return null;
}

function isNear(a: number, b: number, tolerance = 1e-4): boolean {
  return Math.abs(a - b) <= tolerance * Math.abs(b);
}
