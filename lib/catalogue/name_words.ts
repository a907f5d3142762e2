/** Endings that go, with what takes their place. */
const ENDINGS: readonly (readonly [ending: RegExp, place: string])[] = [
  [/(?<=.{4})i[sz](?:ations?|ing|ed?|ers?)$/, "iz"],
  [/(?<=.{4})(?:ations?|ating|ators?|ated?|ative|ates)$/, ""],
  [/(?<=.{4})(?:ings?|ions?|ors?|ers?|ed|ive)$/, ""],
  [/(?<=.{3})e$/, ""],
];

/** Words that end as a plural does. */
const SINGULARS: ReadonlySet<string> = new Set(["lens", "gas", "bias", "chaos", "across"]);

/** Words that join others. */
const JOINTS: ReadonlySet<string> = stems(`
  a an and as at by for from in into of on onto over per the to under using via when with within`);

/** Words for the kind of thing that a name is of: a lens equation is a lens formula. */
const KINDS: ReadonlySet<string> = stems(`
  algorithm analysis application approach basic calculation computation concept equation formula formulation
  introduction law method model modeling problem procedure relation rule scheme simulation solution solver
  technique theory`);

/** Words that set two otherwise equal names apart, as numbers do. */
const CONTRASTS: ReadonlySet<string> = stems(`
  zero one two three four five six first second third fourth fifth sixth single double triple quadruple half
  absorption adsorption absorbed adsorbed anion cation backward forward inverse reverse direct indirect
  continuous discrete closed open cooling heating coupled decoupled uncoupled damped undamped dynamic static
  elastic inelastic plastic even odd explicit implicit semi external internal inner outer finite infinite
  harmonic anharmonic homogeneous heterogeneous inhomogeneous horizontal vertical left right linear nonlinear
  long short lower upper major minor max maximum min minimum maximal minimal parallel series serial
  periodic aperiodic positive negative real complex reversible irreversible stable unstable steady unsteady
  transient
  compressible incompressible subsonic supersonic hypersonic symmetric asymmetric antisymmetric
  uniform nonuniform weighted unweighted laminar turbulent primal dual`);

/** What a name says. */
export interface NameWords {
  /** Stems of the words that tell what it is about, each once, in alphabetical order. */
  readonly telling: readonly string[];
  /** Stems of the words for its kind, likewise: equation, method and so on. */
  readonly kinds: readonly string[];
}

/**
 * A name's words, without case, accents, punctuation, endings and order. Where nothing else tells what a name
 * is about, words for a kind do, else those that join others.
 */
export function nameWords(name: string): NameWords {
  const all = [...new Set(stemsOf(name))].sort();
  const kinds = all.filter((stem) => KINDS.has(stem));
  const telling = all.filter((stem) => !KINDS.has(stem) && !JOINTS.has(stem));
  if (telling.length > 0) return { telling, kinds };
  return { telling: kinds.length > 0 ? kinds : all, kinds: [] };
}

/** Whether a stem is a number, an order, or one of two opposites. */
export function isContrast(stem: string): boolean {
  return /\d/.test(stem) || CONTRASTS.has(stem) || /^non.{4,}$/.test(stem);
}

/** The same text for all spellings of one name. */
export function spellingKey(name: string): string {
  return nameWords(name).telling.join(" ") || name.trim().toLowerCase();
}

function stemsOf(text: string): string[] {
  const plain = text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase().replaceAll(/['’]s?\b/g, "");
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map(stem);
}

function stems(words: string): ReadonlySet<string> {
  return new Set(stemsOf(words));
}

/**
 * A word without its endings, in one of its spellings: modelling and modeled, fibre and fiber, orbits and
 * orbit.
 */
function stem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  let short = word.replace(/ies$/, "y").replace(/(?<=ss|x|ch|sh)es$/, "");
  if (!SINGULARS.has(word)) short = short.replace(/(?<![suiy])s$/, "");
  short = short.replace(/our$/, "or").replace(/(?<=[^aeiou])re$/, "er");
  // Twice, for words such as filtering.
  for (let round = 0; round < 2; round++) {
    const found = ENDINGS.find(([ending]) => ending.test(short));
    if (found) short = short.replace(...found);
  }
  // A letter is doubled before some endings: modelling, fitted.
  return short.replace(/([bdglmnprt])\1$/, "$1");
}
