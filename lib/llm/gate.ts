import { type Clock, REAL_CLOCK } from "./clock.ts";
import { RateWindow } from "./rate_window.ts";
import { LONGEST_PAUSE_MS } from "./retry_after.ts";

/** How many requests may go. */
export interface GateOptions {
  /** Most requests in flight, at least 1. */
  readonly concurrency: number;
  /** Requests in any 60 seconds; as many as go where undefined. */
  readonly requestsPerMinute?: number | undefined;
  /** Tokens in any 60 seconds; as many as go where undefined. */
  readonly tokensPerMinute?: number | undefined;
}

/** What came of a request. */
export interface Leaving {
  /** Whether the server had too much to do. */
  readonly busy?: boolean;
  /** How long it wants to be left alone, in milliseconds. */
  readonly retryAfterMs?: number | null;
  /** Tokens that the request came to; null where that is not known: then the estimate stays. */
  readonly tokens?: number | null;
}

/** The right to have one request in flight. */
export interface Ticket {
  /** Gives it back; a second time does nothing. */
  leave(leaving?: Leaving | null): void;
}

interface Waiter {
  readonly tokens: number;
  readonly admit: () => void;
}

/**
 * Lets requests go, first in, first out, as many at once as the server bears: the limit begins at
 * `concurrency`, is halved where the server is busy, and grows by one for each `limit` answers up to
 * `concurrency` (additive increase, multiplicative decrease, as TCP does: RFC 5681, 3.1). A burst of refusals
 * halves it once: requests that were in flight then neither halve nor raise it. What a server asks to be left
 * alone, up to ten minutes, holds for all. Requests and tokens a minute are held over any 60 seconds; a
 * request that is larger than the tokens of a minute goes where nothing else counts.
 */
export class Gate {
  readonly #concurrency: number;
  readonly #clock: Clock;
  readonly #window: RateWindow;
  readonly #queue: Waiter[] = [];
  #limit: number;
  #inFlight = 0;
  #pausedUntil = -Infinity;
  /** Counts how often the limit was halved. */
  #era = 0;
  /** Answers of this era that have not raised the limit yet. */
  #good = 0;
  #alarm: AbortController | null = null;

  /** A gate that nobody went through yet, on the machine's clock unless told otherwise. */
  constructor(options: GateOptions, clock: Clock = REAL_CLOCK) {
    this.#concurrency = Math.max(1, Math.floor(options.concurrency));
    this.#limit = this.#concurrency;
    this.#clock = clock;
    this.#window = new RateWindow(options);
  }

  /** Most requests in flight now. */
  get limit(): number {
    return this.#limit;
  }

  /** Requests in flight. */
  get inFlight(): number {
    return this.#inFlight;
  }

  /** Requests that wait. */
  get waiting(): number {
    return this.#queue.length;
  }

  /** How long nobody may go because the server wants to be left alone, in milliseconds; 0 where it does not. */
  get pauseMs(): number {
    return Math.max(0, this.#pausedUntil - this.#clock.now());
  }

  /**
   * Waits for a request's turn. Rejects with the signal's reason where that aborts first; then the request
   * counts for nothing.
   *
   * @param tokens How many it will come to, prompt and answer, as an estimate.
   */
  enter(tokens: number, signal: AbortSignal): Promise<Ticket> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const waiter: Waiter = {
        tokens: Number.isFinite(tokens) ? Math.max(0, tokens) : 0,
        admit: () => {
          signal.removeEventListener("abort", giveUp);
          resolve(this.#admit(waiter.tokens));
        },
      };
      const giveUp = () => {
        this.#queue.splice(this.#queue.indexOf(waiter), 1);
        reject(signal.reason);
        this.#pump();
      };
      signal.addEventListener("abort", giveUp, { once: true });
      this.#queue.push(waiter);
      this.#pump();
    });
  }

  #admit(estimate: number): Ticket {
    const era = this.#era;
    const correct = this.#window.add(this.#clock.now(), estimate);
    let left = false;
    this.#inFlight++;
    return {
      leave: (leaving) => {
        if (left) return;
        left = true;
        this.#inFlight--;
        const { busy = false, retryAfterMs, tokens } = leaving ?? {};
        if (typeof tokens === "number") correct(tokens);
        if (typeof retryAfterMs === "number") this.#pause(retryAfterMs);
        if (era === this.#era) this.#adjust(busy);
        this.#pump();
      },
    };
  }

  #pause(ms: number): void {
    const until = this.#clock.now() + Math.min(ms, LONGEST_PAUSE_MS);
    this.#pausedUntil = Math.max(this.#pausedUntil, until);
  }

  #adjust(busy: boolean): void {
    if (busy) {
      this.#limit = Math.max(1, Math.floor(this.#limit / 2));
      this.#era++;
      this.#good = 0;
    } else if (this.#limit < this.#concurrency && ++this.#good >= this.#limit) {
      this.#limit++;
      this.#good = 0;
    }
  }

  /** Lets go who may go, and sets the alarm for the next one whom only time keeps back. */
  #pump(): void {
    this.#alarm?.abort();
    this.#alarm = null;
    while (this.#queue.length > 0 && this.#inFlight < this.#limit) {
      const now = this.#clock.now();
      const { tokens, admit } = this.#queue[0]!;
      const wait = Math.max(this.#pausedUntil - now, this.#window.waitFor(tokens, now));
      if (wait > 0) return this.#wakeAfter(wait);
      this.#queue.shift();
      admit();
    }
  }

  #wakeAfter(ms: number): void {
    const alarm = new AbortController();
    this.#alarm = alarm;
    this.#clock.sleep(ms, alarm.signal).then(() => this.#pump(), (error) => {
      if (!alarm.signal.aborted) throw error;
    });
  }
}
