import { assertEquals } from "@std/assert";
import { drawKey, type Seed, seedKey } from "../../lib/core/seed.ts";
import { chooseDraw } from "../../lib/stages/1_seed.ts";

const SEEDS: Seed[] = ["a", "b", "c"].map((subtopic) => ({ domain: "D", topic: "T", subtopic }));

function drawAll(repeats: boolean, options: { exhausted?: string[]; most?: number } = {}): string[] {
  const taken = new Set<string>();
  const exhausted = new Set((options.exhausted ?? []).map((name) => `D::T::${name}`));
  for (let n = 0; n < (options.most ?? 9); n++) {
    const draw = chooseDraw(SEEDS, { taken, exhausted, repeats });
    if (draw === null) break;
    taken.add(drawKey(draw));
  }
  return [...taken].map((key) => key.slice("D::T::".length));
}

Deno.test("chooseDraw() takes every scenario once before any twice", () => {
  assertEquals(drawAll(true, { most: 7 }), ["a", "b", "c", "a#2", "b#2", "c#2", "a#3"]);
});

Deno.test("chooseDraw() ends after one round where scenarios do not repeat", () => {
  assertEquals(drawAll(false), ["a", "b", "c"]);
});

Deno.test("chooseDraw() passes over exhausted scenarios, and gives null where all are", () => {
  assertEquals(drawAll(true, { exhausted: ["b"], most: 4 }), ["a", "c", "a#2", "c#2"]);
  assertEquals(drawAll(true, { exhausted: ["a", "b", "c"] }), []);
  assertEquals(chooseDraw([], { taken: new Set(), exhausted: new Set(), repeats: true }), null);
});

Deno.test("chooseDraw() fills the gaps that earlier runs left", () => {
  const taken = new Set([seedKey(SEEDS[0]!), seedKey(SEEDS[2]!), `${seedKey(SEEDS[1]!)}#2`]);
  const limits = { taken, exhausted: new Set<string>(), repeats: true };
  assertEquals(chooseDraw(SEEDS, limits), { seed: SEEDS[1]!, ordinal: 1 });
});
