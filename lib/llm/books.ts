import type { ChatPurpose } from "../core/chat.ts";
import { type BookEntry, type BooksTotals, Counts, type Sums } from "./book_sums.ts";

export type { BookEntry, BooksTotals, Sums } from "./book_sums.ts";
export { describeMoney } from "./describe_money.ts";

/** Everything that was sent, answered and paid in a run. */
export class Books {
  readonly #all = new Counts();
  readonly #byPurpose = new Map<ChatPurpose, Counts>();

  /** Counts an HTTP request; called as it leaves. */
  sent(purpose: ChatPurpose): void {
    for (const counts of this.#countsOf(purpose)) counts.sent();
  }

  /**
   * Counts an HTTP request that brought no answer, for a reason such as "status 429" or "connection".
   *
   * @param mayBeCharged Whether the server may have worked on it.
   */
  failed(purpose: ChatPurpose, reason: string, mayBeCharged: boolean): void {
    for (const counts of this.#countsOf(purpose)) counts.failed(reason, mayBeCharged);
  }

  /** Counts what a server reported for a request that brought no answer. */
  pay(purpose: ChatPurpose, used: Pick<BookEntry, "usage" | "costUsd">): void {
    for (const counts of this.#countsOf(purpose)) counts.pay(used);
  }

  /** Enters a question at its end. */
  record(entry: BookEntry): void {
    for (const counts of this.#countsOf(entry.purpose)) counts.enter(entry);
  }

  /** What it all came to so far. */
  totals(): BooksTotals {
    const byPurpose = [...this.#byPurpose].map(([purpose, counts]) => [purpose, counts.sums()]);
    return { ...this.#all.sums(), byPurpose: Object.fromEntries(byPurpose) };
  }

  #countsOf(purpose: ChatPurpose): readonly Counts[] {
    const counts = this.#byPurpose.get(purpose) ?? new Counts();
    this.#byPurpose.set(purpose, counts);
    return [this.#all, counts];
  }
}

/** The totals as JSON with snake_case keys in order; US dollars are rounded to 1e-9. */
export function booksToJson(totals: BooksTotals): Readonly<Record<string, unknown>> {
  const byPurpose = Object.entries(totals.byPurpose).map(([purpose, sums]) => [purpose, sumsToJson(sums)]);
  return ordered({
    by_purpose: ordered(Object.fromEntries(byPurpose)),
    ...sumsToJson(totals),
  });
}

/** A question as JSON with snake_case keys, for a journal. */
export function entryToJson(entry: BookEntry): Readonly<Record<string, unknown>> {
  const { purpose, subject, source, tries, outcome, usage, costUsd } = entry;
  return {
    purpose,
    subject,
    source,
    tries,
    outcome,
    tokens: usage && {
      prompt: usage.promptTokens,
      cached_prompt: usage.cachedPromptTokens,
      completion: usage.completionTokens,
    },
    cost_usd: roundedDollars(costUsd),
  };
}

function sumsToJson(sums: Sums): Readonly<Record<string, unknown>> {
  return {
    answers: {
      cached: sums.answersCached,
      none: ordered(sums.withoutAnswer),
      paid: sums.answersPaid,
    },
    cost_known_usd: roundedDollars(sums.costKnownUsd),
    cost_reported: sums.costReported,
    cost_usd: roundedDollars(sums.costUsd),
    requests: {
      failed: ordered(sums.requestsFailed),
      in_doubt: sums.requestsInDoubt,
      sent: sums.requestsSent,
    },
    tokens: {
      completion: sums.completionTokens,
      prompt: sums.promptTokens,
      provider_cached: sums.providerCachedTokens,
      saved_completion: sums.savedCompletionTokens,
      saved_prompt: sums.savedPromptTokens,
    },
    without_price: sums.withoutPrice,
    without_usage: sums.withoutUsage,
  };
}

function ordered<T>(record: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function roundedDollars(usd: number | null): number | null {
  return usd === null ? null : Math.round(usd * 1e9) / 1e9;
}
