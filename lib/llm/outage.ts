import type { Rejection } from "../core/rejection.ts";

/** Tries of a connection that never came about, while nothing was ever answered. */
const TRIES_AT_FIRST = 3;
/** So many requests given up, with no answer since the first of them began, end the run. */
const GIVEN_UP_IN_A_ROW = 3;

/**
 * Whether a run should go on where requests use up their tries: a provider that is gone is not asked for the
 * rest of a night, while one request that always fails is no reason to stop.
 */
export class Outage {
  readonly #model: string;
  readonly #now: () => number;
  /** When the last answer came; null where none ever did. */
  #answeredAt: number | null = null;
  #givenUp = 0;

  /**
   * A run in which nothing was answered yet.
   *
   * @param model For the message.
   * @param now Milliseconds since any fixed moment. Default: performance.now.
   */
  constructor(model: string, now: () => number = () => performance.now()) {
    this.#model = model;
    this.#now = now;
  }

  /** An answer came, whatever stands in it. */
  answered(): void {
    this.#answeredAt = this.#now();
    this.#givenUp = 0;
  }

  /**
   * How often a request may be tried in all. Where nothing was ever answered and no connection comes about,
   * the address is probably wrong: three tries tell that within seconds.
   */
  maxTries(usual: number, { reached }: { readonly reached: boolean } = { reached: false }): number {
    return this.#answeredAt === null && !reached ? Math.min(TRIES_AT_FIRST, usual) : usual;
  }

  /**
   * A request used up its tries, or its time. Gives the message to stop the run with, null where the run should
   * go on: it stops where three requests in a row are given up and nothing was answered since the first of them
   * was sent for the first time, and at the first one where nothing was ever answered and this is no accident.
   * What was answered meanwhile shows that the provider is there, and that the request alone is to blame.
   *
   * @param options.certain Whether another request would fare no better: false where others may just be slow.
   * Default: true.
   */
  gaveUp(
    { detail }: Rejection,
    { startedAt, certain = true }: { readonly startedAt: number; readonly certain?: boolean },
  ): string | null {
    if (this.#answeredAt !== null && this.#answeredAt >= startedAt) return null;
    this.#givenUp++;
    const enough = this.#givenUp >= GIVEN_UP_IN_A_ROW;
    if (this.#answeredAt === null) {
      if (!certain && !enough) return null;
      return `Cannot ask "${this.#model}": ${detail}. Nothing has been answered in this run. ` +
        "Check --base-url, --model and the network";
    }
    if (!enough) return null;
    const seconds = Math.round((this.#now() - this.#answeredAt) / 1_000);
    return `Cannot ask "${this.#model}": ${detail}. ` +
      `Nothing has been answered for ${seconds} s, and ${this.#givenUp} requests were given up`;
  }
}
