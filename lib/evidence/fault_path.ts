import type { Divergence } from "../core/evidence.ts";
import type { WatchedCall } from "../core/python.ts";

/** Calls that are told. */
const MOST = 5;

/** Two runs of one test, up to where they part the same. */
export interface PathRuns {
  readonly test: string;
  readonly healthy: readonly WatchedCall[];
  readonly buggy: readonly WatchedCall[];
}

/**
 * The calls by which a difference that arose in a call reaches the test: that call and those around it, as far as they
 * came out differently, and the last one that the test made itself.
 */
export function faultPath(from: WatchedCall, { test, healthy, buggy }: PathRuns): readonly Divergence[] {
  const [right, wrong] = [healthy, buggy].map((calls) => new Map(calls.map((call) => [call.start, call])));
  const path: Divergence[] = [];
  for (let call: WatchedCall | undefined = from; call; call = wrong!.get(call.parent)) {
    const found = differing(test, right!.get(call.start), call);
    if (found) path.push(found);
  }
  const last = lastOutermost({ test, healthy, buggy });
  const known = (one: Divergence) => JSON.stringify(one);
  if (last && !path.some((step) => known(step) === known(last))) path.push(last);
  return path.length > MOST ? [...path.slice(0, MOST - 1), path.at(-1)!] : path;
}

/** The last call of the test's own that came out differently; the test's calls correspond as long as their names do. */
function lastOutermost({ test, healthy, buggy }: PathRuns): Divergence | null {
  const own = (calls: readonly WatchedCall[]) =>
    calls.filter(({ parent }) => parent === 0).toSorted((a, b) => a.start - b.start);
  const [right, wrong] = [own(healthy), own(buggy)];
  const same = wrong.findIndex((call, at) => right[at]?.function !== call.function);
  const matching = wrong.slice(0, same < 0 ? wrong.length : same);
  return matching.map((call, at) => differing(test, right[at], call)).findLast((found) => found !== null) ??
    null;
}

/** What of a call came out differently; null where nothing did. */
export function differing(
  test: string,
  right: WatchedCall | undefined,
  wrong: WatchedCall,
): Divergence | null {
  if (!right || right.function !== wrong.function) return null;
  const call = { test, function: right.function, arguments: wrong.arguments };
  if (wrong.result !== right.result) {
    return { ...call, what: "result", buggy: wrong.result, healthy: right.result };
  }
  for (const [name, healthy] of Object.entries(right.state)) {
    const buggy = wrong.state[name] ?? "<missing>";
    if (buggy !== healthy) return { ...call, what: `self.${name}`, buggy, healthy };
  }
  return null;
}
