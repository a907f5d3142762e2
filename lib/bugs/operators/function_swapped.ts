import type { AstNode } from "../../core/ast.ts";
import { nameOf } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { contrast, placeOf, textOf } from "../phrases.ts";

const PAIRS: readonly (readonly [string, string, string])[] = [
  ["sin", "cos", "The other component of the direction is taken: sine and cosine are exchanged."],
  ["sinh", "cosh", "The odd and the even hyperbolic function are exchanged."],
  [
    "asin",
    "acos",
    "The inverse of the other trigonometric function is taken: the angle is measured from the other axis.",
  ],
  ["floor", "ceil", "The value is rounded in the wrong direction."],
  ["log", "log10", "The logarithm is taken to the wrong base: natural and decimal logarithms are mixed up."],
  ["min", "max", "The wrong end of the values is chosen: smallest and largest are mixed up."],
  ["pstdev", "stdev", "Population and sample estimate differ in the divisor: n or n - 1."],
  ["pvariance", "variance", "Population and sample estimate differ in the divisor: n or n - 1."],
  ["bisect_left", "bisect_right", "The two searches differ where the value equals an entry of the table."],
  ["erf", "erfc", "The error function and its complement are mixed up."],
  ["mean", "median", "Mean and median differ for skewed data."],
  ["comb", "perm", "Selections are counted with or without regard to order."],
  ["gamma", "lgamma", "The gamma function and its logarithm are mixed up."],
];
const ONE_WAY: readonly (readonly [string, string, string])[] = [
  ["log2", "log", "The logarithm is taken to the wrong base."],
  ["log1p", "log", "The argument of log1p is the distance from one, not the value itself."],
  ["expm1", "exp", "The one that expm1 subtracts is missing."],
  ["tan", "sin", "Tangent and sine agree for small angles only."],
];

/** Calls the sister of a function: cosine for sine, maximum for minimum. */
export const functionSwapped: MutantOperator = {
  name: "function_swapped",
  family: "argument",
  summary: "Calls a function with a similar name or meaning.",
  example: { before: "x = r * math.cos(phi)", after: "x = r * math.sin(phi)" },
  mutate(site) {
    const { node } = site;
    if (node.type !== "Call") return [];
    const called = node.func as AstNode;
    const name = nameOf(called);
    const found = sisterOf(name);
    if (!found || !isAvailable(found.sister, called, site)) return [];
    const edits = [{ start: called.end - name.length, end: called.end, text: found.sister }];
    const { now } = contrast(site, edits);
    return [{
      edits,
      description: `${placeOf(site)} calls ${now}: \`${found.sister}\` instead of \`${name}\`.`,
      rootCause: found.reason,
    }];
  },
};

function sisterOf(name: string): { sister: string; reason: string } | undefined {
  for (const [one, other, reason] of PAIRS) {
    if (name === one) return { sister: other, reason };
    if (name === other) return { sister: one, reason };
  }
  const oneWay = ONE_WAY.find(([from]) => from === name);
  return oneWay && { sister: oneWay[1], reason: oneWay[2] };
}

/** A function of an imported module, a builtin, or a name that the module imports itself. */
function isAvailable(sister: string, called: AstNode, site: MutationSite): boolean {
  if (called.type === "Attribute") {
    return /^(?:math|cmath|statistics|bisect|np|numpy)$/.test(textOf(site, called.value as AstNode));
  }
  if (["min", "max"].includes(sister)) return true;
  return new RegExp(`^from [\\w.]+ import [^#]*\\b${sister}\\b`, "m").test(site.source);
}
