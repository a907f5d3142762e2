import type { Seed } from "../core/seed.ts";
import { spellingKey } from "./name_words.ts";
import { NameIndex } from "./near_duplicates.ts";

/** A domain, and where it is given a topic of it; null: all. */
export interface Focus {
  /** A domain's name; null for all of them. */
  readonly domain: string | null;
  /** A topic's name; null for all of the domain's. */
  readonly topic: string | null;
}

/** The scenarios that are there already: what a model is told of them, and what it may not give again. */
export class HeldScenarios {
  readonly #first: readonly Seed[];
  readonly #added: Seed[] = [];
  readonly #names = new NameIndex();
  /** How domains and topics are spelled, by the spelling key; a topic's is that of its domain and its own. */
  readonly #spellings: Map<string, string> = new Map();

  /** These scenarios; of their age nothing is known. */
  constructor(seeds: Iterable<Seed>) {
    this.#first = [...seeds];
    for (const seed of this.#first) this.#take(seed);
  }

  /** Takes in a scenario that is newer than all others. */
  add(seed: Seed): void {
    this.#added.push(seed);
    this.#take(seed);
  }

  /** The scenario that says nearly the same as another one; null where none does. */
  nearest(seed: Seed): Seed | null {
    return this.#names.nearest(seed);
  }

  /** A scenario with domain and topic spelled as they are here, if they are here. */
  respell(seed: Seed): Seed {
    const domain = this.#spellings.get(spellingKey(seed.domain)) ?? seed.domain;
    return { ...seed, domain, topic: this.#spellings.get(topicKey({ ...seed, domain })) ?? seed.topic };
  }

  /**
   * Some of the scenarios, those first that stand nearest to the focus: of its topic, of its domain, and of
   * others where it is all. Among equals the newest come first, then such as are spread evenly over the rest.
   */
  examples(focus: Focus, limit: number): readonly Seed[] {
    const open = focus.domain === null ? () => true : (seed: Seed) => seed.domain === focus.domain;
    const newest = this.#added.filter(open).reverse();
    const ageless = this.#first.filter(open);
    const chosen: Seed[] = [];
    for (const wanted of focus.topic === null ? [null] : [true, false]) {
      const isWanted = (seed: Seed) => wanted === null || wanted === (seed.topic === focus.topic);
      chosen.push(...newest.filter(isWanted).slice(0, limit - chosen.length));
      chosen.push(...spread(ageless.filter(isWanted), limit - chosen.length));
    }
    return chosen;
  }

  /** How many scenarios each domain has, the fullest first. */
  domainCounts(): readonly (readonly [domain: string, count: number])[] {
    const counts = new Map<string, number>();
    for (const { domain } of [...this.#first, ...this.#added]) {
      counts.set(domain, (counts.get(domain) ?? 0) + 1);
    }
    return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  }

  /** The domains that have a topic, by any spelling of it. */
  domainsOf(topic: string): readonly string[] {
    const key = spellingKey(topic);
    const all = [...this.#first, ...this.#added].filter((seed) => spellingKey(seed.topic) === key);
    return [...new Set(all.map(({ domain }) => domain))];
  }

  /** How many scenarios there are. */
  get size(): number {
    return this.#first.length + this.#added.length;
  }

  #take(seed: Seed): void {
    this.#names.add(seed);
    for (const [key, name] of [[spellingKey(seed.domain), seed.domain], [topicKey(seed), seed.topic]]) {
      if (!this.#spellings.has(key!)) this.#spellings.set(key!, name!);
    }
  }
}

function topicKey({ domain, topic }: Seed): string {
  return `${domain}::${spellingKey(topic)}`;
}

/** At most `limit` of the seeds, evenly from all of them. */
function spread(seeds: readonly Seed[], limit: number): readonly Seed[] {
  if (seeds.length <= limit) return seeds;
  return Array.from({ length: limit }, (_, at) => seeds[Math.floor(at * seeds.length / limit)]!);
}
