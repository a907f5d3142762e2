import type { Divergence } from "../core/payload.ts";
import type { WatchedCall } from "../core/python.ts";

/**
 * The first call, in the order in which calls end, that was given the same in both runs and came out different:
 * by its result, or by what it left in its object. null where the runs part before such a call, or never.
 */
export function firstDivergence(
  test: string,
  healthy: readonly WatchedCall[],
  buggy: readonly WatchedCall[],
): Divergence | null {
  for (const [at, right] of healthy.entries()) {
    const wrong = buggy[at];
    if (!wrong || wrong.function !== right.function || !same(wrong.arguments, right.arguments)) return null;
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

function same(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
