import { UsageError } from "../core/errors.ts";
import { readTextBounded } from "../files/read_bounded.ts";
import type { ReportedUsage } from "./completion.ts";
import { type ModelPrice, parsePrices, type PriceList, type TokenRates } from "./parse_prices.ts";

export type { ModelPrice } from "./parse_prices.ts";

/** Prices by model; the first list that knows one counts. */
export interface PriceTable {
  /** The user's own list first, then the built-in one. */
  readonly lists: readonly PriceList[];
}

const MAX_BYTES = 4_000_000;

/**
 * The built-in prices, behind those of the user's own file where one is named.
 *
 * @param path A file of the shape that `parsePrices()` tells; null for none.
 * @throws {UsageError} `Cannot read prices "<path>": <state>`.
 */
export async function loadPrices(path: string | null): Promise<PriceTable> {
  const { default: text } = await import("./prices.json", { with: { type: "text" } });
  const builtIn = parsePrices(text, "built-in");
  if (path === null) return { lists: [builtIn] };
  return { lists: [parsePrices(await readPrices(path), path), builtIn] };
}

async function readPrices(path: string): Promise<string> {
  try {
    return await readTextBounded(path, MAX_BYTES);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(error.message.replace(/^Cannot read /, "Cannot read prices "), { cause: error });
  }
}

/**
 * What a model costs; null where that is not known. A name matches whole, or by "<provider>/*"; a dated name
 * is not the undated one.
 */
export function priceOf(table: PriceTable, provider: string, model: string): ModelPrice | null {
  for (const { models } of table.lists) {
    const price = models.get(`${provider}/${model}`) ?? models.get(`${provider}/*`);
    if (price !== undefined) return price;
  }
  return null;
}

/**
 * US dollars for one answer: what its server reported, else by the price; null where neither is known.
 * Without a count of tokens (null) only what is free has a known cost.
 */
export function costOf(price: ModelPrice | null, usage: ReportedUsage | null): number | null {
  if (usage !== null && usage.costUsd !== null) return usage.costUsd;
  if (price === null) return null;
  if (usage === null) return isFree(price) ? 0 : null;
  const { input, cachedInput, output } = ratesFor(price, usage.promptTokens);
  const cached = Math.min(usage.cachedPromptTokens, usage.promptTokens);
  return ((usage.promptTokens - cached) * input + cached * (cachedInput ?? input) +
    usage.completionTokens * output) / 1e6;
}

/** The most, in US dollars, that an answer may cost with at most so many tokens; may be Infinity. */
export function highestCost(price: ModelPrice, promptTokens: number, completionTokens: number): number {
  const rates = [price, ...price.over !== null && promptTokens > price.over.promptTokens ? [price.over] : []];
  return Math.max(...rates.map(({ input, cachedInput, output }) =>
    // A price of 0 times no limit is 0, not NaN.
    (times(promptTokens, Math.max(input, cachedInput ?? 0)) + times(completionTokens, output)) / 1e6
  ));
}

function times(tokens: number, rate: number): number {
  return rate === 0 ? 0 : tokens * rate;
}

function ratesFor(price: ModelPrice, promptTokens: number): TokenRates {
  return price.over !== null && promptTokens > price.over.promptTokens ? price.over : price;
}

function isFree({ input, cachedInput, output, over }: ModelPrice): boolean {
  const rates = [input, cachedInput, output, over?.input, over?.cachedInput, over?.output];
  return rates.every((rate) => !rate);
}
