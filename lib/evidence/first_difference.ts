import type { FaultValue } from "../core/evidence.ts";
import type { WatchedCall } from "../core/python.ts";
import { type RecordedEvent, recordedEvents } from "./recorded_events.ts";
import { relativeDrift } from "./relative_drift.ts";

/** What stands for a value that is not there. */
const MISSING = "<not there>";

/** Two runs of one test. */
export interface ComparedRuns {
  readonly healthy: readonly WatchedCall[];
  readonly buggy: readonly WatchedCall[];
  /** The healthy module's line for a line of the buggy one; null for a line that the healthy one has not. */
  readonly toHealthy: (line: number) => number | null;
}

/** The first difference, and the call of the buggy run in which it is. */
export interface FoundDifference {
  readonly value: FaultValue;
  readonly call: WatchedCall;
}

type Step = Extract<RecordedEvent, { kind: "step" }>;
type Differing = Omit<FaultValue, "drift" | "function" | "visit"> & { readonly call: WatchedCall };

/**
 * The first place where two runs of a test differ. Both do the very same up to there, so that what was recorded is
 * compared event by event: values that a line changed, arguments that a call was given, the way that the control flow
 * took, and what a call came to. null where they are alike as far as they were recorded.
 */
export function firstDifference({ healthy, buggy, toHealthy }: ComparedRuns): FoundDifference | null {
  const [right, wrong] = [recordedEvents(healthy), recordedEvents(buggy)];
  const byStart = new Map(buggy.map((call) => [call.start, call]));
  const visits = new Map<number, number>();
  /** Values of each call as they were before, for those that only one of the runs changes. */
  const known = new Map<number, Map<string, string>>();
  /** The line that ran last in each call. */
  const lastLines = new Map<number, number>();
  for (let at = 0; at < Math.min(right.length, wrong.length); at++) {
    const [a, b] = [right[at]!, wrong[at]!];
    if (b.kind === "step") {
      visits.set(b.line, (visits.get(b.line) ?? 0) + 1);
    }
    const found = compare(a, b, { byStart, toHealthy, known, lastLines });
    if (found === null) {
      if (b.kind === "begin") known.set(b.call.start, new Map(Object.entries(b.call.given ?? {})));
      if (b.kind === "step") {
        remember(b, known);
        lastLines.set(b.call.start, b.line);
      }
      continue;
    }
    const { call, ...value } = found;
    const visit = visits.get(value.line) ?? 1;
    const drift = relativeDrift(value.buggy, value.healthy);
    return { value: { function: call.function, ...value, visit, drift }, call };
  }
  return null;
}

interface Context {
  readonly byStart: ReadonlyMap<number, WatchedCall>;
  readonly toHealthy: ComparedRuns["toHealthy"];
  readonly known: ReadonlyMap<number, ReadonlyMap<string, string>>;
  readonly lastLines: ReadonlyMap<number, number>;
}

function compare(a: RecordedEvent, b: RecordedEvent, context: Context): Differing | null {
  if (a.kind === "step" && b.kind === "step" && a.call.start === b.call.start) {
    return compareSteps(a, b, context);
  }
  if (a.kind === "begin" && b.kind === "begin" && a.call.function === b.call.function) {
    return compareArguments(a.call, b.call, context);
  }
  if (a.kind === "end" && b.kind === "end" && a.call.start === b.call.start) {
    return compareEnds(a.call, b.call);
  }
  // The runs part: what each does next is the difference.
  const call = b.kind === "begin" ? context.byStart.get(b.call.parent) ?? b.call : b.call;
  const line = b.kind === "begin" ? b.call.from_line : context.lastLines.get(b.call.start) ?? 0;
  return { call, line, kind: "flow", variable: "", buggy: doing(b), healthy: doing(a) };
}

function compareSteps(a: Step, b: Step, { toHealthy, known, lastLines }: Context): Differing | null {
  const before = known.get(b.call.start);
  const place = { call: b.call, line: b.line, kind: "value" as const };
  if (toHealthy(b.line) !== a.line) {
    // A line that only one of them has tells by what it changes; else the way itself is what differs.
    const [name] = Object.keys({ ...a.changed, ...b.changed });
    const stays = name === undefined ? undefined : before?.get(name) ?? MISSING;
    if (toHealthy(b.line) === null && name !== undefined && name in b.changed) {
      return { ...place, variable: name, buggy: b.changed[name] ?? MISSING, healthy: stays! };
    }
    // It was the line before that led elsewhere.
    const line = lastLines.get(b.call.start) ?? b.line;
    return { ...place, line, kind: "flow", variable: "", buggy: doing(b), healthy: doing(a) };
  }
  for (const name of Object.keys({ ...a.changed, ...b.changed })) {
    const stays = before?.get(name) ?? MISSING;
    const [buggy, healthy] = [b.changed, a.changed].map((changed) =>
      name in changed ? changed[name] ?? MISSING : stays
    );
    if (buggy !== healthy) return { ...place, variable: name, buggy: buggy!, healthy: healthy! };
  }
  return null;
}

function compareArguments(a: WatchedCall, b: WatchedCall, { byStart }: Context): Differing | null {
  for (const [name, healthy] of Object.entries(a.arguments)) {
    const buggy = b.arguments[name] ?? MISSING;
    if (buggy === healthy) continue;
    const caller = byStart.get(b.parent);
    const variable = caller ? `${name} of ${b.function}` : name;
    return { call: caller ?? b, line: b.from_line, kind: "argument", variable, buggy, healthy };
  }
  return null;
}

function compareEnds(a: WatchedCall, b: WatchedCall): Differing | null {
  const line = b.steps?.at(-1)?.[1] ?? 0;
  const place = { call: b, line, kind: "value" as const };
  if (a.result !== b.result) {
    return { ...place, kind: "result", variable: "", buggy: b.result, healthy: a.result };
  }
  for (const [name, healthy] of Object.entries(a.state)) {
    const buggy = b.state[name] ?? MISSING;
    if (buggy !== healthy) return { ...place, variable: `self.${name}`, buggy, healthy };
  }
  return null;
}

/** What a run does next, in words. */
function doing(event: RecordedEvent): string {
  switch (event.kind) {
    case "begin":
      return `calls ${event.call.function}`;
    case "step":
      return `runs line ${event.line}`;
    case "end":
      return event.call.result.startsWith("raises ") ? event.call.result : `returns ${event.call.result}`;
  }
}

function remember({ call, changed }: Step, known: Map<number, Map<string, string>>): void {
  const values = known.get(call.start) ?? new Map<string, string>();
  known.set(call.start, values);
  for (const [name, text] of Object.entries(changed)) {
    if (text === null) values.delete(name);
    else values.set(name, text);
  }
}
