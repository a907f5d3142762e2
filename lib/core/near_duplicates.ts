import { contentHash } from "./content_hash.ts";
import { isNearDuplicate, shingleHashes, sketchOf } from "./token_shingles.ts";

/**
 * Bands of rows of MinHash values: two modules are compared if they agree in all rows of a band. At the least similarity
 * that matters, 0.6, one pair in 260 is overlooked; of pairs with 0.1, which share their style, one in 250 is compared.
 */
const BANDS = 40;
const ROWS = 4;

/**
 * Groups modules that are the same in other words, for datasets of a hundred thousand: MinHash with banding (Leskovec,
 * Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3) finds pairs that may be, and their sketches decide. About
 * 3 kB a distinct module; what is added twice costs nothing more.
 */
export class NearDuplicateIndex {
  /** Places of modules by the hash of their text. */
  readonly #known = new Map<string, number>();
  readonly #names: string[] = [];
  readonly #sketches: Uint32Array[] = [];
  /** Each module's place in its group: the place of another one, or its own. */
  readonly #parents: number[] = [];
  readonly #buckets: readonly Map<number, number[]>[] = Array.from({ length: BANDS }, () => new Map());

  /** Adds a module; gives its place for {@linkcode groupOf}. */
  add(code: string): number {
    const name = contentHash(code).slice(0, 16);
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const place = this.#names.length;
    const hashes = shingleHashes(code);
    const sketch = sketchOf(hashes);
    this.#known.set(name, place);
    this.#names.push(name);
    this.#sketches.push(sketch);
    this.#parents.push(place);
    for (const other of this.#candidates(bandsOf(hashes), place)) {
      if (this.#root(other) !== this.#root(place) && isNearDuplicate(sketch, this.#sketches[other]!)) {
        this.#join(other, place);
      }
    }
    return place;
  }

  /**
   * The name of a module's group, once all are added: the least hash of its members' texts, so that it does not go by the
   * order in which they came. 16 hex digits.
   */
  groupOf(place: number): string {
    return this.#names[this.#root(place)]!;
  }

  /** Places of modules that agree in a band, and puts the new one to them. */
  #candidates(bands: Uint32Array, place: number): ReadonlySet<number> {
    const found = new Set<number>();
    for (const [at, band] of bands.entries()) {
      const bucket = this.#buckets[at]!.get(band);
      if (bucket === undefined) this.#buckets[at]!.set(band, [place]);
      else {
        for (const other of bucket) found.add(other);
        bucket.push(place);
      }
    }
    return found;
  }

  #root(place: number): number {
    let root = place;
    while (this.#parents[root] !== root) root = this.#parents[root]!;
    for (let at = place; at !== root;) [at, this.#parents[at]] = [this.#parents[at]!, root];
    return root;
  }

  /** The member with the least name stands for the group. */
  #join(a: number, b: number): void {
    const [first, second] = [this.#root(a), this.#root(b)];
    if (this.#names[first]! < this.#names[second]!) this.#parents[second] = first;
    else this.#parents[first] = second;
  }
}

/** One number for the rows of each band. */
function bandsOf(hashes: Uint32Array): Uint32Array {
  const bands = new Uint32Array(BANDS);
  for (let band = 0; band < BANDS; band++) {
    let combined = 0x811c9dc5;
    for (let row = 0; row < ROWS; row++) {
      combined = Math.imul(combined ^ leastHash(hashes, band * ROWS + row), 0x01000193);
    }
    bands[band] = combined >>> 0;
  }
  return bands;
}

/** The least value that one of a family of hash functions gives to any of the hashes. */
function leastHash(hashes: Uint32Array, seed: number): number {
  let least = 0xffffffff;
  for (const hash of hashes) {
    // MurmurHash3's finalizer, with another start for each function.
    let mixed = hash ^ Math.imul(seed + 1, 0x9e3779b1);
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    mixed = (mixed ^ (mixed >>> 16)) >>> 0;
    if (mixed < least) least = mixed;
  }
  return least;
}
