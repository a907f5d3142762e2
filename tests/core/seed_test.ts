import { assertEquals } from "@std/assert";
import { drawKey, parseDrawKey, seedKey } from "../../lib/core/seed.ts";

const SEED = { domain: "Optics", topic: "Lenses", subtopic: "Thin Lenses" };

Deno.test("drawKey() is the seed's key, and numbered from the second", () => {
  assertEquals(seedKey(SEED), "Optics::Lenses::Thin Lenses");
  assertEquals(drawKey({ seed: SEED, ordinal: 1 }), "Optics::Lenses::Thin Lenses");
  assertEquals(drawKey({ seed: SEED, ordinal: 12 }), "Optics::Lenses::Thin Lenses#12");
});

Deno.test("parseDrawKey() takes apart what drawKey() made, also of names with a # in them", () => {
  for (const subtopic of ["Thin Lenses", "C# and F#", "a#2b", "line\nbreak"]) {
    for (const ordinal of [1, 2, 30]) {
      const seed = { ...SEED, subtopic };
      assertEquals(parseDrawKey(drawKey({ seed, ordinal })), { key: seedKey(seed), ordinal });
    }
  }
  assertEquals(parseDrawKey("a::b::c#0"), { key: "a::b::c#0", ordinal: 1 });
  assertEquals(parseDrawKey("a::b::c#"), { key: "a::b::c#", ordinal: 1 });
});
