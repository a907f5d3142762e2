import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { UsageError } from "../../lib/core/errors.ts";
import type { ReportedUsage } from "../../lib/llm/completion.ts";
import { costOf, highestCost, loadPrices, type ModelPrice, priceOf } from "../../lib/llm/prices.ts";

const PRICE: ModelPrice = { input: 2, cachedInput: 0.5, output: 8, over: null, version: "test" };
const LONG: ModelPrice = {
  ...PRICE,
  over: { promptTokens: 1000, input: 4, cachedInput: null, output: 12 },
};

function usage(given: Partial<ReportedUsage>): ReportedUsage {
  return { promptTokens: 0, cachedPromptTokens: 0, completionTokens: 0, costUsd: null, ...given };
}

async function withFile(text: string, run: (path: string) => Promise<void>): Promise<void> {
  const path = await Deno.makeTempFile({ suffix: ".json" });
  await Deno.writeTextFile(path, text);
  try {
    await run(path);
  } finally {
    await Deno.remove(path);
  }
}

Deno.test("the built-in prices know models of many providers, each dated and with its source", async () => {
  const table = await loadPrices(null);
  assertEquals(priceOf(table, "openai", "gpt-4o-mini"), {
    input: 0.15,
    cachedInput: 0.075,
    output: 0.6,
    over: null,
    version: "2026-11-22",
  });
  assertEquals(priceOf(table, "gemini", "gemini-2.5-pro")?.over?.promptTokens, 200_000);
  const file = JSON.parse(await Deno.readTextFile(new URL("../../lib/llm/prices.json", import.meta.url)));
  const entries = Object.entries<{ as_of: string; source: string; output: number }>(file.models);
  assert(entries.length >= 40, `${entries.length} entries`);
  for (const [name, { as_of, source, output }] of entries) {
    assert(/^\d{4}-\d{2}-\d{2}$/.test(as_of) && as_of <= file.version, name);
    assert(source.length > 10, name);
    assert(output > 0 || name.endsWith("/*"), `${name} is free only where it runs on the user's machine`);
  }
});

Deno.test("priceOf() takes whole names and whole providers alone, and does not guess", async () => {
  const table = await loadPrices(null);
  assertEquals(priceOf(table, "ollama", "any/model:7b")?.output, 0);
  for (const local of ["lm_studio", "hosted_vllm"]) assertEquals(priceOf(table, local, "x")?.input, 0);
  const unknown: [provider: string, model: string][] = [
    ["openai", "gpt-4o-2024-05-13"],
    ["openai", "gpt-4o-"],
    ["openai", "GPT-4o"],
    ["openai", "*"],
    ["azure", "gpt-4o"],
    ["groq", "gpt-4o"],
    ["nobody", "ollama"],
    ["openai", ""],
  ];
  for (const [provider, model] of unknown) {
    assertEquals(priceOf(table, provider, model), null, `${provider}/${model}`);
  }
});

Deno.test("loadPrices() puts the user's entries before the built-in ones, wildcards too", async () => {
  const models = {
    "openai/gpt-4o-mini": { input: 1, output: 2 },
    "openai/mine": { input: 3, output: 4, as_of: "2026-01-01", source: "a contract" },
    "groq/*": { input: 9, cached_input: 1, output: 9 },
  };
  await withFile(JSON.stringify({ schema_version: 1, version: "ours 3", models }), async (path) => {
    const table = await loadPrices(path);
    const mine = { input: 1, cachedInput: null, output: 2, over: null, version: "ours 3" };
    assertEquals(priceOf(table, "openai", "gpt-4o-mini"), mine);
    assertEquals(priceOf(table, "openai", "mine")?.output, 4);
    assertEquals(priceOf(table, "groq", "openai/gpt-oss-20b")?.input, 9);
    assertEquals(priceOf(table, "openai", "gpt-4o")?.version, "2026-11-22");
  });
});

Deno.test("loadPrices() names the file that it cannot read, and why", async () => {
  const refusal = async (path: string) => (await assertRejects(() => loadPrices(path), UsageError)).message;
  assertEquals(await refusal("/no/such.json"), 'Cannot read prices "/no/such.json": no such file');
  assertEquals(
    await refusal("/dev/zero"),
    'Cannot read prices "/dev/zero": it is not a regular file',
  );
  await withFile("{", async (path) => {
    assertEquals(await refusal(path), `Cannot read prices "${path}": it is not valid JSON`);
  });
});

Deno.test("costOf() counts what the provider had cached by its own price", () => {
  const used = usage({ promptTokens: 1_000_000, cachedPromptTokens: 400_000, completionTokens: 100_000 });
  assertAlmostEquals(costOf(PRICE, used)!, 0.6 * 2 + 0.4 * 0.5 + 0.1 * 8, 1e-12);
  assertAlmostEquals(costOf({ ...PRICE, cachedInput: null }, used)!, 2 + 0.8, 1e-12);
  // More cached than sent is nonsense: never a negative part.
  assertAlmostEquals(costOf(PRICE, { ...used, cachedPromptTokens: 2_000_000 })!, 0.5 + 0.8, 1e-12);
});

Deno.test("costOf() takes the rates of long prompts from their first token on", () => {
  const at = (promptTokens: number) => costOf(LONG, usage({ promptTokens, completionTokens: 1000 }))!;
  assertAlmostEquals(at(1000), (1000 * 2 + 1000 * 8) / 1e6, 1e-12);
  assertAlmostEquals(at(1001), (1001 * 4 + 1000 * 12) / 1e6, 1e-12);
});

Deno.test("costOf() believes the server's own figure, and says null where nothing is known", () => {
  assertEquals(costOf(PRICE, usage({ promptTokens: 10, costUsd: 0.25 })), 0.25);
  assertEquals(costOf(null, usage({ promptTokens: 10, costUsd: 0 })), 0);
  assertEquals(costOf(null, usage({ promptTokens: 10 })), null);
  assertEquals(costOf(PRICE, null), null);
  assertEquals(costOf({ ...PRICE, input: 0, cachedInput: 0, output: 0 }, null), 0);
  assertEquals(costOf({ ...LONG, input: 0, cachedInput: 0, output: 0 }, null), null);
});

Deno.test("highestCost() is never below what an answer within the bounds costs", () => {
  const odd: ModelPrice = {
    ...PRICE,
    cachedInput: 7,
    over: { promptTokens: 500, input: 1, cachedInput: 9, output: 1 },
  };
  for (const price of [PRICE, LONG, odd]) {
    for (const promptTokens of [0, 400, 501, 999, 1000, 1001, 2000]) {
      for (const cachedPromptTokens of [0, promptTokens]) {
        const cost = costOf(price, usage({ promptTokens, cachedPromptTokens, completionTokens: 300 }))!;
        assert(cost <= highestCost(price, 2000, 300) + 1e-15, `${promptTokens} of ${price.cachedInput}`);
      }
    }
  }
  assertEquals(highestCost(PRICE, 10, Infinity), Infinity);
  assertEquals(highestCost({ ...PRICE, input: 0, cachedInput: 0, output: 0 }, 10, Infinity), 0);
});
