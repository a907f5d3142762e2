/** A Python number as repr shows it. */
const NUMBER = /^-?(?:\d+\.?\d*(?:e[-+]?\d+)?|inf)$/;

/**
 * How far a value lies from the right one, relative to it, to three digits: -0.25 for a quarter too little. null where
 * one of them is no finite number, or the right one is 0.
 */
export function relativeDrift(buggy: string, healthy: string): number | null {
  if (!NUMBER.test(buggy) || !NUMBER.test(healthy)) return null;
  const [wrong, right] = [Number(buggy), Number(healthy)];
  if (!Number.isFinite(wrong) || !Number.isFinite(right) || right === 0) return null;
  return Number(((wrong - right) / Math.abs(right)).toPrecision(3));
}
