import type { BugRequest, BugStrategy, Proposal } from "../core/bug_strategy.ts";
import type { Candidate } from "../core/candidate.ts";
import { contentHash } from "../core/content_hash.ts";
import type { Python } from "../core/python.ts";
import { type Random, seededRandom, shuffle } from "../core/random.ts";
import type { Rejection } from "../core/rejection.ts";
import { screenChange } from "../core/screen_change.ts";
import { addUsage, NO_USAGE } from "../core/usage.ts";
import { isWritten } from "../bugs/pick_bug.ts";

/**
 * All bugs that strategies have for a module, in the order in which they are judged: those that an author or
 * a model wrote for it first, then operators in turn, so that any first part of the list is diverse. The
 * order follows from the module and the answers alone, and no two candidates have the same code.
 */
export async function listCandidates(
  request: BugRequest,
  strategies: readonly BugStrategy[],
): Promise<Proposal> {
  const { correctCode } = request.module.spec;
  const seen = { written: new Set([correctCode]), made: new Set([correctCode]) };
  const byOperator = new Map<string, Candidate[]>();
  const refused: Rejection[] = [];
  let usage = NO_USAGE;
  for (const strategy of strategies) {
    const proposal = await strategy.propose(request);
    refused.push(...proposal.refused);
    usage = addUsage(usage, proposal.usage);
    for (const candidate of proposal.candidates) {
      const known = isWritten(candidate) ? seen.written : seen.made;
      if (known.has(candidate.code)) continue;
      known.add(candidate.code);
      const group = byOperator.get(candidate.operator);
      if (group) group.push(candidate);
      else byOperator.set(candidate.operator, [candidate]);
    }
  }
  const groups = [...byOperator.values()];
  const written = groups.filter((group) => isWritten(group[0]!)).flat();
  const made = interleave(
    groups.filter((group) => !isWritten(group[0]!)),
    seededRandom(contentHash(correctCode)),
    // Only now, so that what was written changes nothing in the order of the others.
  ).filter(({ code }) => !seen.written.has(code));
  return { candidates: [...written, ...made], refused, usage };
}

/**
 * A proposal without the written bugs that the screen refuses: those have a reason among the others, and never run.
 * Operators write nothing that was not there, and are not looked at before one is picked.
 */
export async function screenProposal(
  { candidates, refused, usage }: Proposal,
  { request: { module }, python }: { request: BugRequest; python: Python },
): Promise<Proposal> {
  const looked = await Promise.all(candidates.map(async (candidate) => ({
    candidate,
    rejection: isWritten(candidate)
      ? await screenChange(candidate.code, { healthy: module.tree, python })
      : null,
  })));
  return {
    candidates: looked.filter(({ rejection }) => rejection === null).map(({ candidate }) => candidate),
    refused: [...refused, ...looked.flatMap(({ rejection }) => rejection ?? [])],
    usage,
  };
}

/** One of each group in turn, groups and their members shuffled. */
function interleave<T>(groups: readonly T[][], random: Random): T[] {
  const queues = shuffle(random, groups).map((group) => shuffle(random, group));
  const longest = Math.max(0, ...queues.map((queue) => queue.length));
  return Array.from({ length: longest }, (_, at) => queues.flatMap((queue) => queue.slice(at, at + 1)))
    .flat();
}
