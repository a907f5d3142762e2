import type { WatchedCall } from "../core/python.ts";

/** Something that was recorded of a test: a call that begins, a line that ran, a call that ends. */
export type RecordedEvent =
  | { readonly kind: "begin"; readonly call: WatchedCall }
  | {
    readonly kind: "step";
    readonly call: WatchedCall;
    readonly line: number;
    readonly changed: Readonly<Record<string, string | null>>;
  }
  | { readonly kind: "end"; readonly call: WatchedCall };

/** All that was recorded of a test, in the order in which it happened. */
export function recordedEvents(calls: readonly WatchedCall[]): readonly RecordedEvent[] {
  const numbered = calls.flatMap((call): [number, RecordedEvent][] => [
    [call.began, { kind: "begin", call }],
    ...(call.steps ?? []).map(([number, line, changed]): [number, RecordedEvent] => [
      number,
      { kind: "step", call, line, changed },
    ]),
    [call.ended, { kind: "end", call }],
  ]);
  return numbered.sort(([a], [b]) => a - b).map(([, event]) => event);
}
