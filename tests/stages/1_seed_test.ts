import { assertEquals } from "@std/assert";
import { drawKey, type Seed, seedKey } from "../../lib/core/seed.ts";
import { chooseDraw } from "../../lib/stages/1_seed.ts";

const SEEDS: Seed[] = ["a", "b", "c"].map((subtopic) => ({ domain: "D", topic: "T", subtopic }));

function drawAll(
  rounds: number | undefined,
  options: { exhausted?: string[]; most?: number } = {},
): string[] {
  const taken = new Set<string>();
  const exhausted = new Set((options.exhausted ?? []).map((name) => `D::T::${name}`));
  for (let n = 0; n < (options.most ?? 9); n++) {
    const draw = chooseDraw(SEEDS, { taken, exhausted, ...rounds === undefined ? {} : { rounds } });
    if (draw === null) break;
    taken.add(drawKey(draw));
  }
  return [...taken].map((key) => key.slice("D::T::".length));
}

Deno.test("chooseDraw() takes every scenario once before any twice", () => {
  assertEquals(drawAll(Infinity, { most: 7 }), ["a", "b", "c", "a#2", "b#2", "c#2", "a#3"]);
});

Deno.test("chooseDraw() ends after one round where nothing is said of rounds", () => {
  assertEquals(drawAll(undefined), ["a", "b", "c"]);
  assertEquals(drawAll(1), ["a", "b", "c"]);
});

Deno.test("chooseDraw() ends after as many rounds as are allowed", () => {
  assertEquals(drawAll(2), ["a", "b", "c", "a#2", "b#2", "c#2"]);
  assertEquals(drawAll(3, { exhausted: ["a"] }), ["b", "c", "b#2", "c#2", "b#3", "c#3"]);
  assertEquals(drawAll(0), []);
});

Deno.test("chooseDraw() passes over exhausted scenarios, and gives null where all are", () => {
  assertEquals(drawAll(Infinity, { exhausted: ["b"], most: 4 }), ["a", "c", "a#2", "c#2"]);
  assertEquals(drawAll(Infinity, { exhausted: ["a", "b", "c"] }), []);
  assertEquals(chooseDraw([], { taken: new Set(), exhausted: new Set(), rounds: Infinity }), null);
});

Deno.test("chooseDraw() fills the gaps that earlier runs left", () => {
  const taken = new Set([seedKey(SEEDS[0]!), seedKey(SEEDS[2]!), `${seedKey(SEEDS[1]!)}#2`]);
  const limits = { taken, exhausted: new Set<string>(), rounds: Infinity };
  assertEquals(chooseDraw(SEEDS, limits), { seed: SEEDS[1]!, ordinal: 1 });
});
