import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { openModuleIndex } from "../../lib/catalogue/module_index.ts";
import type { Author, AuthorAnswer, AuthorRequest } from "../../lib/core/author.ts";
import { NO_USAGE } from "../../lib/core/usage.ts";
import { writeModule } from "../../lib/flows/write_module.ts";
import { PythonPool } from "../../lib/python/pool.ts";
import {
  GAUGE_CODE,
  gaugeTests,
  smallDocument,
  smallSeed,
  weakGaugeTests,
} from "../support/small_scenarios.ts";

const seed = smallSeed();
const draw = { seed, ordinal: 1 };
const good = smallDocument(seed);
const broken = smallDocument(seed, { code: GAUGE_CODE.replace("/ len", "- len") });
const ONE = { requests: 1, kept: 0, promptTokens: 3, completionTokens: 2, costUsd: 0.5 };

type Scripted = string | { readonly reason: string };

/** Asks an author of these answers for a module, and gives what came of it and what was asked. */
async function tryModule(
  answers: readonly Scripted[],
  maxAttempts = 5,
  more: { readonly repeats?: boolean; readonly minMutationScore?: number } = {},
) {
  const asked: AuthorRequest[] = [];
  const author: Author = {
    name: "scripted",
    model: "m",
    repeats: more.repeats ?? false,
    write(request) {
      const answer = answers[Math.min(asked.length, answers.length - 1)]!;
      asked.push(request);
      return Promise.resolve<AuthorAnswer>(
        typeof answer === "string"
          ? { kind: "text", text: answer, usage: ONE }
          : { kind: "none", detail: "there is none", usage: NO_USAGE, ...answer },
      );
    },
  };
  await using python = await PythonPool.open({ workers: 1 });
  const modules = await openModuleIndex(null);
  const signal = new AbortController().signal;
  const { minMutationScore } = more;
  const options = { author, python, maxAttempts, modules, minMutationScore, signal };
  return { asked, written: await writeModule(draw, options) };
}

Deno.test("a healthy module at the first answer needs one answer", async () => {
  const { written: { outcome, answers, refused, usage } } = await tryModule([good]);
  assert(outcome.ok);
  assertEquals(outcome.value.healthy.testIds.length, 6);
  assertEquals([answers, refused, usage], [1, [], ONE]);
});

Deno.test("a module that fails its own tests goes back with the run's output, and one key mends it", async () => {
  const { asked, written } = await tryModule([broken, JSON.stringify({ correct_code: GAUGE_CODE })]);
  assert(written.outcome.ok);
  assertEquals([written.answers, written.usage], [2, {
    requests: 2,
    kept: 0,
    promptTokens: 6,
    completionTokens: 4,
    costUsd: 1,
  }]);
  assertEquals(written.refused.map(({ reason }) => reason), ["healthy_fails"]);
  const { rejection, readable } = asked[1]!.repair!;
  assert(readable);
  assertStringIncludes(
    rejection.detail,
    "the module fails its own tests: TestGauge.test_mean: AssertionError",
  );
  assertStringIncludes(rejection.output!, "FAIL: test_mean");
  assertStringIncludes(rejection.output!, "self.assertEqual(mean([1, 2, 6]), 3)");
});

Deno.test("answers that never came are no answers, and what was to be mended stays to be mended", async () => {
  const none = { reason: "provider_unavailable" };
  const { asked, written } = await tryModule([none, broken, none, { reason: "answer_empty" }, good]);
  assert(written.outcome.ok);
  assertEquals(written.answers, 3);
  assertEquals(asked.map(({ repair }) => repair?.rejection.reason ?? null), [
    null,
    null,
    "healthy_fails",
    "healthy_fails",
    "healthy_fails",
  ]);
});

Deno.test("requests that come to nothing are bounded, and use up no answers", async () => {
  const none = { reason: "request_timeout" };
  const { asked, written } = await tryModule([none, "no mapping", none, good], 3);
  assert(written.outcome.ok);
  assertEquals([asked.map(({ attempt }) => attempt), written.answers], [[1, 1, 2, 2], 2]);
  const silent = await tryModule([none], 3);
  assert(!silent.written.outcome.ok);
  assertEquals([silent.asked.length, silent.written.answers], [3, 0]);
});

Deno.test("an answer that was cut before anything could be read is asked for again with the reason", async () => {
  const { asked, written } = await tryModule([{ reason: "answer_cut" }, good]);
  assert(written.outcome.ok);
  assertEquals(asked[1]!.repair, {
    answer: "",
    readable: false,
    rejection: { reason: "answer_cut", detail: "there is none" },
  });
});

Deno.test("a module is given up after the attempts allowed, with the last reason", async () => {
  const { asked, written: { outcome, refused, answers } } = await tryModule(["no mapping", broken], 3);
  assert(!outcome.ok);
  assertEquals([asked.length, answers], [3, 3]);
  assertEquals([...refused, outcome.rejection].map(({ reason }) => reason), [
    "answer_not_yaml",
    "healthy_fails",
    "healthy_fails",
  ]);
});

Deno.test("a module with weak tests goes back with the mutants that they do not see", async () => {
  const answers = [
    smallDocument(seed, { tests: weakGaugeTests("gauge") }),
    JSON.stringify({ unit_tests: gaugeTests("gauge") }),
  ];
  const { asked, written } = await tryModule(answers, 5, { minMutationScore: 0.6 });
  assert(written.outcome.ok, JSON.stringify(written.outcome));
  assertEquals(written.refused.map(({ reason }) => reason), ["weak_tests"]);
  assertMatch(
    asked[1]!.repair!.rejection.detail,
    /write tests that see these: .*line 7 as `return max\(low, max\(value, high\)\)`/,
  );
});

Deno.test("an author who repeats is not asked again for tests that are too weak", async () => {
  const answers = [smallDocument(seed, { tests: weakGaugeTests("gauge") })];
  const { asked, written } = await tryModule(answers, 5, { repeats: true, minMutationScore: 0.99 });
  assert(!written.outcome.ok);
  assertEquals([written.outcome.rejection.reason, asked.length], ["weak_tests", 1]);
});
