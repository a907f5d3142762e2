import type { PythonPool } from "../../../lib/python/pool.ts";
import { findHarness, type HarnessPlace } from "./find_harness.ts";
import { type Footprint, footprintChanges, takeFootprint, zombiesOf } from "./footprint.ts";
import { openOutside, type Outside } from "./outside.ts";

/** Where attacks on one pool are tried: the outside, and how the harness looks while all is well. */
export interface Ground extends AsyncDisposable {
  readonly pool: PythonPool;
  readonly outside: Outside;
  /** What an attack has changed of the harness and for the next job, each in one line. A new harness is the new normal. */
  harnessChanges(): Promise<readonly string[]>;
  /** What the system still has not taken away of all that ended, each in one line. */
  zombies(): Promise<readonly string[]>;
}

/** Scenarios before the first look, so that the harness has made its buffers and keeps as many ready as it ever does. */
const WARM_UP = 6;
/** Far above what a first process takes that does its duty. */
const REAP_MS = 10_000;

/**
 * Prepares a pool of one worker for attacks. Throws where its jobs are root with root's powers, so that a mistake in the
 * isolation would cost the machine.
 */
export async function openGround(pool: PythonPool): Promise<Ground> {
  let harness: HarnessPlace = await findHarness(pool);
  if (harness.almighty) {
    throw new Error(
      'Cannot try attacks on "this pool": its jobs are root, and nothing but the attacked would stop them',
    );
  }
  const outside = await openOutside(pool.path, () => harness.pid);
  const look = (variant = 0) => takeFootprint(pool, { ...harness, marker: outside.marker, variant });
  const settle = async (): Promise<Footprint> => {
    for (let variant = WARM_UP; variant > 0; variant--) await look(variant);
    return await look();
  };
  let normal = await settle();
  return {
    pool,
    outside,
    async harnessChanges() {
      const changes = await footprintChanges(normal, () => look());
      if (changes.length > 0) {
        // Each attack answers for itself: what follows is compared with what this one left.
        harness = await findHarness(pool);
        normal = await settle();
      }
      return changes;
    },
    zombies: () => zombiesOf(harness, REAP_MS),
    async [Symbol.asyncDispose]() {
      await outside[Symbol.asyncDispose]();
    },
  };
}
