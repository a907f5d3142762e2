import type { FaultSample } from "../core/evidence.ts";
import type { WatchedCall } from "../core/python.ts";

/** Values that are told of one sample. */
const MOST_VALUES = 6;

/** A test that runs the faulty line, and both runs of it. */
export interface SampledTest {
  readonly test: string;
  readonly passes: boolean;
  readonly healthy: readonly WatchedCall[];
  readonly buggy: readonly WatchedCall[];
}

/** Where the fault stands in the module that has it. */
export interface FaultPlace {
  readonly line: number;
  /** Source of that line. */
  readonly text: string;
}

/**
 * What the faulty line works on in a test: of the first call that runs it, or of a given one. null where none does, as far
 * as it was recorded.
 */
export function faultSample(
  { test, passes, healthy, buggy }: SampledTest,
  { line, text }: FaultPlace,
  of?: WatchedCall,
): FaultSample | null {
  const runsIt = (call: WatchedCall) => (call.steps ?? []).some(([, at]) => at === line);
  const ordered = buggy.toSorted((a, b) => a.start - b.start);
  const call = of && runsIt(of) ? of : ordered.find(runsIt);
  const right = healthy.find(({ start }) => start === call?.start);
  if (!call || !right) return null;
  return {
    test,
    passes,
    arguments: call.arguments,
    values: valuesBefore(call, { line, text }),
    buggy: call.result,
    healthy: right.result,
  };
}

/** The values of the names that a line mentions, as they are before the line runs for the first time in a call. */
function valuesBefore(call: WatchedCall, { line, text }: FaultPlace): Record<string, string> {
  const known = new Map(Object.entries(call.given ?? call.arguments));
  for (const [, at, changed] of call.steps ?? []) {
    if (at === line) break;
    for (const [path, value] of Object.entries(changed)) {
      if (value === null) known.delete(path);
      else known.set(path, value);
    }
  }
  const mentioned = (path: string) =>
    path.includes(".") || path.includes("[")
      ? text.includes(path)
      : new RegExp(`(?<![\\w.])${path.replace(/^\*+/, "")}\\b`).test(text);
  return Object.fromEntries([...known].filter(([path]) => mentioned(path)).slice(0, MOST_VALUES));
}
