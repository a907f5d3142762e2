import { assertEquals } from "@std/assert";
import { type BookEntry, Books, describeMoney } from "../../lib/llm/books.ts";
import { loadPrices } from "../../lib/llm/prices.ts";

const table = await loadPrices(null);

interface Given {
  readonly sent?: number;
  readonly failed?: readonly string[];
  readonly entries?: readonly Partial<BookEntry>[];
  readonly model?: string;
}

function describe({ sent = 0, failed = [], entries = [], model = "openai/gpt-4o-mini" }: Given): string {
  const books = new Books();
  for (let i = 0; i < sent; i++) books.sent("module");
  for (const reason of failed) books.failed("module", reason, false);
  for (const entry of entries) {
    books.record({
      purpose: "module",
      subject: "x",
      source: "paid",
      tries: 1,
      outcome: "answer",
      usage: null,
      costUsd: null,
      ...entry,
    });
  }
  return describeMoney(books.totals(), { model, table });
}

const usage = { promptTokens: 410_233, cachedPromptTokens: 0, completionTokens: 801_002, costUsd: null };

Deno.test("describeMoney() tells requests, failures by number, tokens and cost", () => {
  const failed = [...Array(8).fill("status_429"), ...Array(4).fill("connection")];
  assertEquals(
    describe({ sent: 1212, failed, entries: [{ usage, costUsd: 0.5421 }] }),
    "requests: 1,212 sent (12 failed: 8 status 429, 4 connection)\n" +
      "tokens: 410,233 prompt, 801,002 completion; cost: $0.54 (prices of 2026-11-22)\n",
  );
});

Deno.test("describeMoney() tells what the cache had, and no cost where nothing was sent", () => {
  const cached = { source: "cache", usage, costUsd: 1 } as const;
  assertEquals(
    describe({ entries: [cached, cached] }),
    "requests: 0 sent, 2 answers from the cache\n" +
      "tokens from the cache: 820,466 prompt, 1,602,004 completion, not paid again\n",
  );
  assertEquals(describe({}), "");
  assertEquals(
    describe({ entries: [{ ...cached, usage: null, outcome: "answer_cut" }] }),
    "requests: 0 sent\n",
  );
});

Deno.test("describeMoney() says what is not known, and why", () => {
  const costs = (given: Given) => describe({ sent: 3, ...given }).split("cost: ")[1];
  assertEquals(
    costs({ entries: [{ usage }], model: "openai/foo" }),
    "not known (no price of openai/foo; give one with --prices)\n",
  );
  assertEquals(costs({ entries: [{}, {}] }), "not known (2 requests without a count of tokens)\n");
  assertEquals(
    costs({ entries: [{ usage, costUsd: 0.31 }, {}] }),
    "at least $0.31 (prices of 2026-11-22), the rest is not known (1 request without a count of tokens)\n",
  );
});

Deno.test("describeMoney() tells whose figures they are", () => {
  const reported = { usage: { ...usage, costUsd: 0.0042 }, costUsd: 0.0042 };
  const costs = (entries: Given["entries"], model?: string) =>
    describe({ sent: 2, entries, ...model ? { model } : {} }).split("cost: ")[1];
  assertEquals(costs([reported], "openrouter/x/y"), "$0.0042 (as the server reports it)\n");
  assertEquals(
    costs([reported, { usage, costUsd: 1 }]),
    "$1.00 (prices of 2026-11-22, and as the server reports it)\n",
  );
  assertEquals(costs([{ usage, costUsd: 0 }], "ollama/llama"), "$0.00 (prices of 2026-11-22)\n");
  assertEquals(costs([{ outcome: "provider_unavailable", costUsd: 0 }]), "$0.00\n");
});
