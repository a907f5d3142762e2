import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { chatCompletion, startOpenAIServer } from "../support/openai_server.ts";
import { composeDocument, generateScenarios, readParts } from "../support/generated_modules.ts";
import { smallDocument, smallSeed } from "../support/small_scenarios.ts";
import { inTempDir, namesIn, runMain, startSmallModel } from "../support/run_main.ts";

/** The tasks of a folder, by name. */
function tasksIn(folder: string): Record<string, string> {
  const names = namesIn(folder).filter((name) => name.startsWith("conversation_"));
  return Object.fromEntries(names.map((name) => [name, Deno.readTextFileSync(join(folder, name))]));
}

Deno.test("batch keeps the model's answers, pays nothing twice, and replays to the same bytes", async () => {
  await inTempDir(async (cwd) => {
    await using model = await startSmallModel(cwd, 3, 0.4);
    const batch = ["batch", "--count", "3", "--catalog-seed", "1", "--max-attempts", "6", ...model.flags];
    const first = await runMain([...batch, "--output", "one", "--json"], { cwd });
    assertEquals(first.code, 0, first.stderr);
    const asked = model.server.requests.length;
    const { books } = JSON.parse(first.stdout);
    assertEquals(books.requests.sent, asked);
    assert(namesIn(join(cwd, "one")).includes(".synthdebug_cache"));

    // As if the run had been killed before it wrote anything but its answers.
    await Deno.mkdir(join(cwd, "two"));
    await Deno.rename(join(cwd, "one/.synthdebug_cache"), join(cwd, "two/.synthdebug_cache"));
    const second = await runMain([...batch, "--output", "two", "--json"], { cwd });
    assertEquals(second.code, 0, second.stderr);
    assertEquals([model.server.requests.length, JSON.parse(second.stdout).books.requests.sent], [asked, 0]);

    const words = [...batch, "--replay", "two/.synthdebug_cache", "--output", "three"];
    const third = await runMain(words, { cwd });
    assertEquals([third.code, model.server.requests.length], [0, asked], third.stderr);
    assertMatch(third.stderr, /^requests: 0 sent, \d+ answers from the cache$/m);
    assertEquals(tasksIn(join(cwd, "two")), tasksIn(join(cwd, "one")));
    assertEquals(tasksIn(join(cwd, "three")), tasksIn(join(cwd, "one")));
    assert(!namesIn(join(cwd, "three")).includes(".synthdebug_cache"));
  });
});

Deno.test("batch --replay tells of two like modules that one from the other which came later then", async () => {
  await inTempDir(async (cwd) => {
    const seeds = [smallSeed(1), smallSeed(2)];
    await Deno.writeTextFile(join(cwd, "catalog.json"), JSON.stringify(seeds));
    const [other] = generateScenarios(await readParts(), 1);
    const isMade = () => namesIn(cwd).includes("one") && Object.keys(tasksIn(join(cwd, "one"))).length > 0;
    await using server = startOpenAIServer(async ({ body }, index) => {
      const { messages } = body as { messages: { content: string }[] };
      const seed = seeds.find(({ subtopic }) => messages[1]!.content.includes(subtopic))!;
      // Who asks first is answered last.
      while (index === 0 && !isMade()) await new Promise((resolve) => setTimeout(resolve, 10));
      if (messages.length === 2) return { body: chatCompletion(smallDocument(seed, { name: "gauge" })) };
      const { keys, bugs } = composeDocument(seed, other!.parts, "other");
      return { body: chatCompletion(JSON.stringify({ ...keys, bugs })) };
    });
    const flags = ["--base-url", server.url, "--model", "m", "--catalog", "catalog.json", "--count", "2"];
    const words = ["batch", "--catalog-seed", "1", ...flags];
    const recorded = await runMain([...words, "--output", "one"], { cwd });
    assertEquals([recorded.code, server.requests.length], [0, 3], recorded.stderr);
    assertStringIncludes(recorded.stderr, "refused: 1 near_duplicate");
    for (const concurrency of ["1", "2"]) {
      const replay = ["--replay", "one/.synthdebug_cache", "--concurrency", concurrency];
      const replayed = await runMain([...words, ...replay, "--output", `two${concurrency}`], { cwd });
      assertEquals(replayed.code, 0, replayed.stderr);
      assertEquals(tasksIn(join(cwd, `two${concurrency}`)), tasksIn(join(cwd, "one")));
    }
  });
});

Deno.test("batch asks anew for what an earlier run was answered in vain, and pays only for that", async () => {
  await inTempDir(async (cwd) => {
    await using model = await startSmallModel(cwd, 1);
    let empty = 0;
    await using moody = startOpenAIServer(async (request) => {
      if (empty++ < 2) return { body: chatCompletion("") };
      const answer = await fetch(`${model.server.url}/chat/completions`, {
        method: "POST",
        body: JSON.stringify(request.body),
      });
      return { body: await answer.json() };
    });
    const words = ["batch", "-n", "1", "--retries", "0", "--max-attempts", "2", ...model.flags];
    words[words.indexOf("--base-url") + 1] = moody.url;
    const first = await runMain(words, { cwd });
    assertEquals([first.code, moody.requests.length], [1, 2], first.stderr);
    const second = await runMain(words, { cwd });
    assertEquals([second.code, moody.requests.length], [0, 3], second.stderr);
    assertMatch(second.stderr, /^requests: 1 sent/m);
  });
});

Deno.test("batch --replay names the answer that is missing, and keeps what it could make", async () => {
  await inTempDir(async (cwd) => {
    await using model = await startSmallModel(cwd, 2);
    await Deno.mkdir(join(cwd, "empty"));
    const { code, stderr } = await runMain(["batch", "--replay", "empty", ...model.flags], { cwd });
    assertEquals([code, model.server.requests.length], [2, 0]);
    assertMatch(
      stderr,
      /^Cannot replay "empty": it has no answer 1 of model "small-1" at http:\S+ for module of "Metrology::/m,
    );
  });
});

Deno.test("batch stops before a request that would pass a limit, and keeps what was made", async () => {
  await inTempDir(async (cwd) => {
    await using model = await startSmallModel(cwd, 4);
    const words = ["batch", "--count", "4", "--max-requests", "2", "--json", ...model.flags];
    const { code, stdout, stderr } = await runMain(words, { cwd });
    const { made, stopped, books } = JSON.parse(stdout);
    assertEquals([code, made, stopped, books.requests.sent, model.server.requests.length], [
      1,
      2,
      "failed",
      2,
      2,
    ]);
    assertMatch(stderr, /^Cannot send another request: --max-requests 2 is reached/m);
    assertEquals(Object.keys(tasksIn(join(cwd, "conversations"))).length, 2);
  });
});

Deno.test("batch --cache off keeps no answer", async () => {
  await inTempDir(async (cwd) => {
    await using model = await startSmallModel(cwd, 1);
    const { code } = await runMain(["batch", "-n", "1", "--cache", "off", ...model.flags], { cwd });
    assertEquals([code, namesIn(join(cwd, "conversations")).includes(".synthdebug_cache")], [0, false]);
  });
});

Deno.test("batch --dry-run estimates, and sends and writes nothing", async () => {
  await inTempDir(async (cwd) => {
    await using model = await startSmallModel(cwd, 3);
    const words = ["batch", "--count", "5", "--dry-run", ...model.flags];
    const { code, stdout, stderr } = await runMain(words, { cwd });
    assertEquals([code, model.server.requests.length], [0, 0]);
    assertStringIncludes(stdout, "estimate for 3 tasks with openai/small-1; nothing was sent\nexpected: ");
    assertStringIncludes(stdout, "\ncost: not known (no price of openai/small-1; give one with --prices)\n");
    assertStringIncludes(stderr, "The catalogue has 3 scenarios left of 5 wanted");
    assertEquals(namesIn(cwd), ["catalog.json"]);
    const prices = {
      schema_version: 1,
      version: "mine",
      currency: "USD",
      unit: "per million tokens",
      models: { "openai/small-1": { input: 1, output: 2 } },
    };
    await Deno.writeTextFile(join(cwd, "prices.json"), JSON.stringify(prices));
    const priced = await runMain([...words, "--prices", "prices.json", "--json"], { cwd });
    const { expected, worst, tasks } = JSON.parse(priced.stdout);
    assertEquals(tasks, 3);
    assert(expected.cost_usd > 0 && worst.cost_usd > expected.cost_usd);
    const { prompt, completion } = expected.tokens;
    assertEquals(Math.round(expected.cost_usd * 1e6), prompt + 2 * completion);
  });
});

Deno.test("batch --dry-run takes no answer of an earlier round for one of the next", async () => {
  await inTempDir(async (cwd) => {
    await using model = await startSmallModel(cwd, 2);
    const words = ["batch", "--catalog-seed", "1", "--rounds", "3", ...model.flags];
    const estimate = async (count: string) => {
      const { code, stdout, stderr } = await runMain([...words, "-n", count, "--dry-run", "--json"], { cwd });
      assertEquals(code, 0, stderr);
      const { cached_modules: cached, expected } = JSON.parse(stdout);
      return [cached, expected.requests];
    };
    assertEquals((await runMain([...words, "-n", "2"], { cwd })).code, 0);
    assertEquals(await estimate("2"), [0, 3]);
    assertEquals(await estimate("4"), [0, 6]);
    // As if the run had been killed before it saved anything.
    await Deno.remove(join(cwd, "conversations/.synthdebug_state.json"));
    await Deno.remove(join(cwd, "conversations/.synthdebug_state.json.modules.jsonl"));
    assertEquals(await estimate("4"), [2, 3]);
  });
});

Deno.test("batch --dry-run says that the offline library costs nothing", async () => {
  await inTempDir(async (cwd) => {
    const { code, stdout } = await runMain(["batch", "--offline", "--dry-run"], { cwd });
    assertEquals([code, stdout], [
      0,
      "The offline library writes: nothing is asked, and nothing costs anything.\n",
    ]);
  });
});

Deno.test("batch --bug-strategies puts the kinds of bugs that were asked for into the tasks", async () => {
  await inTempDir(async (cwd) => {
    const words = ["batch", "-n", "3", "--offline", "--catalog-seed", "1", "--bug-strategies", "operator"];
    assertEquals((await runMain(words, { cwd })).code, 0);
    const kinds = Object.values(tasksIn(join(cwd, "conversations"))).flatMap((text) => JSON.parse(text).bugs);
    assertEquals(kinds.map(({ strategy }) => strategy), ["operator", "operator", "operator"]);
  });
});

const REFUSED: readonly (readonly [words: string, message: string])[] = [
  ["--offline --narrate", 'Cannot use "--narrate": the offline library writes, and it asks no model'],
  [
    "--offline --bug-strategies llm_variant",
    'Cannot use "--bug-strategies llm_variant": the offline library writes, and it asks no model',
  ],
  [
    "--offline --catalog none",
    'Cannot use "--catalog none": the offline library invents nothing; configure a model',
  ],
  [
    "--base-url http://127.0.0.1:40009/v1 --catalog none --rounds 2",
    'Cannot use "--rounds" with "--catalog none": what is invented has no end',
  ],
  [
    "--base-url http://127.0.0.1:40009/v1 --max-cost 1",
    'Cannot hold "--max-cost": the price of "gpt-4o-mini" is not known. Give it with --prices, or use --max-tokens',
  ],
  [
    "--base-url http://127.0.0.1:40009/v1 --replay . --cache x",
    'Cannot use "--replay" with "--cache": a replay keeps nothing',
  ],
  ["--model groq/llama", 'Cannot ask "groq/llama": GROQ_API_KEY is not set.'],
  ["--rpm 0", 'Cannot use "--rpm": "0" is not a whole number from 1 to 10000000'],
];

Deno.test("batch refuses in one line what makes no sense for a model, before any work", async (t) => {
  for (const [words, message] of REFUSED) {
    await t.step(words, async () => {
      await inTempDir(async (cwd) => {
        const { code, stdout, stderr } = await runMain(["batch", ...words.split(" ")], { cwd });
        assertEquals([code, stdout], [2, ""]);
        assert(stderr.startsWith(message), stderr);
        assertEquals(stderr.trimEnd().split("\n").length, 1);
      });
    });
  }
});
