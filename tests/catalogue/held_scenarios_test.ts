import { assertEquals } from "@std/assert";
import { HeldScenarios } from "../../lib/catalogue/held_scenarios.ts";
import type { Seed } from "../../lib/core/seed.ts";

const seed = (domain: string, topic: string, subtopic: string): Seed => ({ domain, topic, subtopic });
const ANY = { domain: null, topic: null };

function subtopics(seeds: readonly Seed[]): string {
  return seeds.map(({ subtopic }) => subtopic).join(" ");
}

Deno.test("HeldScenarios spells domains and topics as they are spelled first", () => {
  const held = new HeldScenarios([
    seed("Fluid Dynamics", "Pipe Flow", "a"),
    seed("Optics", "Pipe Flows", "b"),
  ]);
  assertEquals(
    held.respell(seed("fluid dynamics", "pipe flows", "New")),
    seed("Fluid Dynamics", "Pipe Flow", "New"),
  );
  assertEquals(held.respell(seed("optics", "Flow in Pipes", "x")), seed("Optics", "Pipe Flows", "x"));
  assertEquals(held.respell(seed("Acoustics", "Pipe Flow", "x")), seed("Acoustics", "Pipe Flow", "x"));
  assertEquals(held.domainsOf("pipe flow"), ["Fluid Dynamics", "Optics"]);
  assertEquals(held.domainsOf("lenses"), []);
});

Deno.test("HeldScenarios gives all examples where they are few, the newest first", () => {
  const held = new HeldScenarios([seed("O", "L", "one"), seed("O", "M", "two"), seed("A", "L", "three")]);
  held.add(seed("O", "M", "four"));
  held.add(seed("A", "N", "five"));
  assertEquals(subtopics(held.examples(ANY, 10)), "five four one two three");
  assertEquals(subtopics(held.examples({ domain: "O", topic: null }, 10)), "four one two");
  assertEquals(subtopics(held.examples({ domain: "O", topic: "L" }, 10)), "one four two");
  assertEquals(subtopics(held.examples({ domain: "X", topic: null }, 10)), "");
  assertEquals([held.size, held.domainCounts()], [5, [["O", 3], ["A", 2]]]);
});

Deno.test("HeldScenarios spreads examples over those of unknown age, and keeps to the limit", () => {
  const held = new HeldScenarios(Array.from({ length: 1000 }, (_, at) => seed("D", "T", `s${at}`)));
  assertEquals(subtopics(held.examples(ANY, 4)), "s0 s250 s500 s750");
  held.add(seed("D", "T", "new"));
  assertEquals(subtopics(held.examples(ANY, 3)), "new s0 s500");
  for (let at = 0; at < 5; at++) held.add(seed("D", "T", `newer ${at}`));
  assertEquals(subtopics(held.examples(ANY, 2)), "newer 4 newer 3");
  assertEquals(held.examples({ domain: "D", topic: "U" }, 200).length, 200);
});
