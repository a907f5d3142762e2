import type { AstNode } from "../../core/ast.ts";
import { nameOf } from "../../core/ast.ts";
import type { MutantOperator, MutationSite } from "../../core/operator.ts";
import { chooseWords } from "../choose_words.ts";
import { atPlace, contrast, placeOf, spotOf, textOf } from "../phrases.ts";

const PAIRS: readonly (readonly [string, string, string])[] = [
  [
    "sin",
    "cos",
    "Sine and cosine give the two perpendicular components, and which of them applies depends on the axis that the angle is measured from.",
  ],
  [
    "sinh",
    "cosh",
    "One of the two hyperbolic functions is odd and the other even, so at zero one of them vanishes and the other is one.",
  ],
  [
    "asin",
    "acos",
    "The two inverse functions give complementary angles, so the angle is measured from the other axis.",
  ],
  ["floor", "ceil", "The two functions agree on whole numbers only, and everywhere else they differ by one."],
  [
    "log",
    "log10",
    "Natural and decimal logarithm differ by a constant factor, and written formulas often call both of them log.",
  ],
  [
    "min",
    "max",
    "The opposite extreme decides, so a limit acts from the wrong side or the wrong one of the values is kept.",
  ],
  [
    "pstdev",
    "stdev",
    "The two estimates differ in their divisor, n for a whole population and n - 1 for a sample.",
  ],
  [
    "pvariance",
    "variance",
    "The two variances differ in their divisor, n for a whole population and n - 1 for a sample.",
  ],
  [
    "bisect_left",
    "bisect_right",
    "The two searches differ only where the value equals an entry of the list, and there they end on opposite sides of it.",
  ],
  [
    "erf",
    "erfc",
    "The error function and its complement add up to one, so a rising curve takes the place of a falling one or the reverse.",
  ],
  ["mean", "median", "Mean and median coincide for symmetric data and part as soon as the data are skewed."],
  [
    "comb",
    "perm",
    "One function counts selections and the other arrangements, so they differ by the factorial of the number chosen.",
  ],
  [
    "gamma",
    "lgamma",
    "One of the two is the logarithm of the other, and their names differ by a single letter.",
  ],
];
const ONE_WAY: readonly (readonly [string, string, string])[] = [
  ["log2", "log", "The natural logarithm differs from the logarithm to base two by a constant factor."],
  [
    "log1p",
    "log",
    "The argument of log1p is the distance from one, and the plain logarithm takes it for the value itself.",
  ],
  [
    "expm1",
    "exp",
    "The function expm1 takes one off the exponential, and without that the result is too large by one.",
  ],
  [
    "tan",
    "sin",
    "Tangent and sine agree closely for small angles, so the exchange shows only as the angle grows.",
  ],
  ["round", "int", "Truncation drops the fraction, whereas rounding goes to the nearest whole number."],
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
    const place = placeOf(site);
    return [{
      edits,
      ...chooseWords(site, {
        description: [
          `${place} calls \`${found.sister}\` in ${now}; the function needed is \`${name}\`.`,
          `${atPlace(site)}, the value comes from ${now}, which has to be a call of \`${name}\`${
            spotOf(site)
          }.`,
        ],
        rootCause: [
          found.reason,
          `The functions \`${found.sister}\` and \`${name}\` accept the same arguments, so the wrong one of them raises no objection.`,
        ],
      }),
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
