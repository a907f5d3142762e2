import type { AstNode } from "../../core/ast.ts";
import type { MutantOperator } from "../../core/operator.ts";
import { isNumber } from "../numbers.ts";
import { contrast, placeOf, textOf } from "../phrases.ts";
import { isInSubscript, isSequence } from "../surroundings.ts";

const OTHER: Record<string, readonly [string, string]> = {
  "math.remainder": [
    "math.fmod",
    "`math.remainder` lies around zero, up to half a period to either side; `math.fmod` goes up to a whole period.",
  ],
  "math.fmod": [
    "math.remainder",
    "`math.fmod` keeps the sign of its first argument; `math.remainder` does not.",
  ],
};

/** Wraps a value into another period: `math.fmod` for `math.remainder` or for `%`. */
export const remainderKind: MutantOperator = {
  name: "remainder_kind",
  family: "numerics",
  summary: "Swaps math.remainder(), math.fmod() and % of floats.",
  example: { before: "angle = math.remainder(angle, TWO_PI)", after: "angle = math.fmod(angle, TWO_PI)" },
  mutate(site) {
    const { node, source } = site;
    const edit = node.type === "Call" ? ofCall(node, source) : ofModulo();
    if (!edit) return [];
    const edits = [{ start: edit.start, end: edit.end, text: edit.text }];
    const { was, now } = contrast(site, edits);
    return [{
      edits,
      description: `${placeOf(site)} wraps by ${now} instead of ${was}.`,
      rootCause: edit.rootCause,
    }];

    function ofModulo() {
      if (node.type !== "BinOp" || (node.op as AstNode).type !== "Mod" || isInSubscript(site)) {
        return undefined;
      }
      const [left, right] = [node.left as AstNode, node.right as AstNode];
      const [a, b] = [textOf(site, left), textOf(site, right)];
      // Only a period that is no whole number tells a float.
      const isFloat = /\bpi\b|PI\b|TAU|\d\.\d*$/.test(b);
      if (isSequence(left, source) || isNumber(left, source) || !isFloat || /[\n#]/.test(a + b)) {
        return undefined;
      }
      if (!/^import math$/m.test(source)) return undefined;
      const rootCause = "`%` gives a value from zero up; `math.fmod` keeps the sign of negative values.";
      return { start: node.start, end: node.end, text: `math.fmod(${a}, ${b})`, rootCause };
    }
  },
};

function ofCall(node: AstNode, source: string) {
  const called = node.func as AstNode;
  const other = OTHER[source.slice(called.start, called.end)];
  return other && { start: called.start, end: called.end, text: other[0], rootCause: other[1] };
}
