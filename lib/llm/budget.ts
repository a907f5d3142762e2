import type { ChatMessage } from "../core/chat.ts";
import { BudgetError, UsageError } from "../core/errors.ts";
import { byteLength } from "../core/text_check.ts";
import { formatDollars } from "./figures.ts";
import { Meter } from "./meter.ts";
import { highestCost, type ModelPrice } from "./prices.ts";

/** Hard limits of a run; undefined for none. */
export interface BudgetLimits {
  /** --max-cost, in US dollars. */
  readonly maxCostUsd?: number | undefined;
  /** --max-tokens, sent and written. */
  readonly maxTokens?: number | undefined;
  /** --max-requests, repeated ones included. */
  readonly maxRequests?: number | undefined;
}

/** The most that a request may come to. */
export interface WorstCase {
  /** Sent and written; Infinity where an answer has no end that can be counted on. */
  readonly tokens: number;
  /** US dollars; null where the price is not known. */
  readonly costUsd: number | null;
}

/** What a request came to; null where nobody knows. */
export interface ActualUse {
  readonly tokens: number | null;
  readonly costUsd: number | null;
}

/** Leave to send one request. End it by one of these; what comes later changes nothing. */
export interface Reservation {
  /** Counts what the request came to; the worst case stays counted for what is null. */
  settle(actual: ActualUse): void;
  /** Leaves the worst case counted: nobody knows what the request came to. */
  keep(): void;
}

/** What is counted for good. */
export interface Spent {
  readonly requests: number;
  readonly tokens: number;
  readonly costUsd: number;
}

interface Waiter {
  readonly units: Units;
  readonly grant: (reservation: Reservation) => void;
  readonly refuse: (error: unknown) => void;
}

/** Whole units, so that sums are exact and a limit can be reached but not passed. */
interface Units {
  readonly nanodollars: number;
  readonly tokens: number;
}

const NANO = 1e9;
/** What chat formats put around a message: role, marks of its begin and end. */
const TOKENS_PER_MESSAGE = 16;

/**
 * Hard limits on cost, tokens and requests. Each request is counted with its worst case before it leaves, and
 * with what it came to afterwards: as long as no answer is longer than was allowed, no limit is ever passed.
 * A request that does not fit now, but may if one in flight comes to less than its worst case, waits; first
 * come, first served.
 */
export class Budget {
  readonly #limits: BudgetLimits;
  readonly #cost: Meter;
  readonly #tokens: Meter;
  readonly #requests: Meter;
  readonly #waiting: Waiter[] = [];

  constructor(limits: BudgetLimits) {
    this.#limits = limits;
    const { maxCostUsd, maxTokens, maxRequests } = limits;
    this.#cost = new Meter(
      maxCostUsd === undefined ? null : finite(Math.round(maxCostUsd * NANO), maxCostUsd),
    );
    this.#tokens = new Meter(maxTokens ?? null);
    this.#requests = new Meter(maxRequests ?? null);
  }

  /** What is counted for good so far, worst cases of which nobody knows better included. */
  get spent(): Spent {
    return {
      requests: this.#requests.spent,
      tokens: this.#tokens.spent,
      costUsd: this.#cost.spent / NANO,
    };
  }

  /**
   * Leave to send a request, as soon as its worst case fits.
   *
   * @throws {BudgetError} where no request in flight could make room for it.
   * @throws {UsageError} where a cost is to be held and the worst one is not known.
   */
  async reserve(worst: WorstCase, signal: AbortSignal): Promise<Reservation> {
    signal.throwIfAborted();
    if (this.#limits.maxCostUsd !== undefined && worst.costUsd === null) {
      throw new UsageError(
        'Cannot hold "--max-cost": the price of the model is not known. ' +
          "Give it with --prices, or use --max-tokens",
      );
    }
    const units = { nanodollars: toNano(worst.costUsd ?? 0), tokens: Math.ceil(worst.tokens) };
    const { promise, resolve: grant, reject: refuse } = Promise.withResolvers<Reservation>();
    const waiter = { units, grant, refuse };
    const leave = () => {
      const at = this.#waiting.indexOf(waiter);
      if (at >= 0) this.#waiting.splice(at, 1);
      refuse(signal.reason);
      this.#serve();
    };
    signal.addEventListener("abort", leave);
    try {
      this.#waiting.push(waiter);
      this.#serve();
      return await promise;
    } finally {
      signal.removeEventListener("abort", leave);
    }
  }

  /** Lets those go that fit, in order, and refuses those that never will. */
  #serve(): void {
    for (let first = this.#waiting[0]; first !== undefined; first = this.#waiting[0]) {
      const { units, grant, refuse } = first;
      const reached = this.#reached(units);
      if (reached === null && !this.#fits(units)) return;
      this.#waiting.shift();
      if (reached === null) grant(this.#take(units));
      else refuse(reached);
    }
  }

  #fits({ nanodollars, tokens }: Units): boolean {
    return this.#cost.fits(nanodollars) && this.#tokens.fits(tokens) && this.#requests.fits(1);
  }

  #take(held: Units): Reservation {
    this.#cost.hold(held.nanodollars);
    this.#tokens.hold(held.tokens);
    // A request that left is sent, whatever comes of it.
    this.#requests.settle(0, 1);
    let open = true;
    const settle = ({ tokens, costUsd }: ActualUse) => {
      if (!open) return;
      open = false;
      this.#cost.settle(held.nanodollars, costUsd === null ? null : toNano(costUsd));
      this.#tokens.settle(held.tokens, tokens === null ? null : Math.ceil(tokens));
      this.#serve();
    };
    return { settle, keep: () => settle({ tokens: null, costUsd: null }) };
  }

  /** The error where a limit is in the way even if nothing came of all that is in flight; else null. */
  #reached({ nanodollars, tokens }: Units): BudgetError | null {
    const { maxCostUsd, maxTokens, maxRequests } = this.#limits;
    if (!this.#requests.mayFit(1)) {
      return refusal(`--max-requests ${maxRequests}`, { spent: `${this.#requests.spent} sent`, next: null });
    }
    if (!this.#tokens.mayFit(tokens)) {
      const next = Number.isFinite(tokens) ? `up to ${tokens}` : "an answer without an end";
      return refusal(`--max-tokens ${maxTokens}`, { spent: used(this.#tokens.spent), next });
    }
    if (!this.#cost.mayFit(nanodollars)) {
      const spent = this.#cost.spent === 0 ? null : `${formatDollars(this.#cost.spent / NANO)} spent`;
      const next = Number.isFinite(nanodollars)
        ? `up to ${formatDollars(nanodollars / NANO)}`
        : "an answer without an end";
      return refusal(`--max-cost ${formatLimit(maxCostUsd!)}`, { spent, next });
    }
    return null;
  }
}

/**
 * An upper bound of what a request comes to. No tokenizer makes more tokens of a text than it has bytes; this
 * is several times what really comes, and settling gives the rest back.
 *
 * @param maxOutputTokens Limit that is sent with the request; null where none is.
 */
export function worstCase(
  messages: readonly ChatMessage[],
  maxOutputTokens: number | null,
  price: ModelPrice | null,
): WorstCase {
  const prompt = messages.reduce((sum, { content }) => sum + byteLength(content) + TOKENS_PER_MESSAGE, 0);
  const output = maxOutputTokens ?? Infinity;
  return { tokens: prompt + output, costUsd: price && highestCost(price, prompt, output) };
}

function toNano(usd: number): number {
  // Rounded up, actual costs too: what is counted is never less than what is paid.
  return finite(Math.ceil(usd * NANO), usd);
}

/** What came of a finite number stays finite: Infinity is for answers without an end alone. */
function finite(product: number, from: number): number {
  return Number.isFinite(from) ? Math.min(product, Number.MAX_VALUE) : product;
}

function used(tokens: number): string | null {
  return tokens === 0 ? null : `${tokens} used`;
}

function refusal(
  limit: string,
  { spent, next }: { spent: string | null; next: string | null },
): BudgetError {
  if (spent === null) {
    return new BudgetError(`Cannot send a request: ${limit} is too little for one (${next})`);
  }
  const more = next === null ? "" : `, ${next} for the next`;
  return new BudgetError(`Cannot send another request: ${limit} is reached (${spent}${more})`);
}

/** A limit as the user gave it, with cents. */
function formatLimit(usd: number): string {
  return Number.isInteger(usd * 100) ? usd.toFixed(2) : String(usd);
}
