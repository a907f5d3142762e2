/** Words in a row that are compared: as in the decontamination of Llama 2's benchmarks (Touvron et al. 2023). */
export const NGRAM = 10;

/** A task is contaminated if this share of a benchmark's text is in it, or of its own text in the benchmark. */
export const CONTAMINATED = { ofBenchmark: 0.5, ofTask: 0.05 } as const;

/** What a task shares with a benchmark's record. */
export interface Contamination {
  /** Which record, as it was given to {@linkcode BenchmarkIndex.add}. */
  readonly record: string;
  /** Share of the record's runs of words that are in the task, 0 to 1. */
  readonly ofBenchmark: number;
  /** Share of the task's runs of words that are in the record, 0 to 1. */
  readonly ofTask: number;
  /** Words that both have. */
  readonly sample: string;
}

/**
 * Runs of ten words of benchmark texts, to see which tasks repeat them. Texts of fewer words say too little and are passed
 * over. 24 bytes a run at most; a run that stands in several records counts for the first, and two runs have one hash
 * by chance in fewer than one of a billion comparisons.
 */
export class BenchmarkIndex {
  readonly #records: { readonly name: string; readonly runs: number }[] = [];
  #table = new HashTable();

  /** Number of records with at least ten words. */
  get records(): number {
    return this.#records.length;
  }

  /** Number of different runs of words: 24 bytes each. */
  get runs(): number {
    return this.#table.size;
  }

  /** Adds a record: its texts are taken one by one. */
  add(name: string, texts: readonly string[]): void {
    const runs = new Set(texts.flatMap((text) => [...runsOf(wordsOf(text))].map(([hash]) => hash)));
    if (runs.size === 0) return;
    this.#records.push({ name, runs: runs.size });
    for (const hash of runs) this.#table.put(hash, this.#records.length);
  }

  /** The record that a task repeats most of; null where none is repeated enough. */
  find(texts: readonly string[]): Contamination | null {
    const hits = new Map<number, { count: number; sample: string }>();
    const seen = new Set<number>();
    for (const words of texts.map(wordsOf)) {
      for (const [hash, at] of runsOf(words)) {
        if (seen.has(hash)) continue;
        seen.add(hash);
        const record = this.#table.get(hash);
        if (record === 0) continue;
        const hit = hits.get(record) ?? { count: 0, sample: words.slice(at, at + NGRAM).join(" ") };
        hits.set(record, { ...hit, count: hit.count + 1 });
      }
    }
    const found = [...hits].map(([place, { count, sample }]): Contamination => {
      const { name, runs } = this.#records[place - 1]!;
      return { record: name, ofBenchmark: count / runs, ofTask: count / seen.size, sample };
    }).filter(({ ofBenchmark, ofTask }) =>
      ofBenchmark >= CONTAMINATED.ofBenchmark || ofTask >= CONTAMINATED.ofTask
    );
    return found.sort((a, b) => b.ofBenchmark - a.ofBenchmark || b.ofTask - a.ofTask)[0] ?? null;
  }
}

/** Words in lower case, without what stands between them. */
function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
}

/** The hash of each run of words, and where it starts. */
function* runsOf(words: readonly string[]): Generator<readonly [hash: number, at: number]> {
  const hashes = words.map(hashWord);
  for (let at = 0; at + NGRAM <= hashes.length; at++) {
    let [high, low] = [0x811c9dc5, 0x01000193];
    for (let next = at; next < at + NGRAM; next++) {
      high = Math.imul(high ^ hashes[next]!, 0x85ebca6b);
      high ^= high >>> 15;
      low = Math.imul(low + hashes[next]!, 0xc2b2ae35);
      low ^= low >>> 13;
    }
    // 52 bits, all of which a number holds; none is 0, which stands for no hash.
    yield [(high >>> 12) * 0x100000000 + (low >>> 0) + 1, at];
  }
}

/** FNV-1a of the UTF-16 units. */
function hashWord(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** Numbers by hash, in two arrays with open addressing: a Map would take four times the memory. */
class HashTable {
  #keys = new Float64Array(1 << 16);
  #values = new Uint32Array(1 << 16);
  #size = 0;

  /** How many there are. */
  get size(): number {
    return this.#size;
  }

  /** The value that was put first; 0 where none was. */
  get(key: number): number {
    return this.#values[this.#place(key)]!;
  }

  put(key: number, value: number): void {
    const place = this.#place(key);
    if (this.#keys[place] !== 0) return;
    this.#keys[place] = key;
    this.#values[place] = value;
    if (++this.#size * 2 > this.#keys.length) this.#grow();
  }

  #place(key: number): number {
    const mask = this.#keys.length - 1;
    let place = (key % 0x100000000) & mask;
    while (this.#keys[place] !== 0 && this.#keys[place] !== key) place = (place + 1) & mask;
    return place;
  }

  #grow(): void {
    const [keys, values] = [this.#keys, this.#values];
    this.#keys = new Float64Array(keys.length * 2);
    this.#values = new Uint32Array(keys.length * 2);
    for (const [at, key] of keys.entries()) {
      if (key === 0) continue;
      const place = this.#place(key);
      this.#keys[place] = key;
      this.#values[place] = values[at]!;
    }
  }
}
