import type { BugStrategy } from "../core/bug_strategy.ts";
import type { Candidate } from "../core/candidate.ts";
import { contentHash } from "../core/content_hash.ts";
import { type Random, seededRandom, shuffle } from "../core/random.ts";
import type { CheckedSpec } from "../core/spec.ts";

/**
 * All bugs that may be injected into a module, in the order in which they are judged: the author's own first,
 * then operators in turn, so that any first part of the list is diverse. The order follows from the module
 * alone, and no two candidates have the same code.
 */
export async function listCandidates(
  checked: CheckedSpec,
  strategies: readonly BugStrategy[],
): Promise<readonly Candidate[]> {
  const seen = new Set([checked.spec.correctCode]);
  const byOperator = new Map<string, Candidate[]>();
  for (const strategy of strategies) {
    for (const candidate of await strategy.propose(checked)) {
      if (seen.has(candidate.code)) continue;
      seen.add(candidate.code);
      const group = byOperator.get(candidate.operator);
      if (group) group.push(candidate);
      else byOperator.set(candidate.operator, [candidate]);
    }
  }
  const own = byOperator.get("author") ?? [];
  byOperator.delete("author");
  return [
    ...own,
    ...interleave([...byOperator.values()], seededRandom(contentHash(checked.spec.correctCode))),
  ];
}

/** One of each group in turn, groups and their members shuffled. */
function interleave<T>(groups: readonly T[][], random: Random): T[] {
  const queues = shuffle(random, groups).map((group) => shuffle(random, group));
  const longest = Math.max(0, ...queues.map((queue) => queue.length));
  return Array.from({ length: longest }, (_, at) => queues.flatMap((queue) => queue.slice(at, at + 1)))
    .flat();
}
