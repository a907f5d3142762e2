import type { CallGraph } from "./call_graph.ts";

/** Where a search begins, where it may go and what it looks for. */
export interface CallSearch {
  /** Names that the test mentions. */
  readonly mentioned: ReadonlySet<string>;
  /** The parts that hold the fault. */
  readonly faults: readonly string[];
  /** Whether the test runs a function. */
  readonly runs: (part: string) => boolean;
}

/**
 * How many calls lie between what a test names and the fault: 0 where the test itself calls the faulty function; null where
 * no way of names leads there.
 */
export function callDistance(graph: CallGraph, { mentioned, faults, runs }: CallSearch): number | null {
  let front: ReadonlySet<string> = new Set([...mentioned].flatMap((name) => graph.partsNamed(name)));
  const seen = new Set<string>();
  for (let distance = 0; front.size > 0; distance++) {
    if (faults.some((fault) => front.has(fault))) return distance;
    const next = new Set<string>();
    for (const part of front) {
      if (seen.has(part)) continue;
      seen.add(part);
      if (!runs(part)) continue;
      for (const other of graph.mentions.get(part) ?? []) if (!seen.has(other)) next.add(other);
    }
    front = next;
  }
  return null;
}
