import type { Seed } from "../core/seed.ts";
import { isMapping } from "../core/text_check.ts";
import { parseEntries } from "./catalogue.ts";

/**
 * A catalogue's text with further scenarios, in the shape that it has, and with all else that stands in it. A
 * sorted catalogue (by domain, topic, subtopic, as the built-in one is) stays so; in another a new scenario
 * comes after the others of its topic, else of its domain, else at the end.
 *
 * @param name For messages.
 * @throws {UsageError} where the text is no catalogue.
 */
export function insertEntries(text: string, seeds: readonly Seed[], name: string): string {
  const held = parseEntries(text, name);
  const value: unknown = JSON.parse(text);
  return JSON.stringify(insertInto(value, held, seeds), null, 2) + "\n";
}

/** An empty catalogue's text. */
export const EMPTY_CATALOGUE = '{"schema_version": 1, "scenarios": []}\n';

function insertInto(value: unknown, held: readonly Seed[], seeds: readonly Seed[]): unknown {
  if (Array.isArray(value)) return insertIntoList(value, held, seeds);
  const object = value as Readonly<Record<string, unknown>>;
  if (!Array.isArray(object.scenarios)) return insertIntoDomains(object, seeds);
  return { ...object, scenarios: insertIntoList(object.scenarios, held, seeds) };
}

interface Place {
  readonly seed: Seed;
  readonly entry: unknown;
}

function insertIntoList(
  entries: readonly unknown[],
  held: readonly Seed[],
  seeds: readonly Seed[],
): unknown[] {
  const places: Place[] = held.map((seed, at) => ({ seed, entry: entries[at] }));
  const sorted = isSorted(held, compareSeeds);
  for (const seed of seeds) {
    const place = { seed, entry: { domain: seed.domain, topic: seed.topic, subtopic: seed.subtopic } };
    places.splice(sorted ? places.length : placeAfter(places, seed), 0, place);
  }
  if (sorted) places.sort((a, b) => compareSeeds(a.seed, b.seed));
  return places.map(({ entry }) => entry);
}

function placeAfter(places: readonly Place[], { domain, topic }: Seed): number {
  const inDomain = (place: Place) => place.seed.domain === domain;
  const last = places.findLastIndex((place) => inDomain(place) && place.seed.topic === topic);
  const at = last >= 0 ? last : places.findLastIndex(inDomain);
  return at < 0 ? places.length : at + 1;
}

/** Into `{"<domain>": {"<topic>": ["<subtopic>"]}}`. */
function insertIntoDomains(domains: Readonly<Record<string, unknown>>, seeds: readonly Seed[]): unknown {
  return seeds.reduce(
    (all, { domain, topic, subtopic }) =>
      withKey(all, domain, (topics) =>
        withKey(isMapping(topics) ? topics : {}, topic, (subtopics) => {
          const list = Array.isArray(subtopics) ? subtopics as string[] : [];
          return isSorted(list, compareTexts) ? [...list, subtopic].sort(compareTexts) : [...list, subtopic];
        })),
    domains,
  );
}

/** An object with one key's value changed or added; sorted keys stay so. */
function withKey(
  object: Readonly<Record<string, unknown>>,
  key: string,
  change: (value: unknown) => unknown,
): Readonly<Record<string, unknown>> {
  const keys = Object.keys(object);
  const all = keys.includes(key) ? keys : [...keys, key];
  if (isSorted(keys, compareTexts)) all.sort(compareTexts);
  return Object.fromEntries(all.map((each) => {
    const value = Object.hasOwn(object, each) ? object[each] : undefined;
    return [each, each === key ? change(value) : value];
  }));
}

function isSorted<T>(items: readonly T[], compare: (a: T, b: T) => number): boolean {
  return items.every((item, at) => at === 0 || compare(items[at - 1]!, item) <= 0);
}

function compareSeeds(a: Seed, b: Seed): number {
  return compareTexts(a.domain, b.domain) || compareTexts(a.topic, b.topic) ||
    compareTexts(a.subtopic, b.subtopic);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
