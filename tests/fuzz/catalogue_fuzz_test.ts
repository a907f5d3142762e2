import { assert, assertEquals, assertInstanceOf } from "@std/assert";
import { parseCatalogue, parseEntries, partProblem } from "../../lib/catalogue/catalogue.ts";
import { parseClaims } from "../../lib/catalogue/claims.ts";
import { HeldScenarios } from "../../lib/catalogue/held_scenarios.ts";
import { insertEntries } from "../../lib/catalogue/insert_entries.ts";
import { readScenarios } from "../../lib/catalogue/read_scenarios.ts";
import { parseState } from "../../lib/catalogue/state_file.ts";
import { UsageError } from "../../lib/core/errors.ts";
import { pick, type Random } from "../../lib/core/random.ts";
import { parseDrawKey, type Seed, seedKey } from "../../lib/core/seed.ts";
import { damagedJson, fuzzReader } from "../support/fuzz_reader.ts";
import { mutateText } from "../support/mutate_bytes.ts";

const SEEDS: readonly Seed[] = ["Optics", "Heat"].flatMap((domain) =>
  ["Lenses", "Films"].flatMap((topic) =>
    ["Thin Lens Equation", "Snell Refraction"].map((subtopic) => ({ domain, topic, subtopic }))
  )
);
const NESTED = { Optics: { Lenses: ["Thin", "Thick"], Films: ["One"] }, Heat: { Rods: ["Short"] } };
const SHAPES = [SEEDS, { schema_version: 1, scenarios: SEEDS, notes: "kept" }, NESTED];

/** The reader's value; null where it refuses in its own words. */
function orRefused<T>(read: () => T, start: RegExp): T | null {
  try {
    return read();
  } catch (error) {
    assertInstanceOf(error, UsageError);
    assert(start.test(error.message) && error.message.length < 5000, error.message.slice(0, 300));
    return null;
  }
}

Deno.test("parseCatalogue() refuses in its own words, and what it takes can be drawn from and added to", () =>
  fuzzReader({
    name: "catalogue",
    inputs: 3000,
    make: damagedJson(SHAPES),
    read(text) {
      const catalogue = orRefused(() => parseCatalogue(text, "c"), /^Cannot read catalogue "c": /);
      if (catalogue === null) return false;
      const { seeds } = catalogue;
      assert(seeds.length > 0);
      for (const { domain, topic, subtopic } of seeds) {
        for (const part of [domain, topic, subtopic]) assertEquals(partProblem(part), null);
      }
      const keys = seeds.map(seedKey);
      assertEquals(new Set(keys).size, keys.length);
      for (const key of keys) assertEquals(parseDrawKey(key), { key, ordinal: 1 });
      const added = { domain: "__proto__", topic: "Lenses", subtopic: "An entry that is new" };
      if (keys.includes(seedKey(added))) return true;
      const grown = parseEntries(insertEntries(text, [added], "c"), "c").map(seedKey);
      assertEquals(grown.toSorted(), [...keys, seedKey(added)].toSorted());
      const held = new HeldScenarios(seeds);
      assertEquals(held.size, seeds.length);
      held.nearest(added);
      held.respell(added);
      held.examples({ domain: seeds[0]!.domain, topic: null }, 3);
      return true;
    },
  }));

Deno.test("parseState() refuses in its own words, and takes keys of the catalogue alone, each once", () => {
  const keys = SEEDS.flatMap((seed) => [seedKey(seed), `${seedKey(seed)}#2`]);
  const known = new Set(SEEDS.map(seedKey));
  return fuzzReader({
    name: "state",
    inputs: 3000,
    make: damagedJson([keys, keys.slice(0, 3), []]),
    read(text) {
      const start = /^Cannot (read|use) state "s": /;
      const loose = orRefused(() => parseState(text, { path: "s", knownKeys: null }), start);
      const strict = orRefused(() => parseState(text, { path: "s", knownKeys: known }), start);
      if (strict === null) return false;
      assertEquals(strict, loose);
      assertEquals(new Set(strict).size, strict.length);
      for (const key of strict) assert(known.has(parseDrawKey(key).key));
      return true;
    },
  });
});

Deno.test("parseClaims() refuses in its own words, and takes lists of strings alone", () =>
  fuzzReader({
    name: "claims",
    inputs: 2000,
    make: damagedJson([SEEDS.map(seedKey), []]),
    read(text) {
      const keys = orRefused(() => parseClaims(text, "s"), /^Cannot read claims "s": /);
      assert(keys === null || keys.every((key) => typeof key === "string"));
      return keys !== null;
    },
  }));

const ANSWERS = [
  "<think>Optics?</think>\nHere they are:\n```json\n" + JSON.stringify(SEEDS, null, 1) + "\n```\nDone.",
  SEEDS.map((seed) => JSON.stringify(seed)).join("\n"),
  JSON.stringify({ domain: "Optics", topic: "Lenses", subtopics: ["A", "B"] }),
  SEEDS.map(({ domain, topic, subtopic }) =>
    `- domain: ${domain}\n  topic: ${topic}\n  subtopic: "${subtopic}"`
  ).join("\n"),
  SEEDS.map((seed) => `1. ${seedKey(seed)}`).join("\n"),
  "* Thin Lens\n* Thick Lens\n",
];

Deno.test("readScenarios() throws at no answer, and gives nothing but parts of scenarios", () =>
  fuzzReader({
    name: "scenarios",
    inputs: 3000,
    make(random: Random) {
      const json = damagedJson(SHAPES);
      return random.next() < 0.3 ? json(random) : mutateText(pick(random, ANSWERS), ANSWERS, random);
    },
    read(answer) {
      const found = readScenarios(answer);
      for (const each of found) {
        assert(each.subtopic !== undefined);
        assertEquals(Object.keys(each).filter((key) => !/^(domain|topic|subtopic)$/.test(key)), []);
      }
      return found.length > 0;
    },
  }));
