import type { ChatPurpose } from "../core/chat.ts";
import type { ReportedUsage } from "./completion.ts";

/** What became of one question, at its end. */
export interface BookEntry {
  /** What it was asked for. */
  readonly purpose: ChatPurpose;
  /** What it was about: a draw's key, or such as "catalog expand". */
  readonly subject: string;
  /** Whether a server was asked, or the request cache had the answer. */
  readonly source: "paid" | "cache";
  /** Requests that were sent for it; 0 out of the cache. */
  readonly tries: number;
  /** "answer", or the reason why there is no text that can be used. */
  readonly outcome: string;
  /** Tokens as reported; null where none were. */
  readonly usage: ReportedUsage | null;
  /** US dollars; 0 where nothing can have been charged, null where that is not known. */
  readonly costUsd: number | null;
}

/** Sums over requests and questions. */
export interface Sums {
  /** HTTP requests that left. */
  readonly requestsSent: number;
  /** Those that brought no answer, by reason. */
  readonly requestsFailed: Readonly<Record<string, number>>;
  /** Failed ones that a server may have worked on and may charge: cut, stalled or too slow answers. */
  readonly requestsInDoubt: number;
  /** Texts that a server gave. */
  readonly answersPaid: number;
  /** Texts out of the request cache. */
  readonly answersCached: number;
  /** Questions that ended without a usable text, by reason, those out of the cache included. */
  readonly withoutAnswer: Readonly<Record<string, number>>;
  /** Tokens that were sent, as servers counted them; unusable answers included, the request cache not. */
  readonly promptTokens: number;
  /** Those of them that the provider had in its own cache. */
  readonly providerCachedTokens: number;
  /** Tokens that were written, counted likewise. */
  readonly completionTokens: number;
  /** Tokens sent that the request cache saved. */
  readonly savedPromptTokens: number;
  /** Tokens written that the request cache saved. */
  readonly savedCompletionTokens: number;
  /** US dollars for what servers answered; null where any part of it is not known. */
  readonly costUsd: number | null;
  /** The part that is known. */
  readonly costKnownUsd: number;
  /** Answers whose cost the server reported itself. */
  readonly costReported: number;
  /** Questions of unknown cost that came without a count of tokens. */
  readonly withoutUsage: number;
  /** Answers of unknown cost whose tokens are known: it is the price that is not. */
  readonly withoutPrice: number;
}

/** Sums of a run. */
export interface BooksTotals extends Sums {
  /** The same for each purpose. */
  readonly byPurpose: Readonly<Partial<Record<ChatPurpose, Sums>>>;
}

/** Sums that grow. */
export class Counts {
  readonly #failed: Record<string, number> = {};
  readonly #withoutAnswer: Record<string, number> = {};
  readonly #counts = {
    requestsSent: 0,
    requestsInDoubt: 0,
    answersPaid: 0,
    answersCached: 0,
    promptTokens: 0,
    providerCachedTokens: 0,
    completionTokens: 0,
    savedPromptTokens: 0,
    savedCompletionTokens: 0,
    costKnownUsd: 0,
    costReported: 0,
    withoutUsage: 0,
    withoutPrice: 0,
  };

  /** Counts a request that leaves. */
  sent(): void {
    this.#counts.requestsSent++;
  }

  /** Counts a request that brought no answer. */
  failed(reason: string, mayBeCharged: boolean): void {
    add(this.#failed, reason);
    if (mayBeCharged) this.#counts.requestsInDoubt++;
  }

  /** Counts a question at its end. */
  enter(entry: BookEntry): void {
    const { source, outcome, usage } = entry;
    const counts = this.#counts;
    if (outcome !== "answer") add(this.#withoutAnswer, outcome);
    else if (source === "paid") counts.answersPaid++;
    else counts.answersCached++;
    if (source === "paid") this.pay(entry);
    else {
      counts.savedPromptTokens += usage?.promptTokens ?? 0;
      counts.savedCompletionTokens += usage?.completionTokens ?? 0;
    }
  }

  /** The sums so far. */
  sums(): Sums {
    const counts = this.#counts;
    return {
      ...counts,
      requestsFailed: { ...this.#failed },
      withoutAnswer: { ...this.#withoutAnswer },
      costUsd: counts.withoutUsage + counts.withoutPrice > 0 ? null : counts.costKnownUsd,
    };
  }

  /** Counts what was used, as far as it is known. */
  pay({ usage, costUsd }: Pick<BookEntry, "usage" | "costUsd">): void {
    const counts = this.#counts;
    counts.promptTokens += usage?.promptTokens ?? 0;
    counts.providerCachedTokens += usage?.cachedPromptTokens ?? 0;
    counts.completionTokens += usage?.completionTokens ?? 0;
    counts.costKnownUsd += costUsd ?? 0;
    if (usage !== null && usage.costUsd !== null) counts.costReported++;
    if (costUsd === null) counts[usage === null ? "withoutUsage" : "withoutPrice"]++;
  }
}

function add(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}
