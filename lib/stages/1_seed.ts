import { type Draw, drawKey, type Seed, seedKey } from "../core/seed.ts";

/** What limits the choice of a seed. */
export interface DrawLimits {
  /** Draws that are used or being worked on, by `drawKey()`. */
  readonly taken: ReadonlySet<string>;
  /** Scenarios of which nothing more can be made, by `seedKey()`. */
  readonly exhausted: ReadonlySet<string>;
  /**
   * How often a scenario may come, each time after all others had their turn; Infinity: without end. Default:
   * 1.
   */
  readonly rounds?: number;
}

/**
 * The next task's scenario: the first of `order` that is free. All come once before any comes twice.
 *
 * @returns null where nothing is left.
 */
export function chooseDraw(order: readonly Seed[], limits: DrawLimits): Draw | null {
  const open = order.filter((seed) => !limits.exhausted.has(seedKey(seed)));
  if (open.length === 0) return null;
  // A round in which every draw is taken is followed by another; even an endless row ends: `taken` is finite.
  for (let ordinal = 1; ordinal <= (limits.rounds ?? 1); ordinal++) {
    const seed = open.find((seed) => !limits.taken.has(drawKey({ seed, ordinal })));
    if (seed) return { seed, ordinal };
  }
  return null;
}
