import { assert, assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { parseStrategyWeights } from "../../lib/bugs/choose_strategies.ts";
import { mutateModule } from "../../lib/bugs/mutate_module.ts";
import { STRATEGIES } from "../../lib/bugs/strategies.ts";
import { ModuleStudy } from "../../lib/flows/module_study.ts";
import {
  measureStrength,
  MUTANT_SAMPLE,
  type SuiteStrength,
  whyWeak,
} from "../../lib/flows/suite_strength.ts";
import { proveHealthy } from "../../lib/stages/3_healthy.ts";
import { judge } from "../../lib/stages/5_verdicts.ts";
import { checkedSmall, type SmallParts, weakGaugeTests } from "../support/small_scenarios.ts";
import { sharedPool } from "../support/with_pool.ts";

const pool = sharedPool([1, 2]);
const signal = new AbortController().signal;

async function subjectOf(parts: SmallParts) {
  const module = await checkedSmall(pool(), parts);
  const healthy = await proveHealthy(module, pool());
  assert(healthy.ok);
  return { request: { module, subject: "s", signal }, healthy: healthy.value, python: pool() };
}

async function strengthOf(parts: SmallParts = {}): Promise<SuiteStrength> {
  return await measureStrength(await subjectOf(parts));
}

Deno.test("measureStrength() counts what the whole suite says of each mutant of the sample", async () => {
  const subject = await subjectOf({ tests: weakGaugeTests("gauge") });
  const { mutation, survivors, verdicts } = await measureStrength(subject);
  const kinds: Record<string, number> = {};
  for (const code of verdicts.keys()) {
    const { kind } = await judge(code, { ...subject, checked: subject.request.module });
    kinds[kind] = (kinds[kind] ?? 0) + 1;
  }
  const { failed = 0, timeout = 0, crashed = 0, survived = 0, invalid = 0 } = kinds;
  assert(survived > 3 && failed > 3, JSON.stringify(kinds));
  const { spec, tree } = subject.request.module;
  const possible = [...mutateModule(spec.correctCode, tree)].length;
  assertEquals(mutation, {
    score: Math.round(1000 * (failed + timeout + crashed) / (failed + timeout + crashed + survived)) / 1000,
    killed: failed + timeout + crashed,
    survived,
    invalid,
    sampled: Math.min(MUTANT_SAMPLE, possible),
    possible,
  });
  assertEquals(survivors.length, survived);
});

Deno.test("measureStrength() gives more where tests see more", async () => {
  const [weak, strong] = [await strengthOf({ tests: weakGaugeTests("gauge") }), await strengthOf()];
  assert(strong.mutation.score! > weak.mutation.score!, `${strong.mutation.score}`);
});

Deno.test("a module's score is the same for each of its bugs, and whatever they come from", async () => {
  const expected = (await strengthOf()).mutation;
  const own = {
    description: "It is off.",
    root_cause: "A slip.",
    find: "/ len(values)",
    replace: "* len(values)",
  };
  for (
    const [weights, bugs] of [[null, []], [null, [own]], ["author,operator", [own]], ["author", []]] as const
  ) {
    const { request: { module }, healthy } = await subjectOf({ bugs });
    const study = ModuleStudy.open(module, healthy, {
      python: pool(),
      strategies: STRATEGIES,
      weights: weights && parseStrategyWeights(weights),
      subject: "s",
      signal,
    });
    await Promise.all([study.bug(1), study.bug(3)]);
    assertEquals((await study.strength()).mutation, expected);
  }
});

Deno.test("the sample is what is judged for the first bug anyway", async () => {
  const { request: { module }, healthy, python } = await subjectOf({});
  let runs = 0;
  const counting = new Proxy(python, {
    get(target, name) {
      if (name !== "runTests") return Reflect.get(target, name, target);
      return (...parts: Parameters<typeof target.runTests>) => (runs++, target.runTests(...parts));
    },
  });
  const options = { python: counting, strategies: STRATEGIES, weights: null, subject: "s", signal };
  const strength = await measureStrength({ request: { module, subject: "s", signal }, healthy, python });
  await ModuleStudy.open(module, healthy, { ...options, strength }).bug(1);
  const known = runs;
  runs = 0;
  await ModuleStudy.open(module, healthy, options).bug(1);
  assertNotEquals(runs, known);
  // What is left are the repeats of the bug that was picked.
  assert(known <= 4 && runs >= 20, `${known} and ${runs}`);
});

Deno.test("whyWeak() names the mutants that survived, with their lines", async () => {
  const strength = await strengthOf({ tests: weakGaugeTests("gauge") });
  assertEquals([whyWeak(strength, 0), whyWeak(strength, strength.mutation.score!)], [null, null]);
  const { reason, detail } = whyWeak(strength, 0.99)!;
  assertEquals(reason, "weak_tests");
  assertMatch(
    detail,
    /^the tests see \d+ of \d+ small changes of the module, a mutation score of 0\.\d+ where 0\.99 is wanted; write tests that see these: line \d+ as `[^`]+` \([a-z_]+\)/,
  );
});

Deno.test("whyWeak() says so where nothing could be measured", () => {
  const mutation = { score: null, killed: 0, survived: 0, invalid: 0, sampled: 0, possible: 0 };
  const strength = { mutation, survivors: [], verdicts: new Map() };
  assertEquals(whyWeak(strength, 0.5), {
    reason: "weak_tests",
    detail: "there is no mutant to measure the tests by, where a score of 0.5 is wanted",
  });
  assertEquals(whyWeak(strength, 0), null);
});
