import type { Seed } from "../core/seed.ts";
import { levenshteinDistance } from "../deps/text.ts";
import { isContrast, type NameWords, nameWords } from "./name_words.ts";

/**
 * Share of words, of all that two names have, from which on they are the same: three of four. The closest two
 * of the built-in catalogue's scenarios share three of seven.
 */
const SAME_TOPIC = 0.7;

/** The same for names of different topics, where one word more may mean another thing. */
const OTHER_TOPIC = 0.8;

interface Entry extends NameWords {
  readonly seed: Seed;
  readonly contrasts: string;
  /** All letters, for names that differ in blanks and hyphens alone. */
  readonly letters: string;
}

/** Scenarios among which near-duplicates of another one are looked for, by their subtopics. */
export class NameIndex {
  readonly #entries: Entry[] = [];

  /** An index of these scenarios. */
  constructor(seeds: Iterable<Seed> = []) {
    for (const seed of seeds) this.add(seed);
  }

  /** Takes a scenario in. */
  add(seed: Seed): void {
    this.#entries.push(entryOf(seed));
  }

  /**
   * The first scenario whose subtopic says nearly the same in other words; null where there is none. Numbers,
   * orders and opposites (first and second, explicit and implicit) always make a difference.
   */
  nearest(seed: Seed): Seed | null {
    const asked = entryOf(seed);
    return this.#entries.find((entry) => isNear(asked, entry))?.seed ?? null;
  }
}

function entryOf(seed: Seed): Entry {
  const words = nameWords(seed.subtopic);
  return {
    seed,
    ...words,
    contrasts: words.telling.filter(isContrast).join(" "),
    letters: seed.subtopic.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, ""),
  };
}

function isNear(a: Entry, b: Entry): boolean {
  if (a.letters === b.letters && a.letters !== "") return true;
  if (a.contrasts !== b.contrasts) return false;
  const limit = isSameTopic(a.seed, b.seed) ? SAME_TOPIC : OTHER_TOPIC;
  const [few, many] = a.telling.length < b.telling.length ? [a, b] : [b, a];
  if (few.telling.length < limit * many.telling.length) return false;
  if (limit === OTHER_TOPIC && many.telling.length < 3 && isOtherKind(a, b)) return false;
  const left = many.telling.filter((word) => !few.telling.includes(word));
  const sum = few.telling.length + many.telling.length;
  let shared = many.telling.length - left.length;
  for (const word of few.telling) {
    if (many.telling.includes(word)) continue;
    const at = left.findIndex((other) => isMisspelled(word, other));
    if (at < 0) continue;
    left.splice(at, 1);
    shared++;
  }
  return shared > 0 && shared >= limit * (sum - shared);
}

function isSameTopic(a: Seed, b: Seed): boolean {
  return a.domain.toLowerCase() === b.domain.toLowerCase() && a.topic.toLowerCase() === b.topic.toLowerCase();
}

/** Whether both name their kind, and not the same: Euler's equations are not Euler's method. */
function isOtherKind(a: Entry, b: Entry): boolean {
  return a.kinds.length > 0 && b.kinds.length > 0 && a.kinds.join(" ") !== b.kinds.join(" ");
}

/**
 * Whether two words differ by one letter that may be a slip: not at the beginning, where other words differ.
 */
function isMisspelled(a: string, b: string): boolean {
  if (isContrast(a) || isContrast(b) || Math.min(a.length, b.length) < 5) return false;
  return a.slice(0, 3) === b.slice(0, 3) && levenshteinDistance(a, b) === 1;
}
