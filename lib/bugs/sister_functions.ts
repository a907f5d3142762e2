/** Functions that are taken for each other, and why that is wrong. */
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
/** Functions of which only the first is taken for the second. */
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

/** The function that is easily called for one of a name, and why that is wrong; undefined where there is none. */
export function sisterOf(name: string): { sister: string; reason: string } | undefined {
  for (const [one, other, reason] of PAIRS) {
    if (name === one) return { sister: other, reason };
    if (name === other) return { sister: one, reason };
  }
  const oneWay = ONE_WAY.find(([from]) => from === name);
  return oneWay && { sister: oneWay[1], reason: oneWay[2] };
}
