import { EnvironmentError } from "../../../lib/core/errors.ts";
import { type PoolOptions, PythonPool } from "../../../lib/python/pool.ts";

/** How a pool is asked for each rung that attacks are tried on. */
const ISOLATION: Readonly<Record<number, string>> = { 1: "full", 2: "kernel" };

/** A pool of one worker on that very rung; null where this machine gives another. */
export async function openRung(rung: number): Promise<PythonPool | null> {
  const options = { workers: 1, isolation: ISOLATION[rung] ?? "auto" };
  let pool: PythonPool;
  try {
    pool = await PythonPool.open(options as PoolOptions);
  } catch (error) {
    if (error instanceof EnvironmentError) return null;
    throw error;
  }
  if (rungOf(pool) === rung) return pool;
  await pool.close();
  return null;
}

/** The rung of a pool: 1 full, 2 without namespaces, 3 without Landlock, 4 none. */
export function rungOf(pool: PythonPool): number {
  const { rung } = pool as { rung?: number };
  // A pool that does not say is judged by its layers.
  return rung ?? (pool.isolation.includes("no-network") ? 1 : 4);
}
