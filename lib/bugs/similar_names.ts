const LETTER_GROUPS = ["ijk", "xyz", "uvw", "mn", "pqr", "abcd", "kl"];
const RELATED_WORDS = [
  ["lo", "hi"],
  ["low", "high"],
  ["lower", "upper"],
  ["left", "right"],
  ["start", "stop", "end"],
  ["first", "last"],
  ["previous", "prev", "current", "next"],
  ["old", "new"],
  ["row", "column", "col"],
  ["width", "height", "depth"],
  ["lat", "lon"],
  ["inner", "outer"],
  ["source", "target", "sink"],
  ["numerator", "denominator"],
  ["mean", "median", "variance"],
  ["call", "put"],
  ["spot", "strike"],
  ["alpha", "beta", "gamma"],
  ["sigma", "mu"],
  ["apoapsis", "periapsis"],
  ["perihelion", "aphelion"],
  ["inflow", "outflow"],
  ["up", "down"],
  ["early", "late"],
  ["predecessors", "successors"],
  ["parent", "child"],
  ["parents", "children"],
  ["rows", "columns"],
  ["supply", "demand"],
];

/**
 * Whether two names are easily taken for each other: `x0` and `x1`, `r_apo` and `r_peri`, `lower` and
 * `upper`, `dx` and `dy`, `rate` and `rate_new`.
 */
export function areSimilar(one: string, other: string): boolean {
  if (one === other || one === "_" || other === "_") return false;
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  if (a.length === 1 && b.length === 1) {
    return LETTER_GROUPS.some((group) => group.includes(a) && group.includes(b));
  }
  if (RELATED_WORDS.some((words) => words.includes(a) && words.includes(b))) {
    return true;
  }
  const [x, y] = [a.split("_").filter(Boolean), b.split("_").filter(Boolean)];
  if (x.length === y.length) {
    const differing = x.filter((word, at) => word !== y[at]).length;
    if (x.length > 1) return differing === 1;
    return areOneLetterApart(a, b);
  }
  const [short, long] = x.length < y.length ? [x, y] : [y, x];
  return short.length > 0 && long.length === short.length + 1 &&
    (short.every((word, at) => word === long[at]) ||
      short.every((word, at) => word === long[at + 1]));
}

/** The name of a list that is most easily taken for another: the first similar one. */
export function mostSimilar(
  name: string,
  others: readonly string[],
): string | undefined {
  return others.find((other) => areSimilar(name, other));
}

function areOneLetterApart(a: string, b: string): boolean {
  if (a.length !== b.length) {
    const [short, long] = a.length < b.length ? [a, b] : [b, a];
    return long.length === short.length + 1 && long.startsWith(short) &&
      /\d$/.test(long);
  }
  const differing = [...a].filter((letter, at) => letter !== b[at]).length;
  const isNumbered = /\d$/.test(a) && /\d$/.test(b);
  return differing === 1 && (a.length <= 3 || isNumbered);
}
