import type { Divergence } from "../core/evidence.ts";
import type { WatchedCall } from "../core/python.ts";

/**
 * The first call, in the order in which calls end, that began the same in both runs and came out different: by its
 * result, or by what it left in its object. Where the runs part inside a function, by calling something else from it, that
 * function is the one. null where no such call was seen.
 */
export function firstDivergence(
  test: string,
  healthy: readonly WatchedCall[],
  buggy: readonly WatchedCall[],
): Divergence | null {
  const byStart = new Map(healthy.map((call) => [call.start, call]));
  const parting = partingStart(byStart, buggy);
  for (const wrong of buggy) {
    const right = byStart.get(wrong.start);
    if (wrong.start >= parting || !right) continue;
    const call = { test, function: right.function, arguments: right.arguments };
    if (wrong.result !== right.result) {
      return { ...call, what: "result", buggy: wrong.result, healthy: right.result };
    }
    for (const [name, value] of Object.entries(right.state)) {
      const other = wrong.state[name] ?? "<missing>";
      if (other !== value) return { ...call, what: `self.${name}`, buggy: other, healthy: value };
    }
  }
  return null;
}

/** The first call that does not begin alike in both runs: up to it, calls with the same number correspond. */
function partingStart(healthy: ReadonlyMap<number, WatchedCall>, buggy: readonly WatchedCall[]): number {
  const different = buggy.filter((wrong) => {
    const right = healthy.get(wrong.start);
    return !right || wrong.function !== right.function || !same(wrong.arguments, right.arguments);
  });
  return Math.min(Infinity, ...different.map((call) => call.start));
}

function same(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
