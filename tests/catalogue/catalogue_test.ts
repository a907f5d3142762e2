import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { parse } from "@std/yaml";
import { loadCatalogue, parseCatalogue } from "../../lib/catalogue/catalogue.ts";
import { UsageError } from "../../lib/core/errors.ts";
import { type Seed, seedKey } from "../../lib/core/seed.ts";

const A: Seed = { domain: "Optics", topic: "Lenses", subtopic: "Thin Lens" };
const B: Seed = { domain: "Optics", topic: "Lenses", subtopic: "Thick Lens: Gauß" };

function refusal(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return assertThrows(() => parseCatalogue(text, "c.json"), UsageError).message;
}

Deno.test("parseCatalogue() reads its three shapes alike, in their order", () => {
  const shapes = [
    { schema_version: 1, scenarios: [A, B] },
    { scenarios: [A, B] },
    [A, B],
    { Optics: { Lenses: ["Thin Lens", "Thick Lens: Gauß"] } },
  ];
  for (const shape of shapes) {
    assertEquals(parseCatalogue(JSON.stringify(shape), "x"), { name: "x", seeds: [A, B] });
  }
});

Deno.test("parseCatalogue() takes a domain that is called scenarios", () => {
  const { seeds } = parseCatalogue(`{"scenarios": {"a": ["b"]}}`, "x");
  assertEquals(seeds.map(seedKey), ["scenarios::a::b"]);
});

Deno.test("parseCatalogue() tells in one line what is wrong", () => {
  const cases: [value: unknown, state: string][] = [
    ["[", "it is not valid JSON"],
    [7, "it is neither a list nor an object"],
    [[], "it has no scenarios"],
    [{}, "it has no scenarios"],
    [{ schema_version: 2, scenarios: [A] }, "its schema_version is 2, and this program reads 1"],
    [{ schema_version: 1, scenarios: { a: ["b"] } }, `its "scenarios" are not a list`],
    [{ schema_version: 1 }, `its "scenarios" are not a list`],
    [[A, B, A], `entry 3 "Optics::Lenses::Thin Lens" is a duplicate of entry 1`],
    [[A, "b"], "entry 2 is not an object with domain, topic and subtopic"],
    [[{ domain: "a", topic: "b" }], "entry 1 has no subtopic"],
    [[{ ...A, topic: 3 }], "entry 1 has a topic that is not a string"],
    [[{ ...A, topic: " \t" }], `entry 1 has a topic that is blank: " \\t"`],
    [
      [{ ...A, domain: "a::b" }],
      `entry 1 has a domain with "::", which separates the parts of a key: "a::b"`,
    ],
    [
      [{ ...A, subtopic: "b#2" }],
      `entry 1 has a subtopic that ends with # and a number, as repeated draws do: "b#2"`,
    ],
    [[{ ...A, subtopic: "a\nb" }], `entry 1 has a subtopic with control characters: "a\\nb"`],
    [[{ ...A, subtopic: "a\u2028b" }], `entry 1 has a subtopic with control characters: "a\u2028b"`],
    [
      '[{"domain": "a", "topic": "b", "subtopic": "\\ud800"}]',
      `entry 1 has a subtopic with control characters: "\\ud800"`,
    ],
    [{ a: ["b"] }, `domain "a" is not an object of topics`],
    [{ a: { b: "c" } }, `topic "a::b" is not a list of subtopics`],
    [{ a: { b: ["c", "c"] } }, `entry 2 "a::b::c" is a duplicate of entry 1`],
    [
      [{ domain: "a:", topic: "b", subtopic: "c" }, { domain: "a", topic: ":b", subtopic: "c" }],
      `entry 2 "a:::b::c" is a duplicate of entry 1`,
    ],
  ];
  for (const [value, state] of cases) {
    assertEquals(refusal(value), `Cannot read catalogue "c.json": ${state}`);
  }
});

Deno.test("parseCatalogue() takes names that only look like an ordinal", () => {
  const { seeds } = parseCatalogue(
    JSON.stringify([{ ...A, subtopic: "Fermat #0" }, { ...A, topic: "C#" }]),
    "x",
  );
  assertEquals(seeds.length, 2);
});

Deno.test("loadCatalogue() reads a file and names it in its errors", async () => {
  const path = await Deno.makeTempFile({ suffix: ".json" });
  await Deno.writeTextFile(path, JSON.stringify([A]));
  assertEquals(await loadCatalogue(path), { name: path, seeds: [A] });
  await Deno.writeTextFile(path, "[]");
  await assertRejects(
    () => loadCatalogue(path),
    UsageError,
    `Cannot read catalogue "${path}": it has no scenarios`,
  );
  await Deno.remove(path);
  await assertRejects(() => loadCatalogue(path), UsageError, `Cannot read "${path}": no such file`);
});

Deno.test("the built-in catalogue is large, sorted, and holds every scenario of the library", async () => {
  const keys = (await loadCatalogue(null)).seeds.map(seedKey);
  assert(keys.length >= 1200, `${keys.length} scenarios`);
  assertEquals(keys, keys.toSorted());
  const folder = new URL("../../lib/library/scenarios/", import.meta.url);
  for (const { name } of Deno.readDirSync(folder)) {
    if (!name.endsWith(".yaml")) continue;
    const seed = parse(await Deno.readTextFile(new URL(name, folder)), { schema: "core" }) as Seed;
    assert(keys.includes(seedKey(seed)), `${name}: "${seedKey(seed)}" is not in the catalogue`);
  }
});

// That none nearly repeats another one is held by the tests of NameIndex.
Deno.test("the built-in catalogue is broad: no domain and no topic is thin, and no topic is a heap", async () => {
  const { seeds } = await loadCatalogue(null);
  const domains = Map.groupBy(seeds, ({ domain }) => domain);
  assert(domains.size >= 35, `${domains.size} domains`);
  for (const [domain, all] of domains) {
    assert(all.length >= 20, `"${domain}" has ${all.length} scenarios`);
    for (const [topic, { length }] of Map.groupBy(all, (seed) => seed.topic)) {
      assert(length >= 3 && length <= 8, `"${domain}::${topic}" has ${length} scenarios`);
    }
  }
});

Deno.test("the built-in catalogue's names are short, plain and not vague", async () => {
  const vague = /\b(advanced|basics?|fundamentals|general|introduction|miscellaneous|overview|various)\b/i;
  for (const seed of (await loadCatalogue(null)).seeds) {
    for (const part of [seed.domain, seed.topic, seed.subtopic]) {
      const words = part.split(" ");
      assert(words.every((word) => /^[\x21-\x7e]+$/.test(word)), `"${part}" is not plain words`);
      assert(/^[A-Z0-9]/.test(part), `"${part}" is no title`);
      assert(part.length <= 80, `"${part}" is long`);
      assert(!vague.test(part), `"${part}" is vague`);
    }
  }
});
