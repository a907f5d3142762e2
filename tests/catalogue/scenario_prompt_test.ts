import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { HeldScenarios } from "../../lib/catalogue/held_scenarios.ts";
import { readScenarios } from "../../lib/catalogue/read_scenarios.ts";
import { scenarioPrompt, type ScenarioWish } from "../../lib/catalogue/scenario_prompt.ts";

const ANY = { domain: null, topic: null };

function ask(wish: Partial<ScenarioWish>): { system: string; user: string } {
  const whole = { count: 8, focus: ANY, held: new HeldScenarios([]), refused: [], ...wish };
  const [system, user, ...more] = scenarioPrompt(whole);
  assertEquals([system!.role, user!.role, more.length], ["system", "user", 0]);
  return { system: system!.content, user: user!.content };
}

const HELD = new HeldScenarios([
  { domain: "Optics", topic: "Lenses", subtopic: "Thin Lens" },
  { domain: "Optics", topic: "Lenses", subtopic: "Thick Lens" },
  { domain: "Acoustics", topic: "Rooms", subtopic: "Reverberation" },
]);

Deno.test("scenarioPrompt() tells what is there, by topic, and how much of each domain", () => {
  assertEquals(
    ask({ held: HELD }).user,
    `Invent 8 new scenarios. Choose domain, topic and subtopic yourself; prefer fields that have few scenarios or none.

Domains and how many scenarios each has:
Optics: 2
Acoustics: 1

These are there already; give none of them in other words:
Optics :: Lenses :: Thin Lens; Thick Lens
Acoustics :: Rooms :: Reverberation

Answer with the JSON list alone.`,
  );
});

Deno.test("scenarioPrompt() names the domain and topic that are wanted, and tells of them alone", () => {
  assertEquals(
    ask({ held: HELD, count: 1, focus: { domain: "Optics", topic: "Prisms" } }).user,
    `Invent 1 new scenario. All belong to the domain "Optics" and its topic "Prisms".

These are there already; give none of them in other words:
Optics :: Lenses :: Thin Lens; Thick Lens

Answer with the JSON list alone.`,
  );
  assertMatch(
    ask({ focus: { domain: "Optics", topic: null } }).user,
    /^Invent 8 new scenarios\. All belong to the domain "Optics"; choose topics within it, old or new\.\n\nAnswer/,
  );
});

Deno.test("scenarioPrompt() tells why scenarios were refused", () => {
  const refused = Array.from({ length: 30 }, (_, at) => ({ reason: "near_duplicate", detail: `no ${at}` }));
  const { user } = ask({ refused: [{ reason: "entry_invalid", detail: "x".repeat(5000) }, ...refused] });
  assertStringIncludes(user, `Refused in your previous answer:\n- ${"x".repeat(200)}\n- no 0\n`);
  assert(user.includes("- no 18\n") && !user.includes("- no 19\n"));
});

Deno.test("scenarioPrompt() stays short with ten thousand scenarios in five thousand domains", () => {
  const seeds = Array.from({ length: 10_000 }, (_, at) => ({
    domain: `Domain ${at % 5000}`,
    topic: `Topic ${at % 7}`,
    subtopic: `Something definite with number ${at}`,
  }));
  const { user, system } = ask({ held: new HeldScenarios(seeds) });
  assert(user.length < 20_000 && user.length > 5000, `${user.length}`);
  assertStringIncludes(user, "and 4940 others: 9880");
  assertStringIncludes(user, "These are there already, and 9800 more; give none");
  assertEquals(system, ask({}).system);
});

Deno.test("the system message shows an answer that can be read", () => {
  assertEquals(readScenarios(ask({}).system.split("\n").at(-1)!), [
    { domain: "...", topic: "...", subtopic: "..." },
  ]);
});
