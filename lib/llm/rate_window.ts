/** What may go in any 60 seconds. */
export interface RateLimits {
  /** As many as go where undefined. */
  readonly requestsPerMinute?: number | undefined;
  /** As many as go where undefined. */
  readonly tokensPerMinute?: number | undefined;
}

const WINDOW_MS = 60_000;

/**
 * Counts requests and tokens of the last 60 seconds. Times are milliseconds of one clock that never goes
 * back.
 */
export class RateWindow {
  readonly #requests: number;
  readonly #tokens: number;
  readonly #entries: { readonly at: number; tokens: number }[] = [];

  /** Limits below one request and one token count as one. */
  constructor({ requestsPerMinute = Infinity, tokensPerMinute = Infinity }: RateLimits) {
    this.#requests = Math.max(1, Math.floor(requestsPerMinute));
    this.#tokens = Math.max(1, tokensPerMinute);
  }

  /** Counts a request; the function that it gives corrects its tokens. */
  add(now: number, tokens: number): (tokens: number) => void {
    if (this.#requests === Infinity && this.#tokens === Infinity) return () => {};
    const entry = { at: now, tokens };
    this.#entries.push(entry);
    return (actual) => void (entry.tokens = Math.max(0, actual));
  }

  /** Milliseconds until a request of so many tokens may go; 0 where it may go now. */
  waitFor(tokens: number, now: number): number {
    while (this.#entries.length > 0 && now - this.#entries[0]!.at > WINDOW_MS) this.#entries.shift();
    let counted = this.#entries.length;
    let sum = this.#entries.reduce((sum, entry) => sum + entry.tokens, 0);
    let free: number | null = null;
    for (const entry of this.#entries) {
      // With nothing counted, a request of any size goes: it would never fit.
      if (counted < this.#requests && (sum === 0 || sum + tokens <= this.#tokens)) break;
      counted--;
      sum -= entry.tokens;
      free = entry.at;
    }
    // A millisecond more: both ends of 60 seconds belong to them.
    return free === null ? 0 : free + WINDOW_MS + 1 - now;
  }
}
