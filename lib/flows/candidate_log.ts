import type { Candidate } from "../core/candidate.ts";
import type { Verdict } from "../core/verdict.ts";

/** Characters of a reason: a journal has one for each of very many candidates. */
const MAX_REASON = 60;

/** A candidate that is not to be picked, as a journal tells it. */
export interface RejectedCandidate {
  /** By which it was made. */
  readonly operator: string;
  /** Its kind of mistake. */
  readonly family: string;
  /** Where it stands: "Class.method", "function" or "<module>". */
  readonly function: string;
  /** First line that it changes, from 1. */
  readonly line: number;
  /** What it is counted by: a verdict's kind, or why a caught bug was dropped, such as "unsteady". */
  readonly verdict: string;
  /** More on that, in a few words. */
  readonly reason?: string;
}

/** A candidate as a journal tells it. */
export function toRejected(candidate: Candidate, verdict: string, reason?: string): RejectedCandidate {
  const { operator, family, function: name, line } = candidate;
  const short = reason === undefined || reason === "" ? {} : { reason: reason.slice(0, MAX_REASON) };
  return { operator, family, function: name, line, verdict, ...short };
}

/**
 * What became of a module's candidates: what each counts as, and since it was last asked, counts and those that were rejected.
 * Only what was not asked for yet is held.
 */
export class CandidateLog {
  /** Caught bugs that are not to be picked, and why. */
  readonly #dropped = new Map<Candidate, string>();
  #counts: Record<string, number> = {};
  #rejects: RejectedCandidate[] = [];

  /** Takes in a candidate that was judged. */
  judged(candidate: Candidate, verdict: Verdict): void {
    this.#count(verdict.kind, 1);
    if (verdict.kind === "failed") return;
    const reason = "reason" in verdict ? verdict.reason : undefined;
    this.#rejects.push(toRejected(candidate, verdict.kind, reason));
  }

  /** Takes in that a caught bug is not to be picked: it counts as that from now on. */
  drop(candidate: Candidate, why: string, reason?: string): void {
    this.#dropped.set(candidate, why);
    this.#count("failed", -1);
    this.#count(why, 1);
    this.#rejects.push(toRejected(candidate, why, reason));
  }

  /** Whether a bug was dropped. */
  isDropped(candidate: Candidate): boolean {
    return this.#dropped.has(candidate);
  }

  /** What some candidates count as. */
  countOf(
    judged: readonly { readonly candidate: Candidate; readonly verdict: Verdict }[],
  ): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { candidate, verdict } of judged) {
      const kind = this.#dropped.get(candidate) ?? verdict.kind;
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
    return counts;
  }

  /** Counts since this was last asked; a bug that was told of as caught and dropped since is taken off. */
  takeCounts(): Readonly<Record<string, number>> {
    const counts = this.#counts;
    this.#counts = {};
    return counts;
  }

  /** The candidates that were rejected since this was last asked. */
  takeRejects(): readonly RejectedCandidate[] {
    return this.#rejects.splice(0);
  }

  #count(kind: string, n: number): void {
    const sum = (this.#counts[kind] ?? 0) + n;
    if (sum === 0) delete this.#counts[kind];
    else this.#counts[kind] = sum;
  }
}
