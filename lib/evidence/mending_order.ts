import type { Candidate } from "../core/candidate.ts";
import { applyEdits } from "../core/span_edit.ts";

/** A fault among those that are not mended before it. */
export interface FaultToMend {
  /** The fault alone. */
  readonly candidate: Candidate;
  /** The module with this fault and those that are mended after it. */
  readonly code: string;
  /** The module with this fault mended too. */
  readonly mended: string;
  /** First line of `code` that the fault touches. */
  readonly line: number;
}

/** A bug's faults in the order of their places, each with what the module is before and after it is mended. */
export function mendingOrder(candidate: Candidate, source: string): readonly FaultToMend[] {
  const { parts = [candidate] } = candidate;
  return parts.map((part, at) => {
    const rest = parts.slice(at + 1);
    return {
      candidate: part,
      code: at === 0 ? candidate.code : withFaults(parts.slice(at), source),
      mended: withFaults(rest, source),
      line: part.line + linesAdded(rest, { before: part, source }),
    };
  });
}

function withFaults(parts: readonly Candidate[], source: string): string {
  return parts.length === 1 ? parts[0]!.code : applyEdits(source, parts.flatMap(({ edits }) => edits));
}

/** Lines that other faults add above a fault. */
export function linesAdded(
  others: readonly Pick<Candidate, "edits">[],
  { before, source }: { before: Pick<Candidate, "edits">; source: string },
): number {
  const place = before.edits[0]?.start ?? 0;
  const above = others.flatMap(({ edits }) => edits).filter(({ end }) => end <= place);
  return above.reduce(
    (sum, { start, end, text }) =>
      sum + text.split("\n").length - source.slice(start, end).split("\n").length,
    0,
  );
}
