import { assert, assertEquals, assertRejects } from "@std/assert";
import { BudgetError } from "../../lib/core/errors.ts";
import { Budget } from "../../lib/llm/budget.ts";
import { Meter } from "../../lib/llm/meter.ts";

const NEVER = new AbortController().signal;

Deno.test("Meter keeps its sums numbers at the end of all numbers", () => {
  const meter = new Meter(Number.MAX_VALUE);
  meter.hold(Number.MAX_VALUE);
  assertEquals([meter.fits(1e300), meter.fits(Infinity), meter.mayFit(1e300)], [false, false, true]);
  meter.settle(Number.MAX_VALUE, 1);
  assertEquals([meter.spent, meter.fits(1e300)], [1, true]);
  for (const spent of [Infinity, NaN, -1]) meter.settle(0, spent);
  assertEquals(meter.spent, 1);
  for (let i = 0; i < 3; i++) meter.settle(0, Number.MAX_VALUE);
  assertEquals([meter.spent, meter.fits(1e300)], [Number.MAX_VALUE, false]);
});

Deno.test("Budget holds with any finite number, however large", async () => {
  const budget = new Budget({ maxCostUsd: 1e308, maxTokens: Number.MAX_SAFE_INTEGER });
  const first = await budget.reserve({ tokens: 10, costUsd: 1e308 }, NEVER);
  let granted = false;
  const second = budget.reserve({ tokens: 10, costUsd: 1e308 }, NEVER).finally(() => granted = true);
  for (let i = 0; i < 8; i++) await Promise.resolve();
  assertEquals(granted, false);
  first.settle({ tokens: 5, costUsd: 0 });
  (await second).settle({ tokens: 5, costUsd: 0.25 });
  assertEquals(budget.spent, { requests: 2, tokens: 10, costUsd: 0.25 });
  await assertRejects(() => budget.reserve({ tokens: 1, costUsd: Infinity }, NEVER), BudgetError);
});

Deno.test("Budget without limits never counts beyond what is a number", async () => {
  const budget = new Budget({});
  for (const costUsd of [1e308, 1e308, 1]) {
    (await budget.reserve({ tokens: 1, costUsd }, NEVER)).settle({ tokens: 1e308, costUsd });
  }
  const { tokens, costUsd } = budget.spent;
  assert(Number.isFinite(tokens) && Number.isFinite(costUsd), `${tokens} ${costUsd}`);
  assert(tokens >= 1e308 && costUsd >= 1e299);
});
