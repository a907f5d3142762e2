import { assert, assertAlmostEquals, assertEquals, assertStringIncludes } from "@std/assert";
import { describeEstimate, estimateToJson } from "../../lib/flows/describe_estimate.ts";
import { type BatchPlan, BYTES_PER_TOKEN, estimateBatch } from "../../lib/flows/estimate_batch.ts";
import { SCENARIOS } from "../../lib/library/registry.ts";
import type { ModelPrice } from "../../lib/llm/prices.ts";

const PRICE: ModelPrice = { input: 2, cachedInput: 0.5, output: 8, over: null, version: "2026-11-22" };
const PLAN: BatchPlan = {
  draws: 100,
  cached: 0,
  listSize: null,
  systemBytes: 5000,
  promptBytes: 400,
  strategies: [],
  narrate: false,
  maxAttempts: 1,
  retries: 0,
  requestRetries: 0,
  maxOutputTokens: null,
  price: PRICE,
};

Deno.test("estimateBatch() expects one answer of a library module's size for each task", () => {
  const { expected, worst } = estimateBatch(PLAN);
  assertEquals([expected.requests, worst.requests], [100, 100]);
  assertEquals(expected.promptTokens, 100 * Math.ceil(5400 / BYTES_PER_TOKEN));
  const bytes = SCENARIOS.map((text) => new TextEncoder().encode(text).length);
  const mean = bytes.reduce((sum, n) => sum + n, 0) / bytes.length;
  const tokens = 100 * mean / BYTES_PER_TOKEN;
  assert(Math.abs(expected.completionTokens / tokens - 1) < 0.02, `the library's modules have ${tokens}`);
  assert(worst.completionTokens > 100 * Math.max(...bytes) / BYTES_PER_TOKEN);
  const cost = (expected.promptTokens * 2 + expected.completionTokens * 8) / 1e6;
  assertAlmostEquals(expected.costUsd!, cost, 1e-9);
});

Deno.test("estimateBatch() adds repairs, bug strategies, narration and further attempts", () => {
  const of = (change: Partial<BatchPlan>) => {
    const { expected, worst } = estimateBatch({ ...PLAN, ...change });
    return [expected.requests, worst.requests];
  };
  assertEquals(of({ maxAttempts: 3 }), [150, 300]);
  assertEquals(of({ narrate: true }), [200, 200]);
  // At worst each strategy is asked, and once more for subtler bugs.
  assertEquals(of({ strategies: ["llm_variant"] }), [200, 300]);
  assertEquals(of({ strategies: ["llm_variant", "llm_feature"] }), [200, 500]);
  assertEquals(of({ retries: 2 }), [100, 300]);
  // Scenarios come in lists; at worst each of them needs ten questions.
  assertEquals(of({ listSize: 16 }), [107, 1100]);
  assertEquals(of({ requestRetries: 6 }), [100, 700]);
  assertEquals(
    of({ maxAttempts: 3, retries: 2, narrate: true, strategies: ["llm_feature"], requestRetries: 1 }),
    [350, 2 * 300 * (3 + 2 + 1)],
  );
});

Deno.test("estimateBatch() leaves out what the request cache has", () => {
  const half = estimateBatch({ ...PLAN, maxAttempts: 2, cached: 50 });
  assertEquals([half.expected.requests, half.worst.requests], [75, 150]);
  const all = estimateBatch({ ...PLAN, cached: 1000 });
  assertEquals(all.expected, { requests: 0, promptTokens: 0, completionTokens: 0, costUsd: 0 });
  assertEquals(estimateBatch({ ...PLAN, draws: 0 }).worst.requests, 0);
});

Deno.test("estimateBatch() is never above its worst case, whatever is asked for", () => {
  const choices: { readonly [K in keyof BatchPlan]?: readonly BatchPlan[K][] } = {
    draws: [1, 7],
    cached: [0, 3],
    strategies: [[], ["llm_variant"], ["llm_variant", "llm_feature"]],
    narrate: [false, true],
    maxAttempts: [1, 3],
    retries: [0, 2],
    maxOutputTokens: [null, 500, 32_768],
    price: [PRICE, { ...PRICE, over: { promptTokens: 3000, input: 4, cachedInput: null, output: 16 } }],
  };
  let plans: BatchPlan[] = [PLAN];
  for (const [key, values] of Object.entries(choices)) {
    plans = plans.flatMap((plan) => values.map((value) => ({ ...plan, [key]: value })));
  }
  assertEquals(plans.length, 576);
  for (const plan of plans) {
    const { expected, worst } = estimateBatch(plan);
    for (const key of ["requests", "promptTokens", "completionTokens", "costUsd"] as const) {
      assert(expected[key]! <= worst[key]! + 1e-9, `${key} of ${JSON.stringify(plan)}`);
    }
  }
});

Deno.test("estimateBatch() takes the limit on answers for their end", () => {
  assertEquals(estimateBatch({ ...PLAN, maxOutputTokens: 32_768 }).worst.completionTokens, 100 * 32_768);
  assertEquals(estimateBatch({ ...PLAN, maxOutputTokens: 100 }).expected.completionTokens, 100 * 100);
});

Deno.test("an estimate says that a cost is not known, rather than guess it", () => {
  const estimate = estimateBatch({ ...PLAN, price: null });
  assertEquals([estimate.expected.costUsd, estimate.worst.costUsd], [null, null]);
  const text = describeEstimate(estimate, "openai/foo");
  assertStringIncludes(text, "\ncost: not known (no price of openai/foo; give one with --prices)\n");
  assert(!text.includes("$"), text);
});

Deno.test("describeEstimate() and estimateToJson() tell the same, with all that it rests on", () => {
  const plan = {
    ...PLAN,
    draws: 1000,
    cached: 20,
    maxAttempts: 3,
    narrate: true,
    strategies: ["llm_variant"],
  };
  const estimate = estimateBatch(plan);
  const { expected, worst, assumptions } = estimate;
  const text = describeEstimate(estimate, "openai/gpt-4o");
  const [title, usual, most, prices, heading, ...lines] = text.split("\n");
  assertEquals(
    title,
    "estimate for 1,000 tasks with openai/gpt-4o, of which the cache has 20 modules; nothing was sent",
  );
  assertEquals(
    usual,
    `expected: 3,470 requests, ${expected.promptTokens.toLocaleString("en-US")} tokens sent, ` +
      `${expected.completionTokens.toLocaleString("en-US")} written, $${expected.costUsd!.toFixed(2)}`,
  );
  assertStringIncludes(most!, "at worst: 5,980 requests, ");
  assertEquals([prices, heading], ["cost: by the prices of 2026-11-22", "assumed:"]);
  assertEquals(lines, [...assumptions.map((line) => `  - ${line}`), ""]);
  assertStringIncludes(text, "thoughts of a reasoning model are not counted");
  assertEquals(estimateToJson(estimate), {
    assumptions,
    cached_modules: 20,
    expected: {
      cost_usd: Math.round(expected.costUsd! * 1e9) / 1e9,
      requests: 3470,
      tokens: { completion: expected.completionTokens, prompt: expected.promptTokens },
    },
    prices: "2026-11-22",
    tasks: 1000,
    worst: {
      cost_usd: Math.round(worst.costUsd! * 1e9) / 1e9,
      requests: 5980,
      tokens: { completion: worst.completionTokens, prompt: worst.promptTokens },
    },
  });
});
