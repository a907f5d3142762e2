/** A clock that can be waited on; tests have one of their own. */
export interface Clock {
  /** Milliseconds since any fixed moment. */
  now(): number;
  /** Waits; rejects with the signal's reason where that aborts first. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** The machine's clock, which nobody sets back. */
export const REAL_CLOCK: Clock = {
  now: () => performance.now(),
  sleep(ms, signal) {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const stop = () => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      const timer = setTimeout(() => {
        signal.removeEventListener("abort", stop);
        resolve();
      }, ms);
      signal.addEventListener("abort", stop, { once: true });
    });
  },
};
