import { PythonPool } from "../lib/python/pool.ts";

/** Seconds that some work takes. */
export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/** The middle one of the values, by size; the lower of two middles. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? NaN;
}

/** The median with the range, such as "0.41 s (0.40 to 0.44)". */
export function spread(values: readonly number[], unit: string, digits = 2): string {
  const [low, middle, high] = [Math.min(...values), median(values), Math.max(...values)]
    .map((value) => value.toFixed(digits));
  return `${middle} ${unit} (${low} to ${high})`;
}

/** A goal and whether it was met. */
export function goal(text: string, met: boolean): string {
  return `goal ${text}: ${met ? "met" : "missed"}`;
}

/** Cores and Python of this machine, in one line, for the head of each report. */
export async function describeMachine(): Promise<string> {
  await using pool = await PythonPool.open({ workers: 1 });
  const load = Deno.loadavg()[0]?.toFixed(1);
  return `${navigator.hardwareConcurrency} cores, load ${load}, Python ${pool.version}, ` +
    `Deno ${Deno.version.deno}, ${pool.isolation.join(" ")}`;
}

/** Runs work on every item, at most `limit` at once. */
export async function forEach<T>(
  items: readonly T[],
  { limit, work }: { limit: number; work: (item: T) => Promise<unknown> },
): Promise<void> {
  const queue = [...items];
  const lane = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: limit }, lane));
}
