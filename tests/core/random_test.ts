import { assert, assertEquals, assertThrows } from "@std/assert";
import { pick, seededRandom, shuffle } from "../../lib/core/random.ts";

const PINNED = [0.8285635637585074, 0.30462893447838724, 0.928098137723282];

Deno.test("seededRandom() gives the same numbers for a text on every machine", () => {
  const random = seededRandom("synthdebug");
  assertEquals([random.next(), random.next(), random.next()], PINNED);
  assertEquals(seededRandom("synthdebug").next(), PINNED[0]);
  assert(seededRandom("synthdebug ").next() !== PINNED[0]);
});

Deno.test("seededRandom() covers the numbers from 0 to 1 evenly", () => {
  const random = seededRandom("even");
  const bins = new Array<number>(10).fill(0);
  for (let at = 0; at < 10_000; at++) {
    const value = random.next();
    assert(value >= 0 && value < 1);
    bins[Math.floor(value * 10)]!++;
  }
  // Six standard deviations of a bin's 1000.
  for (const bin of bins) assert(Math.abs(bin - 1000) < 180, bins.join());
});

Deno.test("pick() takes every item at some time, and refuses an empty list", () => {
  const random = seededRandom("pick");
  const seen = new Set(Array.from({ length: 100 }, () => pick(random, ["a", "b", "c"])));
  assertEquals([...seen].sort(), ["a", "b", "c"]);
  assertThrows(() => pick(random, []), RangeError, "Cannot pick: the list is empty");
});

Deno.test("shuffle() gives the same items in another order, and leaves its list alone", () => {
  const items = Array.from({ length: 20 }, (_, at) => at);
  const shuffled = shuffle(seededRandom("shuffle"), items);
  assertEquals(items, Array.from({ length: 20 }, (_, at) => at));
  assert(shuffled.join() !== items.join());
  assertEquals(shuffled.toSorted((a, b) => a - b), items);
  assertEquals(shuffle(seededRandom("shuffle"), items), shuffled);
  assertEquals(shuffle(seededRandom("none"), []), []);
});
