import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { expandCatalogue, type GrowingCatalogue, LIST_SIZE } from "../../lib/catalogue/expand_catalogue.ts";
import { HeldScenarios } from "../../lib/catalogue/held_scenarios.ts";
import { ProviderError } from "../../lib/core/errors.ts";
import type { Seed } from "../../lib/core/seed.ts";
import { type Line, scriptedChat } from "../support/scripted_chat.ts";

const seed = (subtopic: string): Seed => ({ domain: "Numbers", topic: "All", subtopic });
const answer = (...names: string[]) => JSON.stringify(names.map(seed));
const numbers = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => `Number ${from + at}`);

/** A catalogue in memory; what it has by its own is refused as CatalogueFile does. */
function catalogueOf(
  names: readonly string[],
  late: readonly string[] = [],
): GrowingCatalogue & { saved: string[] } {
  const held = new HeldScenarios(names.map(seed));
  const saved: string[] = [];
  return {
    held,
    saved,
    add(seeds) {
      const added = seeds.filter(({ subtopic }) => !late.includes(subtopic));
      saved.push(...added.map(({ subtopic }) => subtopic));
      for (const each of added) held.add(each);
      const refused = seeds.filter(({ subtopic }) => late.includes(subtopic))
        .map(({ subtopic }) => ({ reason: "near_duplicate", detail: `${subtopic} came in meanwhile` }));
      return Promise.resolve({ added, refused });
    },
  };
}

async function expand(
  script: readonly Line[],
  { count, maxAttempts = 3, catalogue = catalogueOf([]) }: {
    count: number;
    maxAttempts?: number;
    catalogue?: ReturnType<typeof catalogueOf>;
  },
) {
  const chat = scriptedChat(...script);
  const signal = new AbortController().signal;
  const focus = { domain: null, topic: null };
  const result = await expandCatalogue(chat, catalogue, { count, focus, maxAttempts, signal });
  assertEquals(result.added.map(({ subtopic }) => subtopic), catalogue.saved);
  return {
    added: catalogue.saved,
    reasons: result.refused.map(({ reason }) => reason),
    usage: result.usage,
    failure: result.failure,
    prompts: chat.asked.map(({ messages }) => messages[1]!.content),
  };
}

Deno.test("expandCatalogue() asks again for what is missing, told what was refused", async () => {
  const result = await expand(
    [
      answer("Number 1", "Number 2", "Number 1"),
      { reason: "answer_cut", detail: "it ends too early" },
      answer("Number 3"),
    ],
    { count: 3 },
  );
  assertEquals(result.added, ["Number 1", "Number 2", "Number 3"]);
  assertEquals(result.reasons, ["near_duplicate", "answer_cut"]);
  assertEquals(result.usage.requests, 2);
  assertEquals(result.prompts.map((prompt) => prompt.split(" new ")[0]), [
    "Invent 3",
    "Invent 1",
    "Invent 1",
  ]);
  assertStringIncludes(result.prompts[1]!, '- "Numbers::All::Number 1" is nearly "Numbers::All::Number 1"');
  assertStringIncludes(result.prompts[1]!, "Numbers :: All :: Number 2; Number 1");
  // What went wrong on the way is not the model's fault: the same is asked again.
  assertEquals(result.prompts[2], result.prompts[1]);
});

Deno.test("expandCatalogue() asks for long lists in parts, and at most so often for each", async () => {
  const done = await expand([
    answer(...numbers(0, 20)),
    answer(...numbers(20, 20)),
    answer(...numbers(40, 5)),
  ], {
    count: 45,
  });
  assertEquals(done.added, numbers(0, 45));
  assertEquals(done.prompts.map((prompt) => /\d+/.exec(prompt)![0]), ["20", "20", "5"]);
  const slow = await expand(numbers(0, 4).map((name) => answer(name)), {
    count: LIST_SIZE + 1,
    maxAttempts: 2,
  });
  assertEquals([slow.added.length, slow.failure], [4, null]);
});

Deno.test("expandCatalogue() ends where the model repeats itself", async () => {
  const result = await expand(Array(3).fill(answer("Number 1")), {
    count: 2,
    catalogue: catalogueOf(["Number 1"]),
  });
  assertEquals([result.added, result.reasons, result.failure], [[], Array(3).fill("near_duplicate"), null]);
});

Deno.test("expandCatalogue() asks again where others added the same meanwhile", async () => {
  const catalogue = catalogueOf([], ["Number 1"]);
  const result = await expand([answer("Number 1", "Number 2"), answer("Number 3")], { count: 2, catalogue });
  assertEquals([result.added, result.reasons], [["Number 2", "Number 3"], ["near_duplicate"]]);
});

Deno.test("expandCatalogue() keeps what came before an error, and gives the error", async () => {
  const error = new ProviderError("Cannot ask: no quota");
  const result = await expand([answer("Number 1"), error], { count: 2 });
  assertEquals([result.added, result.usage.requests], [["Number 1"], 1]);
  assert(result.failure === error);
});

Deno.test("expandCatalogue() asks nothing more once it is aborted", async () => {
  const controller = new AbortController();
  const chat = scriptedChat(answer("Number 1"));
  const catalogue = catalogueOf([]);
  const adding: GrowingCatalogue = {
    held: catalogue.held,
    add(seeds) {
      controller.abort("enough");
      return catalogue.add(seeds);
    },
  };
  const options = {
    count: 2,
    focus: { domain: null, topic: null },
    maxAttempts: 3,
    signal: controller.signal,
  };
  const { added, failure } = await expandCatalogue(chat, adding, options);
  assertEquals([added.length, failure, chat.asked.length], [1, "enough", 1]);
});
