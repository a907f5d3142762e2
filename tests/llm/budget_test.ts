import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { BudgetError, messageOf, UsageError } from "../../lib/core/errors.ts";
import { pick, type Random, seededRandom } from "../../lib/core/random.ts";
import { Budget, type BudgetLimits, type Reservation, worstCase } from "../../lib/llm/budget.ts";
import type { ModelPrice } from "../../lib/llm/prices.ts";

const NEVER = new AbortController().signal;
const PRICE: ModelPrice = { input: 2, cachedInput: 0.5, output: 8, over: null, version: "test" };

/** Lets everything go on that can. */
async function settleDown(): Promise<void> {
  for (let i = 0; i < 8; i++) await Promise.resolve();
}

/** A promise that can be looked at. */
function watch(promise: Promise<Reservation>) {
  const seen: { state: "waits" | "granted" | "refused"; value?: Reservation; error?: unknown } = {
    state: "waits",
  };
  promise.then(
    (value) => Object.assign(seen, { state: "granted", value }),
    (error) => Object.assign(seen, { state: "refused", error }),
  );
  return seen;
}

async function refusal(limits: BudgetLimits, use: (budget: Budget) => Promise<unknown>): Promise<string> {
  return (await assertRejects(() => use(new Budget(limits)), BudgetError)).message;
}

Deno.test("Budget names the limit that is reached, what is spent, and what the next may be", async () => {
  const ask = (budget: Budget, tokens: number, costUsd: number) => budget.reserve({ tokens, costUsd }, NEVER);
  assertEquals(
    await refusal({ maxCostUsd: 2.5 }, async (budget) => {
      (await ask(budget, 10, 2.47)).keep();
      await ask(budget, 10, 0.17);
    }),
    "Cannot send another request: --max-cost 2.50 is reached (2.47 spent, up to 0.17 for the next)",
  );
  assertEquals(
    await refusal({ maxTokens: 1000 }, async (budget) => {
      (await ask(budget, 900, 0)).settle({ tokens: 600, costUsd: 0 });
      await ask(budget, 401, 0);
    }),
    "Cannot send another request: --max-tokens 1000 is reached (600 used, up to 401 for the next)",
  );
  assertEquals(
    await refusal({ maxRequests: 2 }, async (budget) => {
      for (let i = 0; i < 3; i++) (await ask(budget, 1, 0)).settle({ tokens: 0, costUsd: 0 });
    }),
    "Cannot send another request: --max-requests 2 is reached (2 sent)",
  );
  assertEquals(
    await refusal({ maxCostUsd: 0.015 }, (budget) => ask(budget, 10, 0.17)),
    "Cannot send a request: --max-cost 0.015 is too little for one (up to 0.17)",
  );
  assertEquals(
    await refusal({ maxTokens: 50 }, (budget) => ask(budget, Infinity, 0)),
    "Cannot send a request: --max-tokens 50 is too little for one (an answer without an end)",
  );
});

Deno.test("Budget lets a limit be reached to the last unit, in spite of floating point", async () => {
  const budget = new Budget({ maxCostUsd: 1 });
  for (let i = 0; i < 10; i++) {
    (await budget.reserve({ tokens: 1, costUsd: 0.1 }, NEVER)).settle({ tokens: 1, costUsd: 0.1 });
  }
  assertEquals(budget.spent, { requests: 10, tokens: 10, costUsd: 1 });
  await assertRejects(() => budget.reserve({ tokens: 1, costUsd: 1e-9 }, NEVER), BudgetError);
  (await budget.reserve({ tokens: 1, costUsd: 0 }, NEVER)).keep();
});

Deno.test("Budget has a request wait that may yet fit, and serves in order", async () => {
  const budget = new Budget({ maxTokens: 100 });
  const first = await budget.reserve({ tokens: 80, costUsd: null }, NEVER);
  const second = watch(budget.reserve({ tokens: 50, costUsd: null }, NEVER));
  const third = watch(budget.reserve({ tokens: 10, costUsd: null }, NEVER));
  await settleDown();
  // The third would fit now, and would make the second wait for ever if many came after it.
  assertEquals([second.state, third.state], ["waits", "waits"]);
  first.settle({ tokens: 30, costUsd: null });
  await settleDown();
  assertEquals([second.state, third.state], ["granted", "granted"]);
  assertEquals(budget.spent.tokens, 30);
});

Deno.test("Budget refuses those that wait as soon as nothing in flight could make room", async () => {
  const budget = new Budget({ maxCostUsd: 1 });
  const first = await budget.reserve({ tokens: 1, costUsd: 0.6 }, NEVER);
  const other = await budget.reserve({ tokens: 1, costUsd: 0.1 }, NEVER);
  const waiting = watch(budget.reserve({ tokens: 1, costUsd: 0.5 }, NEVER));
  const small = watch(budget.reserve({ tokens: 1, costUsd: 0.05 }, NEVER));
  await settleDown();
  assertEquals([waiting.state, small.state], ["waits", "waits"]);
  first.keep();
  await settleDown();
  // 0.6 are spent for good, whatever the other comes to.
  assertEquals([waiting.state, small.state], ["refused", "granted"]);
  assert(waiting.error instanceof BudgetError);
  other.keep();
});

Deno.test("Reservation counts once, by what it came to, or its worst case where nobody knows", async () => {
  const budget = new Budget({ maxCostUsd: 10, maxTokens: 1000 });
  const reserve = () => budget.reserve({ tokens: 100, costUsd: 1 }, NEVER);
  const known = await reserve();
  known.settle({ tokens: 7, costUsd: 0.25 });
  known.settle({ tokens: 50, costUsd: 0.5 });
  known.keep();
  assertEquals(budget.spent, { requests: 1, tokens: 7, costUsd: 0.25 });
  (await reserve()).keep();
  assertEquals(budget.spent, { requests: 2, tokens: 107, costUsd: 1.25 });
  (await reserve()).settle({ tokens: 3, costUsd: null });
  assertEquals(budget.spent, { requests: 3, tokens: 110, costUsd: 2.25 });
  for (const nonsense of [NaN, -5, Infinity]) {
    (await reserve()).settle({ tokens: nonsense, costUsd: nonsense });
  }
  assertEquals(budget.spent, { requests: 6, tokens: 410, costUsd: 5.25 });
  // More than the worst case is no reason to count less.
  (await reserve()).settle({ tokens: 600, costUsd: 5 });
  assertEquals(budget.spent, { requests: 7, tokens: 1010, costUsd: 10.25 });
  await assertRejects(reserve, BudgetError);
});

Deno.test("Budget without limits counts and never waits, whatever the worst case", async () => {
  const budget = new Budget({});
  const open = await Promise.all(
    Array.from({ length: 50 }, () => budget.reserve({ tokens: Infinity, costUsd: null }, NEVER)),
  );
  open.slice(0, 49).forEach((each) => each.settle({ tokens: 2, costUsd: 0.5 }));
  open[49]!.keep();
  assertEquals(budget.spent, { requests: 50, tokens: 98, costUsd: 24.5 });
});

Deno.test("Budget does not hold a cost whose price is not known", async () => {
  const reserve = () => new Budget({ maxCostUsd: 1 }).reserve({ tokens: 1, costUsd: null }, NEVER);
  const { message } = await assertRejects(reserve, UsageError);
  assert(message.startsWith('Cannot hold "--max-cost": the price of the model is not known.'), message);
});

Deno.test("an aborted reservation leaves no trace, and lets those behind it go", async () => {
  const budget = new Budget({ maxTokens: 100 });
  const first = await budget.reserve({ tokens: 60, costUsd: null }, NEVER);
  const stop = new AbortController();
  const big = watch(budget.reserve({ tokens: 90, costUsd: null }, stop.signal));
  const small = watch(budget.reserve({ tokens: 40, costUsd: null }, NEVER));
  await settleDown();
  assertEquals([big.state, small.state], ["waits", "waits"]);
  stop.abort(new Error("no longer wanted"));
  await settleDown();
  assertEquals([big.state, messageOf(big.error), small.state], ["refused", "no longer wanted", "granted"]);
  await assertRejects(
    () => budget.reserve({ tokens: 1, costUsd: null }, stop.signal),
    Error,
    "no longer wanted",
  );
  first.keep();
  small.value!.keep();
  assertEquals(budget.spent, { requests: 2, tokens: 100, costUsd: 0 });
});

/** One run of random requests against random limits; gives what really came to be. */
async function runRandomly(random: Random): Promise<{ refused: number; waited: number }> {
  const limits = {
    maxCostUsd: random.next() < 0.8 ? random.next() * 3 : undefined,
    maxTokens: random.next() < 0.8 ? Math.floor(random.next() * 5000) : undefined,
    maxRequests: random.next() < 0.5 ? Math.floor(random.next() * 40) : undefined,
  };
  const budget = new Budget(limits);
  const all: {
    seen: ReturnType<typeof watch>;
    worst: { tokens: number; costUsd: number };
    stop: AbortController;
  }[] = [];
  const inFlight = () => all.filter(({ seen }) => seen.state === "granted" && seen.value !== undefined);
  const paid = { requests: 0, tokens: 0, costUsd: 0 };
  let waited = 0;
  const finish = (one: typeof all[number]) => {
    const { seen: { value }, worst } = one;
    one.seen.value = undefined;
    const share = random.next() < 0.3 ? 1 : random.next();
    const actual = { tokens: Math.floor(worst.tokens * share), costUsd: worst.costUsd * share };
    paid.requests++;
    paid.tokens += actual.tokens;
    paid.costUsd += actual.costUsd;
    if (random.next() < 0.2) value!.keep();
    else value!.settle(actual);
  };
  const check = () => {
    const { requests, tokens, costUsd } = budget.spent;
    assert(requests <= (limits.maxRequests ?? Infinity));
    assert(tokens <= (limits.maxTokens ?? Infinity) && paid.tokens <= (limits.maxTokens ?? Infinity));
    assert(costUsd <= (limits.maxCostUsd ?? Infinity) + 1e-9);
    assert(paid.costUsd <= costUsd + 1e-9, "what is counted is never less than what is paid");
  };
  for (let step = 0; step < 80; step++) {
    const move = random.next();
    if (move < 0.5) {
      const worst = { tokens: Math.floor(random.next() * 800), costUsd: random.next() * 0.5 };
      const stop = new AbortController();
      all.push({ seen: watch(budget.reserve(worst, stop.signal)), worst, stop });
    } else if (move < 0.9) {
      if (inFlight().length > 0) finish(pick(random, inFlight()));
    } else {
      const waiting = all.filter(({ seen }) => seen.state === "waits");
      if (waiting.length > 0) pick(random, waiting).stop.abort();
    }
    await settleDown();
    if (all.some(({ seen }) => seen.state === "waits")) {
      waited++;
      assert(inFlight().length > 0, "whoever waits, waits for a request in flight");
    }
    check();
  }
  while (inFlight().length > 0) {
    finish(pick(random, inFlight()));
    await settleDown();
    check();
  }
  assertEquals(all.filter(({ seen }) => seen.state === "waits").length, 0, "nobody waits for ever");
  const sent = all.filter(({ seen }) => seen.state === "granted").length;
  assertEquals(budget.spent.requests, sent);
  return { refused: all.filter(({ seen }) => seen.error instanceof BudgetError).length, waited };
}

Deno.test("Budget keeps every limit and lets nobody wait for ever, in any order", async () => {
  let [refused, waited] = [0, 0];
  for (let run = 0; run < 150; run++) {
    const came = await runRandomly(seededRandom(`budget ${run}`));
    refused += came.refused;
    waited += came.waited;
  }
  // The runs say something only where limits were felt.
  assert(refused > 500 && waited > 500, `${refused} refused, ${waited} steps of waiting`);
});

Deno.test("worstCase() counts bytes, messages and the limit on the answer", () => {
  const messages = [
    { role: "system" as const, content: "a".repeat(100) },
    { role: "user" as const, content: "äß€𝔸" },
  ];
  const prompt = 100 + 11 + 2 * 16;
  const worst = worstCase(messages, 1000, PRICE);
  assertEquals(worst.tokens, prompt + 1000);
  assertAlmostEquals(worst.costUsd!, (prompt * 2 + 1000 * 8) / 1e6, 1e-12);
  assertEquals(worstCase(messages, 1000, null).costUsd, null);
  assertEquals(worstCase(messages, null, PRICE), { tokens: Infinity, costUsd: Infinity });
  const free = { ...PRICE, input: 0, cachedInput: null, output: 0 };
  assertEquals(worstCase(messages, null, free).costUsd, 0);
});
