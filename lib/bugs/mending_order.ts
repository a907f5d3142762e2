import type { Candidate } from "../core/candidate.ts";
import { applyEdits } from "../core/span_edit.ts";
import { linesOfParts, partsOf } from "./combine_bugs.ts";

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
  const parts = partsOf(candidate);
  return parts.map((part, at) => {
    const left = parts.slice(at);
    return {
      candidate: part,
      code: at === 0 ? candidate.code : withFaults(left, source),
      mended: withFaults(left.slice(1), source),
      line: linesOfParts({ ...candidate, parts: left }, source)[0]!,
    };
  });
}

function withFaults(parts: readonly Candidate[], source: string): string {
  return parts.length === 1 ? parts[0]!.code : applyEdits(source, parts.flatMap(({ edits }) => edits));
}
