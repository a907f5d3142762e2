import { LONGEST_PAUSE_MS } from "./retry_after.ts";

/** What a wait depends on. */
export interface BackoffOptions {
  /** How long the server asked to be left alone, in milliseconds; null where it did not. */
  readonly retryAfterMs: number | null;
  /** The next number, 0 <= x < 1. Default: Math.random. */
  readonly random?: () => number;
}

const FIRST_MS = 500;
const LONGEST_MS = 60_000;

/**
 * Milliseconds to wait before the next try: twice as long after each try, from 0.5 s to 60 s, of which a
 * random half is left out, so that requests which failed together do not come back together. What the server
 * asked for is obeyed where it is longer, up to ten minutes.
 *
 * @param tryNumber The try that failed, from 1.
 */
export function backoffMs(
  tryNumber: number,
  { retryAfterMs, random = Math.random }: BackoffOptions,
): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** (tryNumber - 1));
  const jittered = whole * (0.5 + random() / 2);
  return Math.max(jittered, Math.min(retryAfterMs ?? 0, LONGEST_PAUSE_MS));
}
