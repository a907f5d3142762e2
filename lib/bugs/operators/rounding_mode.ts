import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { contrast, placeOf, textOf } from "../phrases.ts";

const OTHER_MODE: Record<string, readonly [string, string]> = {
  round: ["int", "`int` cuts the fraction off, so values just below a whole number drop to the one before."],
  "math.floor": [
    "round",
    "`round` goes to the nearest whole number, so half of the values come out one too high.",
  ],
  "math.ceil": [
    "round",
    "`round` goes to the nearest whole number, so half of the values come out one too low.",
  ],
  int: ["round", "`round` goes up from one half, and the fraction has to be cut off."],
};

/** Rounds in another way: cuts off for rounding, nearest for up or down. */
export const roundingMode: MutantOperator = {
  name: "rounding_mode",
  family: "numerics",
  summary: "Swaps round() with int(), and floor() and ceil() with round().",
  example: { before: "cells = math.ceil(length / dx)", after: "cells = round(length / dx)" },
  mutate(site) {
    const { node } = site;
    if (node.type !== "Call" || (node.keywords as AstNode[]).length > 0) return [];
    const called = node.func as AstNode;
    const name = textOf(site, called);
    const [argument, ...more] = node.args as AstNode[];
    if (!argument || more.length > 0 || !Object.hasOwn(OTHER_MODE, name)) return [];
    // `int("3")` reads a number, `int(flag)` counts.
    if (name === "int" && argument.type !== "BinOp") return [];
    const [text, rootCause] = OTHER_MODE[name]!;
    const edits = [{ start: called.start, end: called.end, text }];
    const { was, now } = contrast(site, edits);
    return [{ edits, description: `${placeOf(site)} rounds by ${now} instead of ${was}.`, rootCause }];
  },
};
