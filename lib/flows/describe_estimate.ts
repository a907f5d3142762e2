import { formatCount, formatDollars } from "../llm/figures.ts";
import type { BatchEstimate, EstimatedUse } from "./estimate_batch.ts";

/**
 * An estimate for people, each line ended.
 *
 * @param model With its provider, such as "openai/gpt-4o".
 */
export function describeEstimate(
  { plan, expected, worst, assumptions }: BatchEstimate,
  model: string,
): string {
  const tasks = `${formatCount(plan.draws)} ${plan.draws === 1 ? "task" : "tasks"}`;
  const cached = plan.cached === 0 ? "" : `, of which the cache has ${formatCount(plan.cached)} modules`;
  const prices = plan.price === null
    ? `cost: not known (no price of ${model}; give one with --prices)`
    : `cost: by the prices of ${plan.price.version}`;
  return [
    `estimate for ${tasks} with ${model}${cached}; nothing was sent`,
    `expected: ${describeUse(expected)}`,
    `at worst: ${describeUse(worst)}`,
    prices,
    "assumed:",
    ...assumptions.map((line) => `  - ${line}`),
  ].map((line) => `${line}\n`).join("");
}

/** An estimate as JSON with snake_case keys. */
export function estimateToJson(
  { plan, expected, worst, assumptions }: BatchEstimate,
): Readonly<Record<string, unknown>> {
  return {
    assumptions,
    cached_modules: plan.cached,
    expected: useToJson(expected),
    prices: plan.price?.version ?? null,
    tasks: plan.draws,
    worst: useToJson(worst),
  };
}

function describeUse({ requests, promptTokens, completionTokens, costUsd }: EstimatedUse): string {
  const tokens = `${formatCount(promptTokens)} tokens sent, ${formatCount(completionTokens)} written`;
  const cost = costUsd === null ? "" : `, $${formatDollars(costUsd)}`;
  return `${formatCount(requests)} ${requests === 1 ? "request" : "requests"}, ${tokens}${cost}`;
}

function useToJson({ requests, promptTokens, completionTokens, costUsd }: EstimatedUse) {
  return {
    cost_usd: costUsd === null ? null : Math.round(costUsd * 1e9) / 1e9,
    requests,
    tokens: { completion: completionTokens, prompt: promptTokens },
  };
}
