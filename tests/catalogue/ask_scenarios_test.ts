import { assert, assertEquals, assertMatch } from "@std/assert";
import { askScenarios } from "../../lib/catalogue/ask_scenarios.ts";
import { HeldScenarios } from "../../lib/catalogue/held_scenarios.ts";
import { seedKey } from "../../lib/core/seed.ts";
import { NO_USAGE } from "../../lib/core/usage.ts";
import { ANSWER_USAGE, type Line, scriptedChat } from "../support/scripted_chat.ts";

const FREE = { domain: null, topic: null };

/** What comes of an answer where these scenarios are held. */
async function ask(
  answer: Line | readonly unknown[],
  options: { focus?: typeof FOCUS; count?: number } = {},
) {
  const chat = scriptedChat(Array.isArray(answer) ? JSON.stringify(answer) : answer as Line);
  const held = new HeldScenarios([{ domain: "Optics", topic: "Lenses", subtopic: "Thin Lens Equation" }]);
  const wish = { count: options.count ?? 8, focus: options.focus ?? FREE, held, refused: [] };
  const signal = new AbortController().signal;
  const { seeds, refused, usage, answered } = await askScenarios(chat, wish, { subject: "test", signal });
  assertEquals(chat.asked.map(({ purpose, subject }) => [purpose, subject]), [["scenario", "test"]]);
  return {
    keys: seeds.map(seedKey),
    refused: refused.map(({ reason, detail }) => `${reason}: ${detail}`),
    usage,
    answered,
  };
}

const FOCUS: { domain: string | null; topic: string | null } = { domain: "Optics", topic: "Lenses" };
const entry = (domain: string, topic: string, subtopic: string) => ({ domain, topic, subtopic });

Deno.test("askScenarios() takes what is new, spelled as the catalogue spells it", async () => {
  const result = await ask([
    entry("optics", "lens", " Thick\n Lens "),
    entry("Music", "Strings", "Plucked String"),
  ]);
  assertEquals(result, {
    keys: ["Optics::Lenses::Thick Lens", "Music::Strings::Plucked String"],
    refused: [],
    usage: ANSWER_USAGE,
    answered: true,
  });
});

Deno.test("askScenarios() refuses near-duplicates of what is held and of the same answer", async () => {
  const result = await ask([
    entry("Optics", "Lenses", "Equation of Thin Lenses"),
    entry("Optics", "Mirrors", "The Thin-Lens Equation"),
    entry("Music", "Strings", "Plucked String"),
    entry("music", "Strings", "Strings, plucked"),
  ]);
  assertEquals(result.keys, ["Music::Strings::Plucked String"]);
  assertEquals(result.refused, [
    'near_duplicate: "Optics::Lenses::Equation of Thin Lenses" is nearly "Optics::Lenses::Thin Lens Equation"',
    'near_duplicate: "Optics::Mirrors::The Thin-Lens Equation" is nearly "Optics::Lenses::Thin Lens Equation"',
    'near_duplicate: "Music::Strings::Strings, plucked" is nearly "Music::Strings::Plucked String"',
  ]);
});

Deno.test("askScenarios() refuses what cannot stand in a catalogue", async () => {
  const bad: [unknown, RegExp][] = [
    [{ domain: "Music", subtopic: "Strings" }, /^entry_invalid: "Music::Strings" has no topic$/],
    [entry("Music", "", "Strings"), /has a topic that is blank/],
    [{ ...entry("Music", "Strings", ""), subtopic: 7 }, /has a subtopic that is not a string$/],
    [entry("Music", "Strings", "Bow::Force"), /has a subtopic with "::"/],
    [entry("Music", "Strings", "Bow #2"), /ends with # and a number/],
    [entry("Music", "Strings", "Bow \u0007"), /with control characters/],
    [entry("Music", "Strings", "..."), /has a subtopic that is no name$/],
    [entry("Music:", "Strings", "Bow"), /has a domain that is no name$/],
    [entry("Music", "Strings", "Bow ".repeat(20_000)), /has a subtopic of more than 100 characters$/],
  ];
  for (const [one, pattern] of bad) {
    const { keys, refused } = await ask([one]);
    assertEquals(keys, []);
    assertMatch(refused[0]!, pattern);
    assert(refused[0]!.length < 250);
  }
});

Deno.test("askScenarios() fills in the domain and topic that were asked for, and refuses others", async () => {
  const result = await ask(
    [
      { subtopic: "Thick Lens" },
      entry("OPTICS", "lens", "Ball Lens"),
      entry("Acoustics", "Lenses", "Acoustic Lens"),
      entry("Optics", "Mirrors", "Parabolic Mirror"),
    ],
    { focus: FOCUS },
  );
  assertEquals(result.keys, ["Optics::Lenses::Thick Lens", "Optics::Lenses::Ball Lens"]);
  assertEquals(result.refused, [
    'other_place: "Acoustics::Lenses::Acoustic Lens" is not of the domain "Optics"',
    'other_place: "Optics::Mirrors::Parabolic Mirror" is not of the topic "Lenses"',
  ]);
});

Deno.test("askScenarios() takes no more than were asked for", async () => {
  const many = ["Reverb", "Echo", "Plucking"].map((name) => entry("Music", "Sound", name));
  assertEquals(await ask(many, { count: 2 }), {
    keys: ["Music::Sound::Reverb", "Music::Sound::Echo"],
    refused: [],
    usage: ANSWER_USAGE,
    answered: true,
  });
});

Deno.test("askScenarios() tells why there is nothing", async () => {
  assertEquals(await ask({ reason: "answer_cut", detail: "it ends too early" }), {
    keys: [],
    refused: ["answer_cut: it ends too early"],
    usage: NO_USAGE,
    answered: false,
  });
  assertEquals((await ask("I would rather not.")).refused, [
    'answer_unreadable: the answer holds no scenario: "I would rather not."',
  ]);
});
