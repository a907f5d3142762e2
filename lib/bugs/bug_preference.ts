import type { BugFamily } from "../core/candidate.ts";
import { seededRandom } from "../core/random.ts";

/**
 * How often a family comes first, against the others: mistakes that scientists make in formulas, units, indices and
 * loops above those that only a checker of input would see.
 */
export const FAMILY_WEIGHTS: Readonly<Record<BugFamily, number>> = {
  comparison: 9,
  arithmetic: 10,
  logic: 8,
  constant: 9,
  unit: 8,
  index: 9,
  iteration: 9,
  argument: 9,
  data: 8,
  numerics: 10,
  error_handling: 4,
  state: 7,
  author: 10,
  model: 10,
};

/** What a bug gets for being of the family that comes first; each place further down it is the less. */
const FAMILY_BONUS = 1.6;
const FAMILY_DECAY = 0.6;
/** What a bug gets at most for its operator. */
const OPERATOR_BONUS = 0.8;

/**
 * Which kinds of bugs one task prefers. No task knows of the others of its batch, so each draws its own order, from the
 * module and the task's number alone: over many tasks no kind comes up more often than its weight.
 */
export class BugPreference {
  readonly #seed: string;
  readonly #places: ReadonlyMap<string, number>;

  /** A preference that follows from a text. */
  constructor(seed: string) {
    this.#seed = seed;
    const random = seededRandom(seed);
    // Efraimidis and Spirakis (2006): sorted by u^(1/weight), the order is drawn by weight, without repetition.
    const keys = Object.entries(FAMILY_WEIGHTS).map(([family, weight]) =>
      [family, random.next() ** (1 / weight)] as const
    );
    this.#places = new Map(
      keys.toSorted(([, a], [, b]) => b - a).map(([family], place) => [family, place]),
    );
  }

  /** What a bug's family and operator add to its score. */
  bonus({ family, operator }: { readonly family: BugFamily; readonly operator: string }): number {
    const place = this.#places.get(family) ?? this.#places.size;
    return FAMILY_BONUS * FAMILY_DECAY ** place +
      OPERATOR_BONUS * seededRandom(`${this.#seed} ${operator}`).next();
  }
}
