/** Lets a few things be done at a time, in the order in which they were asked for. */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  /** @param most How many at a time. */
  constructor(most: number) {
    this.#free = most;
  }

  /** Runs it when its turn has come, and gives what it gives. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free === 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#free--;
    try {
      return await work();
    } finally {
      // The next one takes over the place: nobody else can come between.
      const next = this.#waiting.shift();
      if (next === undefined) this.#free++;
      else next();
    }
  }
}
