import { assert, assertEquals } from "@std/assert";
import { readSpec } from "../../lib/answers/read_spec.ts";
import type { AuthorAnswer } from "../../lib/core/author.ts";
import { ProviderError } from "../../lib/core/errors.ts";
import { NO_USAGE } from "../../lib/core/usage.ts";
import { modelAuthor } from "../../lib/llm/model_author.ts";
import { modelChat } from "../../lib/llm/model_chat.ts";
import { JUNK, libraryReplies, readScenarios, type Scenario } from "./library_replies.ts";
import { startOpenAIServer } from "./openai_server.ts";

const scenarios = await readScenarios();

function seedOf(scenario: Scenario) {
  const [domain, topic, subtopic] = scenario.names as [string, string, string];
  return { domain, topic, subtopic };
}

async function ask(url: string, scenario: Scenario): Promise<AuthorAnswer> {
  const author = modelAuthor(modelChat({ model: "m", apiKey: "none", baseUrl: url, maxRetries: 0 }));
  const { signal } = new AbortController();
  const draw = { seed: seedOf(scenario), ordinal: 1 };
  // A server that fails at the first request of a run ends the run.
  return await author.write({ draw, attempt: 1, repair: null, earlier: [], signal }).catch((error) => {
    assert(error instanceof ProviderError);
    return { kind: "none", reason: "stopped", detail: error.message, usage: NO_USAGE };
  });
}

Deno.test("libraryReplies() answers the program's own prompt with the scenario it asks for", async () => {
  await using server = startOpenAIServer(libraryReplies(scenarios));
  for (const scenario of scenarios) {
    const answer = await ask(server.url, scenario);
    assertEquals(answer.kind === "text" && answer.text, scenario.text);
    assert(readSpec(scenario.text, seedOf(scenario), null).outcome.ok);
  }
  const other = await ask(server.url, { text: "", names: ["Optics", "Lenses", "Lensmaker"] });
  assertEquals(other.kind === "text" && other.text.slice(0, 10), "I am sorry");
});

Deno.test("libraryReplies() gives the same share of junk in each run, in any order", async () => {
  const kinds = async (list: readonly Scenario[]) => {
    await using server = startOpenAIServer(libraryReplies(scenarios, 0.5));
    const found = new Map<string, boolean>();
    for (let round = 0; round < 8; round++) {
      for (const scenario of list) {
        const answer = await ask(server.url, scenario);
        found.set(`${scenario.names} ${round}`, answer.kind === "text" && answer.text === scenario.text);
      }
    }
    return found;
  };
  const list = scenarios.slice(0, 6);
  const first = await kinds(list);
  const second = await kinds(list.toReversed());
  for (const [key, good] of first) assertEquals(second.get(key), good, key);
  const good = [...first.values()].filter((right) => right).length;
  assert(good > 12 && good < 36, `${good} of 48`);
});

Deno.test("JUNK changes every answer: all are refused but for prose and what needs Python", async () => {
  const scenario = scenarios[0]!;
  const good = readSpec(scenario.text, seedOf(scenario), null).outcome;
  assert(good.ok);
  let same = 0;
  let others = 0;
  for (const junk of JUNK) {
    await using server = startOpenAIServer([junk(scenario.text)]);
    const answer = await ask(server.url, scenario);
    if (answer.kind === "none") continue;
    assert(answer.kind === "text" && answer.text !== scenario.text);
    const { outcome } = readSpec(answer.text, seedOf(scenario), null);
    if (!outcome.ok) continue;
    if (JSON.stringify(outcome.value.spec) === JSON.stringify(good.value.spec)) same++;
    else others++;
  }
  assertEquals({ same, others }, { same: 1, others: 2 });
});
