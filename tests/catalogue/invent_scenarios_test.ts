import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { type InventorOptions, ScenarioInventor } from "../../lib/catalogue/invent_scenarios.ts";
import { openInventionList } from "../../lib/catalogue/invention_list.ts";
import { ProviderError } from "../../lib/core/errors.ts";
import { seedKey } from "../../lib/core/seed.ts";
import { inTempDir } from "../support/run_main.ts";
import { ANSWER_USAGE, type Line, scriptedChat } from "../support/scripted_chat.ts";

const signal = new AbortController().signal;
const answer = (...names: string[]) =>
  JSON.stringify(names.map((name) => ({ domain: "Music", topic: "Sound", subtopic: name })));

/** An inventor whose model says these lines, where these draws are used. */
function invent(script: readonly Line[], used: readonly string[] = [], options: InventorOptions = {}) {
  const chat = scriptedChat(...script);
  const inventor = new ScenarioInventor(chat, options);
  let readings = 0;
  const state = { used: () => (readings++, Promise.resolve(used)) };
  const next = async () => {
    const { outcome, usage, refused } = await inventor.next(state, signal);
    const said = outcome.ok ? seedKey(outcome.value).replace("Music::Sound::", "") : outcome.rejection.reason;
    return { said, requests: usage.requests, refused: refused.map(({ reason }) => reason) };
  };
  return { next, chat, inventor, state, readings: () => readings };
}

const said = (calls: readonly { said: string }[]) => calls.map((call) => call.said);

Deno.test("ScenarioInventor asks once for several scenarios, and gives one a call", async () => {
  const { next, chat, readings } = invent([answer("Echo", "Reverb"), answer("Vibrato")], [], { listSize: 2 });
  assertEquals(await next(), { said: "Echo", requests: 1, refused: [] });
  assertEquals(await next(), { said: "Reverb", requests: 0, refused: [] });
  assertEquals(await next(), { said: "Vibrato", requests: 1, refused: [] });
  assertEquals([chat.asked.length, readings()], [2, 1]);
  const [first, second] = chat.asked.map(({ messages }) => messages[1]!.content) as [string, string];
  assertStringIncludes(first, "Invent 2 new scenarios. Choose domain");
  assertStringIncludes(second, "Music :: Sound :: Reverb; Echo");
});

Deno.test("ScenarioInventor refuses what is used, asks again with the reasons, and tells them", async () => {
  const used = ["Music::Sound::Echo", "Music::Sound::Reverb#3", "strange key"];
  const { next, chat } = invent([answer("The Echoes", "Reverb"), answer("Vibrato")], used);
  assertEquals(await next(), { said: "Vibrato", requests: 2, refused: ["near_duplicate", "near_duplicate"] });
  assertStringIncludes(chat.asked[0]!.messages[1]!.content, "Music: 2\n\nThese are there already");
  assertStringIncludes(chat.asked[1]!.messages[1]!.content, '- "Music::Sound::The Echoes" is nearly');
});

Deno.test("ScenarioInventor gives calls at the same time one scenario each, in their order", async () => {
  const names = ["Echo", "Reverb", "Vibrato", "Tremolo", "Chorus"];
  const script = [answer(...names.slice(0, 2)), "nothing", answer(...names.slice(2))];
  const { next, chat } = invent(script, [], { listSize: 3 });
  const calls = await Promise.all(names.map(() => next()));
  assertEquals(said(calls), names);
  assertEquals(calls.map(({ requests }) => requests), [1, 0, 2, 0, 0]);
  assertEquals(chat.asked.length, 3);
});

Deno.test("ScenarioInventor gives the same scenarios whenever it is called", async () => {
  const script = [answer("Echo", "Reverb"), answer("Echo"), answer("Vibrato", "Tremolo")];
  const one = invent(script);
  const together = said(await Promise.all([1, 2, 3, 4].map(() => one.next())));
  const two = invent(script);
  const apart: string[] = [];
  for (let n = 0; n < 4; n++) {
    apart.push((await two.next()).said);
    await new Promise((resolve) => setTimeout(resolve, n));
  }
  assertEquals(apart, together);
  assertEquals(
    two.chat.asked.map(({ messages }) => messages),
    one.chat.asked.map(({ messages }) => messages),
  );
});

Deno.test("ScenarioInventor is at its end after so many answers without a new scenario", async () => {
  const script: Line[] = [answer("Echo"), answer("Echo"), {
    reason: "answer_cut",
    detail: "it ends too early",
  }];
  const { next, inventor, state, chat } = invent(script, [], { maxAttempts: 2 });
  assertEquals((await next()).said, "Echo");
  assertEquals(await next(), {
    said: "nothing_invented",
    requests: 1,
    refused: ["near_duplicate", "answer_cut"],
  });
  assertEquals(await next(), { said: "nothing_invented", requests: 0, refused: [] });
  const { outcome } = await inventor.next(state, signal);
  assert(!outcome.ok);
  assertEquals(
    outcome.rejection.detail,
    "the model invented no new scenario in 2 answers; the last reason: it ends too early",
  );
  assertEquals(chat.asked.length, 3);
});

Deno.test("ScenarioInventor goes on after an error that its caller sees", async () => {
  const { next } = invent([new ProviderError("Cannot ask: no quota"), answer("Echo")]);
  const first = next();
  const second = next();
  await assertRejects(() => first, ProviderError, "no quota");
  assertEquals(await second, { said: "Echo", requests: 1, refused: [] });
});

Deno.test("ScenarioInventor asks nothing for a call that is aborted, and reads the state again after a failure", async () => {
  const { inventor, state, chat } = invent([answer("Echo")]);
  await assertRejects(
    () => inventor.next({ used: () => Promise.reject(new Error("torn")) }, signal),
    Error,
    "torn",
  );
  await assertRejects(() => inventor.next(state, AbortSignal.abort(new Error("stopped"))), Error, "stopped");
  assertEquals(chat.asked.length, 0);
  assertEquals((await inventor.next(state, signal)).usage, ANSWER_USAGE);
});

Deno.test("ScenarioInventor keeps to its domain", async () => {
  const list = openInventionList(null);
  list.add([{ domain: "Optics", topic: "Lenses", subtopic: "Ball Lens" }]);
  const { next, chat } = invent(['[{"topic": "Strings", "subtopic": "Plucking"}]'], [], {
    domain: "Music",
    list,
  });
  assertEquals((await next()).said, "Music::Strings::Plucking");
  assertStringIncludes(chat.asked[0]!.messages[1]!.content, 'All belong to the domain "Music"');
});

Deno.test("ScenarioInventor first gives what an earlier run invented and did not use", () =>
  inTempDir(async (dir) => {
    const path = `${dir}/state.json`;
    const before = invent([answer("Echo", "Reverb", "Vibrato")], [], { list: openInventionList(path) });
    assertEquals((await before.next()).said, "Echo");
    const after = invent([answer("Reverb", "Tremolo")], ["Music::Sound::Echo"], {
      list: openInventionList(path),
    });
    assertEquals(said([await after.next(), await after.next()]), ["Reverb", "Vibrato"]);
    assertEquals(after.chat.asked.length, 0);
    assertEquals(await after.next(), { said: "Tremolo", requests: 1, refused: ["near_duplicate"] });
    assertStringIncludes(
      after.chat.asked[0]!.messages[1]!.content,
      "Music :: Sound :: Vibrato; Reverb; Echo",
    );
    assertEquals(openInventionList(path).read().map(({ subtopic }) => subtopic), [
      "Echo",
      "Reverb",
      "Vibrato",
      "Tremolo",
    ]);
  }));

Deno.test("ScenarioInventor asks short questions where ten thousand are used", async () => {
  const used = Array.from(
    { length: 10_000 },
    (_, at) => `Domain ${at % 300}::Topic ${at % 9}::Thing of size ${at}`,
  );
  const { next, chat } = invent([answer("Echo")], used);
  assertEquals((await next()).said, "Echo");
  const { length } = chat.asked[0]!.messages[1]!.content;
  assert(length > 5000 && length < 20_000, `${length}`);
});
