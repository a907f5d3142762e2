import { assertEquals } from "@std/assert";
import type { ReportedUsage } from "../../lib/llm/completion.ts";
import { type BookEntry, Books, booksToJson, entryToJson } from "../../lib/llm/books.ts";

function usage(promptTokens: number, completionTokens: number, costUsd: number | null = null): ReportedUsage {
  return { promptTokens, cachedPromptTokens: Math.floor(promptTokens / 2), completionTokens, costUsd };
}

function entry(given: Partial<BookEntry>): BookEntry {
  return {
    purpose: "module",
    subject: "a::b::c",
    source: "paid",
    tries: 1,
    outcome: "answer",
    usage: null,
    costUsd: null,
    ...given,
  };
}

/** Books of a run with everything in them. */
function fullBooks(): Books {
  const books = new Books();
  for (let i = 0; i < 5; i++) books.sent("module");
  for (let i = 0; i < 2; i++) books.sent("llm_variant");
  books.failed("module", "status_429", false);
  books.failed("module", "status_429", false);
  books.failed("llm_variant", "connection", true);
  books.record(entry({ tries: 3, usage: usage(100, 50), costUsd: 0.1 }));
  books.record(entry({ usage: usage(10, 5), costUsd: 0.2, outcome: "answer_cut" }));
  books.record(entry({ source: "cache", tries: 0, usage: usage(1000, 500), costUsd: 1 }));
  books.record(entry({ source: "cache", tries: 0, usage: null, costUsd: null, outcome: "answer_refused" }));
  books.record(entry({ purpose: "llm_variant", outcome: "provider_unavailable", costUsd: 0 }));
  books.record(entry({ purpose: "llm_variant", usage: usage(7, 3, 0.05), costUsd: 0.05 }));
  return books;
}

Deno.test("Books sums requests, answers, tokens and cost, apart for what the cache had", () => {
  const { byPurpose, ...sums } = fullBooks().totals();
  assertEquals({ ...sums, costUsd: undefined, costKnownUsd: undefined }, {
    requestsSent: 7,
    requestsFailed: { status_429: 2, connection: 1 },
    requestsInDoubt: 1,
    answersPaid: 2,
    answersCached: 1,
    withoutAnswer: { answer_cut: 1, answer_refused: 1, provider_unavailable: 1 },
    promptTokens: 117,
    providerCachedTokens: 58,
    completionTokens: 58,
    savedPromptTokens: 1000,
    savedCompletionTokens: 500,
    costUsd: undefined,
    costKnownUsd: undefined,
    costReported: 1,
    withoutUsage: 0,
    withoutPrice: 0,
  });
  assertEquals(Object.keys(byPurpose).sort(), ["llm_variant", "module"]);
  assertEquals(byPurpose.module?.requestsSent, 5);
  assertEquals(byPurpose.module?.requestsFailed, { status_429: 2 });
  assertEquals(byPurpose.llm_variant?.promptTokens, 7);
  assertEquals(byPurpose.llm_variant?.answersPaid, 1);
});

Deno.test("Books gives a cost only where every part of it is known, those of the cache aside", () => {
  const known = fullBooks();
  assertEquals(booksToJson(known.totals()).cost_usd, 0.35);
  const unpriced = fullBooks();
  unpriced.record(entry({ usage: usage(1, 1), costUsd: null }));
  unpriced.record(entry({ usage: null, costUsd: null }));
  const { costUsd, costKnownUsd, withoutPrice, withoutUsage, byPurpose } = unpriced.totals();
  assertEquals([costUsd, withoutPrice, withoutUsage], [null, 1, 1]);
  assertEquals(Math.round(costKnownUsd * 1e9), 350_000_000);
  assertEquals([byPurpose.module?.costUsd, byPurpose.llm_variant?.costUsd], [null, 0.05]);
  const cachedOnly = new Books();
  cachedOnly.record(entry({ source: "cache", tries: 0 }));
  assertEquals(cachedOnly.totals().costUsd, 0);
});

Deno.test("Books' totals stay as they are while the books go on", () => {
  const books = fullBooks();
  const before = books.totals();
  const copy = structuredClone(before);
  books.sent("module");
  books.failed("module", "status_429", false);
  books.record(entry({ outcome: "answer_cut" }));
  assertEquals(before, copy);
});

Deno.test("booksToJson() has ordered snake_case keys, and no trace of floating point", () => {
  const empty = {
    answers: { cached: 0, none: {}, paid: 0 },
    by_purpose: {},
    cost_known_usd: 0,
    cost_reported: 0,
    cost_usd: 0,
    requests: { failed: {}, in_doubt: 0, sent: 0 },
    tokens: { completion: 0, prompt: 0, provider_cached: 0, saved_completion: 0, saved_prompt: 0 },
    without_price: 0,
    without_usage: 0,
  };
  assertEquals(JSON.stringify(booksToJson(new Books().totals())), JSON.stringify(empty));
  const books = new Books();
  for (const reason of ["status_500", "connection", "status_429"]) books.failed("narration", reason, false);
  for (let i = 0; i < 3; i++) books.record(entry({ usage: usage(1, 1), costUsd: 0.1 }));
  const json = booksToJson(books.totals()) as {
    cost_usd: number;
    by_purpose: Record<string, unknown>;
    requests: { failed: Record<string, number> };
  };
  assertEquals(json.cost_usd, 0.3);
  assertEquals(Object.keys(json.requests.failed), ["connection", "status_429", "status_500"]);
  assertEquals(Object.keys(json.by_purpose), ["module", "narration"]);
});

Deno.test("entryToJson() tells a question at its end", () => {
  assertEquals(entryToJson(entry({ usage: usage(10, 5), costUsd: 0.1 + 0.2, tries: 2 })), {
    purpose: "module",
    subject: "a::b::c",
    source: "paid",
    tries: 2,
    outcome: "answer",
    tokens: { prompt: 10, cached_prompt: 5, completion: 5 },
    cost_usd: 0.3,
  });
  const none = entryToJson(entry({ outcome: "request_timeout" }));
  assertEquals([none.tokens, none.cost_usd], [null, null]);
});
