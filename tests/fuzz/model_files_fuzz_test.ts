import { assert, assertEquals, assertInstanceOf } from "@std/assert";
import { UsageError } from "../../lib/core/errors.ts";
import { formatCacheEntry, parseCacheEntry } from "../../lib/llm/cache_entry.ts";
import type { Completion } from "../../lib/llm/completion.ts";
import { formatFailureEntry, parseFailureEntry } from "../../lib/llm/failure_entry.ts";
import { parsePrices } from "../../lib/llm/parse_prices.ts";
import { costOf, highestCost } from "../../lib/llm/prices.ts";
import { type RequestIdentity, requestKey } from "../../lib/llm/request_identity.ts";
import { damagedJson, fuzzReader } from "../support/fuzz_reader.ts";

const PRICES = {
  schema_version: 1,
  version: "2026-01-01",
  currency: "USD",
  unit: "per million tokens",
  models: {
    "openai/a": { input: 2.5, cached_input: 1.25, output: 10, as_of: "2026", source: "x" },
    "x/*": { input: 1, output: 2, over: { prompt_tokens: 200_000, input: 5, output: 15 } },
  },
};

const USAGE = { promptTokens: 300_000, cachedPromptTokens: 7, completionTokens: 9, costUsd: null };

Deno.test("parsePrices() refuses in its own words, and every price that it takes gives a sum", () =>
  fuzzReader({
    name: "prices",
    inputs: 3000,
    make: damagedJson([PRICES, { schema_version: 1, models: {} }]),
    read(text) {
      let list;
      try {
        list = parsePrices(text, "p");
      } catch (error) {
        assertInstanceOf(error, UsageError);
        assert(
          error.message.startsWith('Cannot read prices "p": ') && error.message.length < 1000,
          error.message,
        );
        return false;
      }
      assert(list.version.length <= 100);
      for (const [key, price] of list.models) {
        assert(/^[^/*\s]+\/(\*|[^*\s]+)$/.test(key));
        for (const rate of [price.input, price.output, price.cachedInput ?? 0]) {
          assert(rate >= 0 && rate <= 100_000);
        }
        assert(Number.isFinite(costOf(price, USAGE)) && Number.isFinite(highestCost(price, 1e6, 1e6)));
      }
      return true;
    },
  }));

const IDENTITY: RequestIdentity = {
  endpoint: "http://127.0.0.1/v1",
  model: "small-1",
  messages: [{ role: "system", content: "Write." }, { role: "user", content: "Lenses, please." }],
  parameters: { temperature: 0.5 },
  attempt: 1,
};
const COMPLETION: Completion = {
  text: "domain: Optics\n",
  refusal: null,
  finishReason: "stop",
  usage: { promptTokens: 5, cachedPromptTokens: 1, completionTokens: 7, costUsd: 0.25 },
};

Deno.test("parseCacheEntry() throws at nothing, and takes answers to its own request alone", () => {
  const key = requestKey(IDENTITY);
  const values = [COMPLETION, { ...COMPLETION, usage: null }]
    .map((completion) => JSON.parse(formatCacheEntry(IDENTITY, completion)));
  return fuzzReader({
    name: "cache entry",
    inputs: 3000,
    make: damagedJson(values),
    read(text) {
      const outcome = parseCacheEntry(text, key);
      if (!outcome.ok) {
        assertEquals(outcome.rejection.reason, "cache_entry_bad");
        assert(outcome.rejection.detail.length < 300);
        return false;
      }
      const { text: said, refusal, finishReason, usage } = outcome.value;
      assert(typeof said === "string");
      for (const each of [refusal, finishReason]) assert(each === null || typeof each === "string");
      if (usage === null) return true;
      for (const count of [usage.promptTokens, usage.cachedPromptTokens, usage.completionTokens]) {
        assert(Number.isSafeInteger(count) && count >= 0);
      }
      assert(usage.costUsd === null || (Number.isFinite(usage.costUsd) && usage.costUsd >= 0));
      // What was taken is kept as the same.
      assertEquals(parseCacheEntry(formatCacheEntry(IDENTITY, outcome.value), key), outcome);
      return true;
    },
  });
});

Deno.test("parseFailureEntry() throws at nothing, and takes reasons that can be counted by name", () =>
  fuzzReader({
    name: "failure entry",
    inputs: 2000,
    make: damagedJson([
      JSON.parse(formatFailureEntry(IDENTITY, { reason: "answer_cut", detail: "It is cut." })),
    ]),
    read(text) {
      const rejection = parseFailureEntry(text);
      if (rejection === null) return false;
      assert(/^[a-z][a-z0-9_]*$/.test(rejection.reason) && rejection.detail.length <= 20_000);
      return true;
    },
  }));
