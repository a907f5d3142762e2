import type { Rejection } from "../core/rejection.ts";
import { type Draw, drawKey, parseDrawKey, type Seed, seedKey } from "../core/seed.ts";
import { addUsage, NO_USAGE, type Usage } from "../core/usage.ts";
import type { ScenarioInventor } from "../catalogue/invent_scenarios.ts";
import type { DrawState } from "../catalogue/state.ts";
import { chooseDraw } from "../stages/1_seed.ts";

/** What a run may not draw, besides what is used. */
export interface DrawLimitsOfRun {
  /** Draws that this run gave up: free again for others, not to be tried here once more. */
  readonly closed: ReadonlySet<string>;
  /** Scenarios of which nothing more can be made, by `seedKey()`. */
  readonly exhausted: ReadonlySet<string>;
  /** Aborted where nothing is wanted any more. */
  readonly signal: AbortSignal;
}

/** What came of drawing. */
export interface Drawn {
  /** The draw, claimed in the state; null where nothing is left. */
  readonly draw: Draw | null;
  /** Scenarios that could not be used. */
  readonly refused: readonly Rejection[];
  /** What asking for scenarios used. */
  readonly usage: Usage;
}

/** Where a batch's scenarios come from. */
export interface DrawSource {
  /**
   * Claims the next task's scenario.
   *
   * @throws {UsageError} where the state cannot be read or written.
   */
  next(state: DrawState, limits: DrawLimitsOfRun): Promise<Drawn>;
}

/**
 * Draws from a list.
 *
 * @param order Scenarios in the order in which they are drawn.
 * @param rounds How often each may come, all others before it; Infinity for an author who has ever more bugs of one.
 */
export function catalogueSource(order: readonly Seed[], rounds: number): DrawSource {
  const seeds = new Map(order.map((seed) => [seedKey(seed), seed]));
  return {
    async next(state, { closed, exhausted }) {
      const key = await state.claim((used) => {
        const taken = closed.size > 0 ? used.union(closed) : used;
        const draw = chooseDraw(order, { taken, exhausted, rounds });
        return draw && drawKey(draw);
      });
      if (key === null) return { draw: null, refused: [], usage: NO_USAGE };
      const { key: name, ordinal } = parseDrawKey(key);
      return { draw: { seed: seeds.get(name)!, ordinal }, refused: [], usage: NO_USAGE };
    },
  };
}

/** Draws what a model invents. */
export function inventedSource(inventor: ScenarioInventor): DrawSource {
  return {
    async next(state, { signal }) {
      const refused: Rejection[] = [];
      let usage = NO_USAGE;
      while (true) {
        const { outcome, usage: used, refused: more } = await inventor.next(state, signal);
        refused.push(...more);
        usage = addUsage(usage, used);
        if (!outcome.ok) return { draw: null, refused: [...refused, outcome.rejection], usage };
        const draw = { seed: outcome.value, ordinal: 1 };
        const key = drawKey(draw);
        // Another run may have invented the same.
        if (await state.claim((taken) => taken.has(key) ? null : key)) return { draw, refused, usage };
      }
    },
  };
}
