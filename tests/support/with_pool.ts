import { type PoolOptions, PythonPool } from "../../lib/python/pool.ts";
import { pythonPath } from "./python_path.ts";

/** Source that does nothing, for runs that only warm a harness up. */
const NOTHING = { moduleName: "nothing", code: "", tests: "" };

/**
 * One pool of one worker for all tests of a file: opened before the first, closed after the last. A harness for another
 * hash seed than 0 must be named, so that it does not start, and seem to leak, within a test.
 */
export function sharedPool(hashSeeds: readonly number[] = []): () => PythonPool {
  let pool: PythonPool | undefined;
  Deno.test.beforeAll(async () => {
    pool = await openPool();
    for (const hashSeed of hashSeeds) await pool.runTests(NOTHING, { limitMs: 5000, hashSeed });
  });
  Deno.test.afterAll(async () => await pool?.close());
  return () => pool!;
}

/** A pool of one worker, unless the options say otherwise, on the default Python. */
export async function openPool(options: PoolOptions = {}): Promise<PythonPool> {
  return await PythonPool.open({ workers: 1, python: options.python ?? await pythonPath(), ...options });
}
