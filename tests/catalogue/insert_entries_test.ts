import { assertEquals, assertThrows } from "@std/assert";
import { loadCatalogue, parseCatalogue, readCatalogueText } from "../../lib/catalogue/catalogue.ts";
import { EMPTY_CATALOGUE, insertEntries } from "../../lib/catalogue/insert_entries.ts";
import { UsageError } from "../../lib/core/errors.ts";
import { type Seed, seedKey } from "../../lib/core/seed.ts";

const seed = (key: string): Seed => {
  const [domain, topic, subtopic] = key.split("::") as [string, string, string];
  return { domain, topic, subtopic };
};

/** The keys of a catalogue in this shape after these were added. */
function insert(
  shape: (keys: readonly string[]) => unknown,
  keys: readonly string[],
  added: readonly string[],
) {
  const text = insertEntries(JSON.stringify(shape(keys)), added.map(seed), "test");
  return { text, value: JSON.parse(text), keys: parseCatalogue(text, "test").seeds.map(seedKey) };
}

const list = (keys: readonly string[]) => keys.map(seed);
const object = (keys: readonly string[]) => ({ schema_version: 1, scenarios: list(keys) });

Deno.test("insertEntries() keeps a sorted list sorted", () => {
  const held = ["A::a::1", "A::b::1", "C::a::1"];
  const added = ["C::a::0", "B::x::1", "A::a::2", "D::a::1"];
  const sorted = ["A::a::1", "A::a::2", "A::b::1", "B::x::1", "C::a::0", "C::a::1", "D::a::1"];
  for (const shape of [list, object]) {
    const result = insert(shape, held, added);
    assertEquals(result.keys, sorted);
    assertEquals(result.text, JSON.stringify(shape(sorted), null, 2) + "\n");
  }
});

Deno.test("insertEntries() puts a new scenario behind its topic or domain where a list is not sorted", () => {
  const result = insert(list, ["C::a::1", "A::b::1", "A::a::1", "B::a::1"], [
    "A::b::0",
    "C::z::1",
    "A::b::2",
    "D::a::1",
  ]);
  assertEquals(result.keys, [
    ...["C::a::1", "C::z::1", "A::b::1", "A::b::0", "A::b::2", "A::a::1", "B::a::1", "D::a::1"],
  ]);
});

Deno.test("insertEntries() keeps the nested shape, sorted or not", () => {
  const sorted = insert(() => ({ A: { a: ["1", "3"], c: [] }, C: {} }), [], [
    "A::a::2",
    "A::b::1",
    "B::a::1",
    "C::x::1",
  ]);
  assertEquals(
    JSON.stringify(sorted.value),
    '{"A":{"a":["1","2","3"],"b":["1"],"c":[]},"B":{"a":["1"]},"C":{"x":["1"]}}',
  );
  const loose = insert(() => ({ C: { b: ["2", "1"], a: ["1"] }, A: { a: ["1"] } }), [], [
    "C::b::0",
    "C::0::1",
    "B::a::1",
  ]);
  assertEquals(loose.keys, ["C::0::1", "C::b::2", "C::b::1", "C::b::0", "C::a::1", "A::a::1", "B::a::1"]);
  const odd = insert(() => ({ A: { a: ["1"] } }), [], ["__proto__::constructor::x"]);
  assertEquals(odd.keys, ["A::a::1", "__proto__::constructor::x"]);
});

Deno.test("insertEntries() keeps all else that stands in the file", () => {
  const text = JSON.stringify({
    note: "mine",
    schema_version: 1,
    scenarios: [{ ...seed("B::b::1"), used: 2 }],
  });
  assertEquals(JSON.parse(insertEntries(text, [seed("A::a::1")], "test")), {
    note: "mine",
    schema_version: 1,
    scenarios: [seed("A::a::1"), { ...seed("B::b::1"), used: 2 }],
  });
});

Deno.test("insertEntries() begins with an empty catalogue, and grows the built-in one", async () => {
  assertEquals(parseCatalogue(insertEntries(EMPTY_CATALOGUE, [seed("A::a::1")], "test"), "test").seeds, [
    seed("A::a::1"),
  ]);
  const { seeds } = await loadCatalogue(null);
  const grown = parseCatalogue(
    insertEntries(await readCatalogueText(null), [seed("Optics::Lenses::X")], "t"),
    "t",
  );
  assertEquals(grown.seeds.length, seeds.length + 1);
  const at = grown.seeds.findIndex(({ subtopic }) => subtopic === "X");
  assertEquals(grown.seeds.toSpliced(at, 1), seeds);
  assertEquals([grown.seeds[at - 1]!.domain, grown.seeds[at + 1]!.domain], ["Optics", "Optics"]);
});

Deno.test("insertEntries() refuses what is no catalogue", () => {
  assertThrows(
    () => insertEntries('{"A": 1}', [], "mine.json"),
    UsageError,
    'Cannot read catalogue "mine.json"',
  );
});
