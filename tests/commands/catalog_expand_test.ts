import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { loadCatalogue } from "../../lib/catalogue/catalogue.ts";
import { seedKey } from "../../lib/core/seed.ts";
import { apiError, chatCompletion, type Replies, startOpenAIServer } from "../support/openai_server.ts";
import { inTempDir, namesIn, runMain } from "../support/run_main.ts";

const seed = (subtopic: string, topic = "Lenses", domain = "Optics") => ({ domain, topic, subtopic });
const reply = (...seeds: unknown[]) => ({ body: chatCompletion(JSON.stringify(seeds)) });

/** What a run against a model that replies so printed and left, in a folder with the catalogue mine.json. */
async function expand(
  words: string,
  replies: Replies,
  check: (dir: string) => Promise<void> = async () => {},
) {
  await using server = startOpenAIServer(replies);
  let ended = { code: -1, stdout: "", stderr: "" };
  await inTempDir(async (dir) => {
    await Deno.writeTextFile(`${dir}/mine.json`, JSON.stringify([seed("Ball Lens"), seed("Thin Lens")]));
    const asking = ["--base-url", server.url, "--model", "small-1"];
    ended = await runMain(["catalog", "expand", ...asking, ...words.split(" ")], { cwd: dir });
    await check(dir);
  });
  const prompts = server.requests.map(({ body }) =>
    (body as { messages: { content: string }[] }).messages.at(-1)!.content
  );
  return { ...ended, prompts };
}

const keysIn = async (path: string) => (await loadCatalogue(path)).seeds.map(seedKey);

Deno.test("catalog expand adds what a model invents, and prints it", async () => {
  const { code, stdout, stderr, prompts } = await expand(
    "--catalog mine.json --domain optics --topic LENSES --count 2",
    [reply(seed("Thick Lens"), { subtopic: "Axicon" })],
    async (dir) => {
      const keys = ["Axicon", "Ball Lens", "Thick Lens", "Thin Lens"].map((name) =>
        `Optics::Lenses::${name}`
      );
      assertEquals(await keysIn(`${dir}/mine.json`), keys);
      assertEquals(namesIn(dir), ["mine.json"]);
    },
  );
  assertEquals([code, stdout], [0, "Optics::Lenses::Thick Lens\nOptics::Lenses::Axicon\n"]);
  assertMatch(stderr, /^2 of 2 scenarios added to "mine\.json"\nrequests: 1 sent\n/);
  assertStringIncludes(prompts[0]!, 'All belong to the domain "Optics" and its topic "Lenses".');
  assertStringIncludes(prompts[0]!, "Optics :: Lenses :: Ball Lens; Thin Lens");
});

Deno.test("catalog expand asks again for what was refused, and tells what it was", async () => {
  const { code, stdout, stderr, prompts } = await expand(
    "--catalog mine.json --count 2 --output new/grown.json",
    [
      reply(seed("The Thin Lenses"), seed("Bad::One")),
      reply(seed("Thick Lens"), seed("Echo", "Rooms", "Acoustics")),
    ],
    async (dir) => {
      assertEquals((await keysIn(`${dir}/new/grown.json`)).length, 4);
      assertEquals((await keysIn(`${dir}/mine.json`)).length, 2);
    },
  );
  assertEquals([code, stdout], [0, "Optics::Lenses::Thick Lens\nAcoustics::Rooms::Echo\n"]);
  assertEquals(stderr.split("\n").slice(0, 4), [
    'refused (near_duplicate): "Optics::Lenses::The Thin Lenses" is nearly "Optics::Lenses::Thin Lens"',
    'refused (entry_invalid): "Optics::Lenses::Bad::One" has a subtopic with "::", which separates the parts of a key: "Bad::One"',
    "refused: 1 near_duplicate, 1 entry_invalid",
    '2 of 2 scenarios added to "new/grown.json"',
  ]);
  assertEquals(prompts.length, 2);
});

Deno.test("catalog expand exits with 1 where too few came, with --json for programs", async () => {
  const { code, stdout, stderr, prompts } = await expand(
    "--catalog mine.json --domain Acoustics --count 3 --max-attempts 2 --json --quiet",
    [reply(seed("Echo", "Rooms", "Acoustics")), { body: chatCompletion("Sorry, no more.") }],
  );
  assertEquals([code, stderr, prompts.length], [1, "", 2]);
  assertEquals(JSON.parse(stdout), {
    file: "mine.json",
    wanted: 3,
    added: [seed("Echo", "Rooms", "Acoustics")],
    refused: [{ reason: "answer_unreadable", detail: 'the answer holds no scenario: "Sorry, no more."' }],
    requests: 2,
    tokens: { prompt: 22, completion: 14 },
    cost_usd: null,
  });
});

Deno.test("catalog expand keeps and prints what came before the provider refuses", async () => {
  const { code, stdout, stderr } = await expand(
    "--catalog mine.json --count 2",
    [reply(seed("Thick Lens")), { status: 401, body: apiError("no such key", "invalid_api_key") }],
    async (dir) => assertEquals((await keysIn(`${dir}/mine.json`)).length, 3),
  );
  assertEquals([code, stdout], [4, "Optics::Lenses::Thick Lens\n"]);
  assertStringIncludes(stderr, '1 of 2 scenarios added to "mine.json"\n');
});

Deno.test("catalog expand makes a catalogue out of nothing, and a new domain with a note", async () => {
  const nothing = await expand(
    "--catalog none --output new.json --count 1",
    [reply(seed("Echo", "Rooms", "Acoustics"))],
    async (dir) => assertEquals(await keysIn(`${dir}/new.json`), ["Acoustics::Rooms::Echo"]),
  );
  assertEquals(nothing.code, 0);
  assert(!nothing.stderr.includes("no domain") && !nothing.prompts[0]!.includes("there already"));
  const added = await expand("--catalog mine.json --domain Optisc --count 1", [
    reply({ topic: "A", subtopic: "Echo" }),
  ]);
  assertEquals(added.stdout, "Optisc::A::Echo\n");
  assertMatch(
    added.stderr,
    /^The catalogue has no domain "Optisc": it becomes a new one\. Did you mean "Optics"\?\n/,
  );
});

Deno.test("catalog expand finds the one domain of a topic", async () => {
  const { code, stdout } = await expand("--catalog mine.json --topic lens --count 1", [
    reply({ subtopic: "Axicon" }),
  ]);
  assertEquals([code, stdout], [0, "Optics::Lenses::Axicon\n"]);
});

Deno.test("catalog expand refuses what it cannot do before it asks anything", async () => {
  const cases: [words: string, message: string][] = [
    ["--count 1", "Cannot expand the built-in catalogue: it cannot be changed; name a copy with --output"],
    ["--catalog none", 'Cannot expand "none": name the new catalogue with --output'],
    ["--catalog mine.json --topic Prisms", 'Cannot use "--topic" without --domain: no domain has it'],
    ["--catalog mine.json --domain a::b", 'Cannot use "--domain": "a::b" is a name with "::"'],
    ["--catalog mine.json --output .", 'Cannot write ".": it is a folder'],
    ["--catalog mine.json --state s.json", 'Cannot use "--state": catalog expand does not take it'],
  ];
  await Promise.all(cases.map(async ([words, message]) => {
    const { code, stdout, stderr, prompts } = await expand(words, [reply()]);
    assertEquals([code, stdout, prompts.length], [2, "", 0], words);
    assertStringIncludes(stderr, message);
  }));
});

Deno.test("catalog expand needs a model", () =>
  inTempDir(async (dir) => {
    const { code, stderr } = await runMain(["catalog", "expand", "--output", "new.json"], { cwd: dir });
    assertEquals([code, namesIn(dir)], [2, []]);
    assertMatch(stderr, /^Cannot ask a model: none is configured/);
  }));

Deno.test("catalog expand stops at the first Ctrl-C, and keeps and prints what came before", () =>
  inTempDir(async (dir) => {
    await using server = startOpenAIServer([reply(seed("Thick Lens")), { ...reply(), delayMs: 60_000 }]);
    const words = ["--output", "new.json", "--count", "2", "--base-url", server.url, "--model", "small-1"];
    const { code, stdout } = await runMain(["catalog", "expand", "--catalog", "none", ...words], {
      cwd: dir,
      async onStart(child) {
        while (server.requests.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
        child.kill("SIGINT");
      },
    });
    assertEquals([code, stdout], [130, "Optics::Lenses::Thick Lens\n"]);
    assertEquals(await keysIn(`${dir}/new.json`), ["Optics::Lenses::Thick Lens"]);
  }));
