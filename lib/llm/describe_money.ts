import type { BooksTotals } from "./book_sums.ts";
import { formatCount, formatDollars } from "./figures.ts";
import type { PriceTable } from "./prices.ts";
import { priceOf } from "./prices.ts";

/** What the figures belong to. */
export interface MoneyContext {
  /** With its provider, such as "openai/gpt-4o". */
  readonly model: string;
  /** The prices that were taken. */
  readonly table: PriceTable;
}

/**
 * The books for people: requests, tokens and cost, each line ended; "" where nothing was asked. What is not
 * known is said to be so.
 */
export function describeMoney(totals: BooksTotals, context: MoneyContext): string {
  const { requestsSent, answersCached, withoutAnswer } = totals;
  if (requestsSent + answersCached + sumOf(withoutAnswer) === 0) return "";
  const lines = [`requests: ${describeRequests(totals)}`];
  if (totals.savedPromptTokens + totals.savedCompletionTokens > 0) {
    const { savedPromptTokens: sent, savedCompletionTokens: written } = totals;
    lines.push(
      `tokens from the cache: ${formatCount(sent)} prompt, ${
        formatCount(written)
      } completion, not paid again`,
    );
  }
  if (requestsSent > 0) {
    const { promptTokens: sent, completionTokens: written } = totals;
    const tokens = `tokens: ${formatCount(sent)} prompt, ${formatCount(written)} completion`;
    const doubt = totals.requestsInDoubt === 0
      ? ""
      : `; ${plural(totals.requestsInDoubt, "request")} without an answer may be charged besides`;
    lines.push(`${tokens}; cost: ${describeCost(totals, context)}${doubt}`);
  }
  return lines.map((line) => `${line}\n`).join("");
}

function describeRequests({ requestsSent, requestsFailed, answersCached }: BooksTotals): string {
  const failed = sumOf(requestsFailed);
  const kinds = Object.entries(requestsFailed)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([reason, n]) => `${formatCount(n)} ${reason.replaceAll("_", " ")}`);
  const sent = `${formatCount(requestsSent)} sent`;
  const cached = answersCached === 0 ? "" : `, ${plural(answersCached, "answer")} from the cache`;
  return `${sent}${failed === 0 ? "" : ` (${formatCount(failed)} failed: ${kinds.join(", ")})`}${cached}`;
}

function describeCost(totals: BooksTotals, context: MoneyContext): string {
  const { costUsd, costKnownUsd } = totals;
  if (costUsd !== null) return `$${formatDollars(costUsd)}${originOf(totals, context)}`;
  const why = describeUnknown(totals, context);
  return costKnownUsd === 0
    ? `not known (${why})`
    : `at least $${formatDollars(costKnownUsd)}${originOf(totals, context)}, the rest is not known (${why})`;
}

function describeUnknown({ withoutUsage, withoutPrice }: BooksTotals, { model }: MoneyContext): string {
  const reasons = [];
  if (withoutPrice > 0) reasons.push(`no price of ${model}; give one with --prices`);
  if (withoutUsage > 0) reasons.push(`${plural(withoutUsage, "request")} without a count of tokens`);
  return reasons.join("; ");
}

/** Where known costs come from: the server's own word, or a table. */
function originOf(
  { costReported, answersPaid, costKnownUsd }: BooksTotals,
  { model, table }: MoneyContext,
): string {
  if (costReported > 0 && costReported >= answersPaid) return " (as the server reports it)";
  const price = priceOf(table, ...splitModel(model));
  if (price === null || (costKnownUsd === 0 && answersPaid === 0)) return "";
  const reported = costReported > 0 ? ", and as the server reports it" : "";
  return ` (prices of ${price.version}${reported})`;
}

function splitModel(model: string): [provider: string, name: string] {
  const at = model.indexOf("/");
  return [model.slice(0, at), model.slice(at + 1)];
}

function sumOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, n) => sum + n, 0);
}

function plural(n: number, noun: string): string {
  return `${formatCount(n)} ${noun}${n === 1 ? "" : "s"}`;
}
