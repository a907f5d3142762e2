/** One thing that is counted against a limit, in whole units: what is spent for good, and what may yet be. */
export class Meter {
  readonly #limit: number | null;
  #spent = 0;
  #held = 0;

  /** @param limit Most units; null for no limit. */
  constructor(limit: number | null) {
    this.#limit = limit;
  }

  /** Units spent for good. */
  get spent(): number {
    return this.#spent;
  }

  /** Whether so many more fit, whatever comes of those that are held. */
  fits(units: number): boolean {
    return this.#limit === null || this.#spent + this.#held + units <= this.#limit;
  }

  /** Whether so many more could fit if nothing came of those that are held. */
  mayFit(units: number): boolean {
    return this.#limit === null || this.#spent + units <= this.#limit;
  }

  /** Holds units that may be spent. */
  hold(units: number): void {
    // Without a limit there may be no worst case to hold.
    if (this.#limit !== null) this.#held += units;
  }

  /** Ends a hold: `spent` of its units came to be; null where nobody knows, then all of them count. */
  settle(held: number, spent: number | null): void {
    if (this.#limit !== null) this.#held -= held;
    const known = spent !== null && Number.isFinite(spent) && spent >= 0;
    const more = known ? spent : Number.isFinite(held) ? held : 0;
    this.#spent = Math.min(this.#spent + more, Number.MAX_VALUE);
  }
}
