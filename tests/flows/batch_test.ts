import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { STRATEGIES } from "../../lib/bugs/strategies.ts";
import { ModuleIndex, openModuleIndex } from "../../lib/catalogue/module_index.ts";
import { type DrawState, memoryState, openState } from "../../lib/catalogue/state.ts";
import type { Author } from "../../lib/core/author.ts";
import { NO_USAGE } from "../../lib/core/usage.ts";
import type { BugStrategy } from "../../lib/core/bug_strategy.ts";
import { ProviderError } from "../../lib/core/errors.ts";
import { seededRandom, shuffle } from "../../lib/core/random.ts";
import { drawKey, type Seed, seedKey } from "../../lib/core/seed.ts";
import { type BatchOptions, runBatch } from "../../lib/flows/batch.ts";
import type { BatchSummary } from "../../lib/flows/batch_summary.ts";
import { catalogueSource } from "../../lib/flows/draw_source.ts";
import { Journal } from "../../lib/flows/journal.ts";
import { TaskMaker } from "../../lib/flows/task_maker.ts";
import { offlineAuthor } from "../../lib/library/offline_author.ts";
import { PythonPool } from "../../lib/python/pool.ts";
import { conversationName, saveConversation } from "../../lib/stages/8_save.ts";
import {
  authorOf,
  GAUGE_CODE,
  smallAuthor,
  smallDocument,
  smallSeed,
  weakGaugeTests,
} from "../support/small_scenarios.ts";

interface Trial extends Partial<BatchOptions> {
  readonly author: Author;
  readonly order: readonly Seed[];
  readonly count: number;
  readonly strategies?: readonly BugStrategy[];
  readonly workers?: number;
  readonly state?: DrawState;
  readonly attempts?: number;
  readonly rounds?: number;
  readonly modules?: ModuleIndex;
  readonly minMutationScore?: number;
}

interface Tried {
  readonly summary: BatchSummary;
  /** Texts of the made files, by name without folder. */
  readonly files: ReadonlyMap<string, string>;
  readonly events: readonly Record<string, unknown>[];
  readonly used: readonly string[];
  readonly shown: readonly string[];
}

/** Runs a batch into a folder of its own, with a journal. */
async function tryBatch(trial: Trial): Promise<Tried> {
  const dir = await Deno.makeTempDir();
  try {
    const never = new AbortController().signal;
    await using python = await PythonPool.open({ workers: trial.workers ?? 2 });
    const state = trial.state ?? memoryState();
    const shown: string[] = [];
    let summary: BatchSummary;
    {
      using journal = await Journal.open(join(dir, "run.jsonl"), { run: "r", now: () => new Date(0) });
      summary = await runBatch({
        concurrency: 4,
        retries: 0,
        source: catalogueSource(trial.order, trial.author.repeats ? Infinity : trial.rounds ?? 1),
        maker: new TaskMaker({
          author: trial.author,
          python,
          strategies: trial.strategies ?? STRATEGIES,
          modules: trial.modules ?? null,
          minMutationScore: trial.minMutationScore ?? 0,
          maxAttempts: trial.attempts ?? 1,
          signal: never,
        }),
        state,
        save: async (payload) => {
          const path = join(dir, conversationName(payload, ""));
          await saveConversation(payload, path);
          return path;
        },
        journal,
        onProgress: ({ last, made, skipped, wanted }) => shown.push(`${made}+${skipped}/${wanted} ${last}`),
        draining: never,
        signal: never,
        ...trial,
      });
    }
    const lines = (await Deno.readTextFile(join(dir, "run.jsonl"))).split("\n");
    assertEquals(lines.pop(), "");
    const names = [...Deno.readDirSync(dir)].map(({ name }) => name).filter((name) => name.endsWith(".json"))
      .sort();
    assertEquals(summary.files.map((path) => path.slice(dir.length + 1)), names);
    return {
      summary,
      files: new Map(names.map((name) => [name, Deno.readTextFileSync(join(dir, name))])),
      events: lines.map((line) => JSON.parse(line)),
      used: await state.used(),
      shown,
    };
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

const of = (n: number) => seedKey(smallSeed(n));

Deno.test("runBatch() takes every scenario once before any twice, and never a bug twice", async () => {
  const { author, seeds } = smallAuthor(3);
  const { summary, files, used } = await tryBatch({ author, order: seeds, count: 5, concurrency: 2 });
  assertEquals([summary.wanted, summary.made, summary.stopped, summary.failure], [5, 5, null, null]);
  assertEquals(used, [of(1), `${of(1)}#2`, of(2), `${of(2)}#2`, of(3)]);
  const ids = [...files.values()].map((text) => JSON.parse(text).id);
  assertEquals(new Set(ids).size, 5);
});

Deno.test("runBatch() makes as many tasks as wanted, and no more, whatever the concurrency", async () => {
  const { author, seeds } = smallAuthor(4);
  for (const [count, concurrency] of [[1, 8], [3, 3], [4, 1]] as const) {
    const { summary, files } = await tryBatch({ author, order: seeds, count, concurrency });
    assertEquals([summary.made, files.size], [count, count]);
  }
});

/** A module with one to three bugs, and a strategy that finds just these. */
function rationed(bugsOf: readonly number[]): { author: Author; order: Seed[]; strategies: BugStrategy[] } {
  const bugs = ["/ len(values)", "count += 1", "min(value, high)"].map((find) => ({
    description: `${find} is off.`,
    root_cause: "A slip.",
    find,
    replace: find === "count += 1" ? "count += 2" : find.replace("len(values)", "3.5").replace("min", "max"),
  }));
  const order = bugsOf.map((_, at) => smallSeed(at + 1));
  const documents = order.map((seed, at) =>
    [seed, smallDocument(seed, { name: `gauge_${at + 1}`, bugs: bugs.slice(0, bugsOf[at]) })] as const
  );
  return { author: authorOf(documents), order, strategies: [STRATEGIES[0]!] };
}

Deno.test("runBatch() replaces scenarios without further bugs by others, in whatever order they end", async () => {
  const runs = await Promise.all(
    [[1, 1], [6, 2], [3, 1]].map(([concurrency, workers]) =>
      tryBatch({ ...rationed([1, 3, 2]), count: 6, concurrency, workers })
    ),
  );
  for (const { summary, used } of runs) {
    assertEquals([summary.made, summary.skipped, summary.refused], [6, {}, {}]);
    assertEquals(used, [of(1), of(2), `${of(2)}#2`, `${of(2)}#3`, of(3), `${of(3)}#2`]);
  }
});

Deno.test("runBatch() ends where every bug of every scenario is used", async () => {
  const { summary, used } = await tryBatch({ ...rationed([1, 2]), count: 9, concurrency: 4 });
  assertEquals([summary.made, summary.stopped], [3, "catalogue_used_up"]);
  assertEquals(used, [of(1), of(2), `${of(2)}#2`]);
});

Deno.test("two runs give the same bytes, whatever the concurrency and the number of workers", async () => {
  const author = offlineAuthor();
  const order = shuffle(seededRandom("9"), author.seeds).slice(0, 2);
  const [one, other] = [
    await tryBatch({ author, order, count: 3, concurrency: 1, workers: 1 }),
    await tryBatch({ author: offlineAuthor(), order, count: 3, concurrency: 3, workers: 2 }),
  ];
  assertEquals(one!.files.size, 3);
  assertEquals(one!.files, other!.files);
});

Deno.test("a task that fails is retried, then skipped with its reason, and the others go on", async () => {
  const { seeds } = smallAuthor(3);
  const [good, bad, flaky] = seeds as [Seed, Seed, Seed];
  let asked = 0;
  const healthy = authorOf([[good, smallDocument(good)], [bad, "no document"], [
    flaky,
    smallDocument(flaky, { name: "meter" }),
  ]], {
    repeats: false,
  });
  const author: Author = {
    ...healthy,
    // Fails twice, then works.
    write: (request) => {
      if (request.draw.seed !== flaky || ++asked > 2) return healthy.write(request);
      const broken = smallDocument(flaky, { name: "meter", code: GAUGE_CODE.replace("/ len", "- len") });
      return Promise.resolve({
        kind: "text",
        text: broken,
        usage: { ...NO_USAGE, requests: 1, kept: 0, promptTokens: 1, completionTokens: 1 },
      });
    },
  };
  const { summary, events, used, shown } = await tryBatch({
    author,
    order: seeds,
    count: 3,
    retries: 2,
    attempts: 2,
  });
  assertEquals([summary.made, summary.skipped], [2, { answer_not_yaml: 1 }]);
  // Three attempts of two answers each, and two broken modules.
  assertEquals(summary.refused, { answer_not_yaml: 6, healthy_fails: 2 });
  assertEquals(used, [seedKey(good), seedKey(flaky)]);
  assertEquals(summary.usage, {
    requests: 10,
    kept: 0,
    promptTokens: 6 * 10 + 2 + 10 + 10,
    completionTokens: 6 * 20 + 2 + 20 + 20,
    costUsd: 0,
  });
  // The flaky one was healthy at the third answer; two attempts at the bad one's six answers came to nothing.
  assertEquals(summary.modules, { firstAnswer: 1, repaired: 1, givenUp: 1 });
  const counted = Map.groupBy(events, ({ event }) => event);
  assertEquals([
    counted.get("task_made")!.length,
    counted.get("task_skipped")!.length,
    counted.get("refused")!.length,
  ], [2, 1, 8]);
  for (const event of counted.get("refused")!) {
    assert([event.key, event.reason, event.detail].every((part) => typeof part === "string" && part !== ""));
  }
  assertStringIncludes(shown.join("\n"), `skipped ${seedKey(bad)}: the answer is`);
  assert(shown.at(-1)!.startsWith("2+1/3"));
});

Deno.test("each candidate that was rejected is in the journal once, and they add up to the summary's counts", async () => {
  const author = offlineAuthor();
  const order = shuffle(seededRandom("3"), author.seeds).slice(0, 3);
  const { summary, events } = await tryBatch({ author, order, count: 7 });
  assertEquals(summary.made, 7);
  const rejects = events.filter(({ event }) => event === "candidate");
  const counted: Record<string, number> = {};
  for (const { verdict } of rejects) counted[String(verdict)] = (counted[String(verdict)] ?? 0) + 1;
  const { failed, ...others } = summary.candidates;
  assertEquals(counted, others);
  assert(counted.survived! >= 3 && failed! > 60, JSON.stringify(summary.candidates));
  const keys = ["event", "family", "function", "key", "line", "operator", "run", "time", "verdict"];
  for (const event of rejects) {
    assertEquals(Object.keys(event).filter((key) => key !== "reason").toSorted(), keys);
    assert(order.some((seed) => String(event.key).startsWith(seedKey(seed))));
  }
  // A kind of change on a line may come in several variants, but not for every task of the module again.
  const sizes = rejects.map((event) => JSON.stringify(event).length);
  const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
  assert(mean < 300 && Math.max(...sizes) < 400, `${mean}, ${Math.max(...sizes)}`);
});

Deno.test("a module with weak tests is given up once and for all of its bugs, and told of with the mutants", async () => {
  const seeds = [smallSeed(1), smallSeed(2)];
  const weak = weakGaugeTests("weak");
  const author = authorOf([
    [seeds[0]!, smallDocument(seeds[0]!, { name: "gauge" })],
    [seeds[1]!, smallDocument(seeds[1]!, { name: "weak", tests: weak })],
  ]);
  const { summary, events } = await tryBatch({
    author,
    order: seeds,
    count: 4,
    retries: 2,
    concurrency: 1,
    minMutationScore: 0.6,
  });
  assertEquals([summary.made, summary.skipped, summary.refused], [3, { weak_tests: 1 }, { weak_tests: 1 }]);
  assertMatch(
    String(events.find(({ event }) => event === "task_skipped")!.detail),
    /^the tests see \d+ of \d+ .* these: line \d+ as /,
  );
});

Deno.test("an author who does not repeat ends with the catalogue, and what was made is kept", async () => {
  const { author, seeds } = smallAuthor(2, { repeats: false });
  const { summary, files } = await tryBatch({ author, order: seeds, count: 5 });
  assertEquals([summary.made, files.size, summary.stopped], [2, 2, "catalogue_used_up"]);
});

Deno.test("a task in flight is still retried when the catalogue is used up meanwhile", async () => {
  const { author: healthy, seeds } = smallAuthor(2, { repeats: false });
  let asked = 0;
  const author: Author = {
    ...healthy,
    // The second scenario fails once, while a third task finds nothing left.
    write: async (request) => {
      if (request.draw.seed !== seeds[1] || ++asked > 1) return await healthy.write(request);
      await new Promise((resolve) => setTimeout(resolve, 300));
      return { kind: "none", reason: "answer_empty", detail: "the answer is empty", usage: NO_USAGE };
    },
  };
  const { summary } = await tryBatch({
    author,
    order: seeds,
    count: 5,
    retries: 1,
    attempts: 1,
    concurrency: 3,
  });
  assertEquals([summary.made, summary.refused, summary.stopped], [
    2,
    { answer_empty: 1 },
    "catalogue_used_up",
  ]);
});

Deno.test("further rounds write a scenario anew, and refuse a module that is nearly one that exists", async () => {
  const { seeds } = smallAuthor(2);
  const asked: string[] = [];
  const author: Author = {
    name: "rounds",
    model: "m",
    repeats: false,
    write: ({ draw, earlier, repair }) => {
      asked.push(`${drawKey(draw)} ${earlier.join("|")} ${repair?.rejection.reason ?? ""}`.trim());
      // The second round repeats the module at first, and is another one when it is told.
      const other = draw.ordinal === 2 && repair !== null;
      const n = seeds.indexOf(draw.seed) + 1;
      const code = other ? otherCode(n) : n === 1 ? GAUGE_CODE : thirdCode();
      const tests = other ? otherTests(n) : n === 1 ? undefined : thirdTests();
      const text = smallDocument(draw.seed, { name: "gauge", code, ...tests ? { tests } : {} });
      return Promise.resolve({ kind: "text", text, usage: NO_USAGE });
    },
  };
  const trial = { author, order: seeds, count: 5, rounds: 2, attempts: 3, concurrency: 1 };
  const { summary, used } = await tryBatch({ ...trial, modules: openModuleIndex(null) });
  assertEquals([summary.made, summary.refused, summary.stopped], [
    4,
    { near_duplicate: 2 },
    "catalogue_used_up",
  ]);
  assertEquals(used, [of(1), `${of(1)}#2`, of(2), `${of(2)}#2`]);
  const told = "Clamps, averages and counts readings.";
  assertEquals(asked, [
    of(1),
    of(2),
    `${of(1)}#2 ${told}`,
    `${of(1)}#2 ${told} near_duplicate`,
    `${of(2)}#2 ${told}`,
    `${of(2)}#2 ${told} near_duplicate`,
  ]);
});

Deno.test("of two tasks with nearly the same module that come to be saved at once, one is refused", async () => {
  const { seeds } = smallAuthor(2);
  const author: Author = {
    name: "twins",
    model: "m",
    repeats: false,
    write: ({ draw }) => {
      const text = smallDocument(draw.seed, { name: "gauge", code: GAUGE_CODE });
      return Promise.resolve({ kind: "text", text, usage: NO_USAGE });
    },
  };
  let looks = 0;
  class Watched extends ModuleIndex {
    override nearest(code: string, ownKey: string | null = null) {
      looks++;
      return super.nearest(code, ownKey);
    }
  }
  const dir = await Deno.makeTempDir();
  try {
    const state = await openState(join(dir, "state.json"), { knownKeys: null });
    const saved: string[] = [];
    const save = async ({ id, subtopic }: { id: string; subtopic: string }) => {
      // Each task looks when its module is written and when it is saved: the other one may do both by now.
      for (let waited = 0; looks < 4 && waited < 500; waited += 10) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      saved.push(subtopic);
      return join(dir, id);
    };
    const never = new AbortController().signal;
    await using python = await PythonPool.open({ workers: 2 });
    const modules = new Watched(null);
    const maker = new TaskMaker({
      author,
      python,
      strategies: STRATEGIES,
      modules,
      maxAttempts: 1,
      signal: never,
    });
    const summary = await runBatch({
      count: 2,
      concurrency: 2,
      retries: 0,
      source: catalogueSource(seeds, 1),
      maker,
      state,
      save,
      draining: never,
      signal: never,
    });
    await state.close();
    assertEquals([summary.made, saved.length, summary.skipped], [1, 1, { near_duplicate: 1 }]);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
});

Deno.test("a provider that refuses stops the batch, and what was made or in flight is kept", async () => {
  const { author, seeds } = smallAuthor(6, { repeats: false });
  let asked = 0;
  const refusing: Author = {
    ...author,
    write: (request) =>
      ++asked > 2 ? Promise.reject(new ProviderError("Cannot ask: no quota")) : author.write(request),
  };
  const { summary, files, used } = await tryBatch({
    author: refusing,
    order: seeds,
    count: 6,
    concurrency: 3,
  });
  assert(summary.failure instanceof ProviderError);
  assertEquals([summary.made, files.size, used.length, summary.stopped], [2, 2, 2, "failed"]);
  assertEquals(asked, 3);
});

Deno.test("draining starts nothing new and finishes what is in flight", async () => {
  const { author, seeds } = smallAuthor(6);
  const draining = new AbortController();
  let asked = 0;
  const watched: Author = {
    ...author,
    write: (request) => {
      if (++asked === 2) draining.abort();
      return author.write(request);
    },
  };
  const { summary, used } = await tryBatch({
    author: watched,
    order: seeds,
    count: 6,
    concurrency: 2,
    draining: draining.signal,
  });
  assertEquals([summary.made, used.length, summary.stopped], [2, 2, "interrupted"]);
});

Deno.test("a task that could not be saved is not counted as used", async () => {
  const { author, seeds } = smallAuthor(2);
  const dir = await Deno.makeTempDir();
  const state = await openState(join(dir, "state.json"), { knownKeys: null });
  const save = () => Promise.reject(new TypeError("the disk is gone"));
  const { summary, used } = await tryBatch({ author, order: seeds, count: 2, concurrency: 1, save, state });
  assert(summary.failure instanceof TypeError);
  assertEquals([summary.made, used, summary.stopped], [0, [], "failed"]);
  await state.close();
  assertEquals([...Deno.readDirSync(dir)], []);
  await Deno.remove(dir, { recursive: true });
});

Deno.test("a further run with the same state goes on where the last one ended", async () => {
  const dir = await Deno.makeTempDir();
  const path = join(dir, "state.json");
  const { author, seeds } = smallAuthor(2);
  const made: string[] = [];
  for (const count of [1, 2, 1]) {
    const state = await openState(path, { knownKeys: new Set(seeds.map(seedKey)) });
    made.push(...(await tryBatch({ author, order: seeds, count, state })).files.values());
    await state.close();
  }
  assertEquals(JSON.parse(await Deno.readTextFile(path)), [of(1), `${of(1)}#2`, of(2), `${of(2)}#2`]);
  assertEquals(new Set(made).size, 4);
  await Deno.remove(dir, { recursive: true });
});

Deno.test("a journal's lines are whole, in order, and added to those that are there", async () => {
  const dir = await Deno.makeTempDir();
  const path = join(dir, "run.jsonl");
  for (const run of ["one", "two"]) {
    using journal = await Journal.open(path, { run, now: () => new Date(0) });
    journal.write({ event: "note", text: "line\nbreak \u2028 ü" });
    journal.write({ event: "end" });
  }
  const events = (await Deno.readTextFile(path)).trimEnd().split("\n").map((line) => JSON.parse(line));
  assertEquals(events.map(({ event, run }) => `${run} ${event}`), [
    "one note",
    "one end",
    "two note",
    "two end",
  ]);
  assertEquals([events[0].text, events[0].time], ["line\nbreak \u2028 ü", "1970-01-01T00:00:00.000Z"]);
  await Deno.remove(dir, { recursive: true });
});

/** Modules that share nothing with each other but the language. */
function otherCode(n: number): string {
  return n === 1
    ? "def horner(coefficients, x):\n    total = 0\n    for c in coefficients:\n        total = total * x + c\n    return total\n"
    : "def gcd(a, b):\n    while b:\n        a, b = b, a % b\n    if a < 0:\n        return -a\n    return a\n";
}

function otherTests(n: number): string {
  const [name, body] = n === 1
    ? [
      "horner",
      "        self.assertEqual(horner([1, 2, 3], 2), 11)\n\n    def test_none(self):\n        self.assertEqual(horner([], 5), 0)\n",
    ]
    : [
      "gcd",
      "        self.assertEqual(gcd(12, 18), 6)\n\n    def test_zero(self):\n        self.assertEqual(gcd(7, 0), 7)\n",
    ];
  return `import unittest\n\nfrom gauge import ${name}\n\n\nclass T(unittest.TestCase):\n    def test_it(self):\n${body}`;
}

function thirdCode(): string {
  return "def spread(values):\n    ordered = sorted(values)\n    return ordered[-1] - ordered[0] if len(ordered) > 1 else 0\n";
}

function thirdTests(): string {
  return "import unittest\n\nfrom gauge import spread\n\n\nclass T(unittest.TestCase):\n    def test_two(self):\n" +
    "        self.assertEqual(spread([3, 1]), 2)\n\n    def test_one(self):\n        self.assertEqual(spread([3]), 0)\n";
}
