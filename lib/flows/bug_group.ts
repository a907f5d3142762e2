import type { BugRequest, BugStrategy, Proposal, TrivialBug } from "../core/bug_strategy.ts";
import type { Candidate } from "../core/candidate.ts";
import type { HealthyRun } from "../core/healthy_run.ts";
import type { Python } from "../core/python.ts";
import type { Rejection } from "../core/rejection.ts";
import { addUsage, NO_USAGE, type Usage } from "../core/usage.ts";
import { screenChange } from "../core/screen_change.ts";
import type { Verdict } from "../core/verdict.ts";
import { findLeak } from "../bugs/find_leak.ts";
import { narrowBug } from "../bugs/narrow_bug.ts";
import { type CaughtBug, isWritten, pickBug } from "../bugs/pick_bug.ts";
import { whyTrivial } from "../bugs/trivial_bug.ts";
import { listCandidates, screenProposal } from "../stages/4_candidates.ts";
import { checkSteady, judge, judgeCandidates, type Judged, type Judging } from "../stages/5_verdicts.ts";
import { CandidateLog, type RejectedCandidate } from "./candidate_log.ts";
import { MUTANT_SAMPLE } from "./suite_strength.ts";

/** Candidates judged for a module's first bug, besides those that an author or a model wrote for it. */
const FIRST_WINDOW = MUTANT_SAMPLE;
/** More candidates for each further bug. */
const WINDOW_STEP = 8;

/** A picked bug, and what became of the candidates that it was picked from. */
export interface Pick {
  readonly bug: CaughtBug;
  /** Candidates by verdict. */
  readonly counts: Readonly<Record<string, number>>;
}

/** A healthy module, and what runs it. */
export interface GroupSubject {
  readonly request: BugRequest;
  readonly healthy: HealthyRun;
  readonly python: Python;
  /** What is known already of some codes; more may come to be known. */
  readonly known: ReadonlyMap<string, Verdict>;
}

/**
 * The bugs that some strategies have for a module: asked for when the first is wanted, judged a few at a
 * time, picked best first. What was written and anyone would see at once is not picked; a strategy that
 * stands alone is asked once to make more of it, but only where it has nothing else left, since that costs.
 */
export class BugGroup {
  readonly #subject: GroupSubject;
  readonly #strategies: readonly BugStrategy[];
  #candidates: readonly Candidate[] | null = null;
  #judged: readonly Judged[] = [];
  readonly #log = new CandidateLog();
  #trivial: TrivialBug[] = [];
  #complicated = false;
  #usage = NO_USAGE;
  #refused: Rejection[] = [];

  /** A group; nothing is asked before a bug is wanted. */
  constructor(subject: GroupSubject, strategies: readonly BugStrategy[]) {
    this.#subject = subject;
    this.#strategies = strategies;
  }

  /** The best bug besides those that were picked before, here or elsewhere; null where there is none left. */
  async next(before: readonly Candidate[]): Promise<Pick | null> {
    let candidates = await this.#propose();
    let window = candidates.filter(isWritten).length + FIRST_WINDOW + WINDOW_STEP * before.length;
    while (true) {
      await this.#judgeUpTo(window);
      const judged = this.#judged.slice(0, window);
      const bug = pickBug(judged.filter(isCaught).filter((one) => this.#isPickable(one)), before);
      if (bug === null) {
        if (window < candidates.length) window += FIRST_WINDOW;
        else if (await this.#complicate()) candidates = await this.#propose();
        else return null;
        continue;
      }
      const leak = findLeak(bug, this.#subject.request.module);
      const state = leak === null ? await checkSteady(bug, this.#judging()) : "leaks";
      if (state === "steady") return { bug, counts: this.#log.countOf(judged) };
      this.#log.drop(bug.candidate, state, leak ?? undefined);
    }
  }

  /** Candidates by verdict that were judged since this was last asked. */
  takeJudged(): Readonly<Record<string, number>> {
    return this.#log.takeCounts();
  }

  /** Candidates that were rejected since this was last asked. */
  takeRejects(): readonly RejectedCandidate[] {
    return this.#log.takeRejects();
  }

  /** What asking used since this was last asked. */
  takeUsage(): Usage {
    const usage = this.#usage;
    this.#usage = NO_USAGE;
    return usage;
  }

  /** What was refused since this was last asked. */
  takeRefused(): readonly Rejection[] {
    return this.#refused.splice(0);
  }

  #isPickable({ candidate }: CaughtBug): boolean {
    return !this.#log.isDropped(candidate);
  }

  async #propose(): Promise<readonly Candidate[]> {
    this.#candidates ??= await this.#take(await listCandidates(this.#subject.request, this.#strategies));
    return this.#candidates;
  }

  /** Asks the strategy once to make more of its trivial bugs; tells whether more candidates came of it. */
  async #complicate(): Promise<boolean> {
    const [strategy, ...others] = this.#strategies;
    if (!strategy?.complicate || others.length > 0 || this.#complicated || this.#trivial.length === 0) {
      return false;
    }
    const proposal = await strategy.complicate(this.#subject.request, this.#trivial);
    this.#complicated = true;
    const known = new Set(this.#candidates!.map(({ code }) => code)).add(
      this.#subject.request.module.spec.correctCode,
    );
    const fresh = (await this.#take(proposal)).filter(({ code }) => !known.has(code));
    this.#candidates = [...this.#candidates!, ...fresh];
    return fresh.length > 0;
  }

  async #take(proposal: Proposal): Promise<readonly Candidate[]> {
    // What was asked is paid, whatever comes of it.
    this.#usage = addUsage(this.#usage, proposal.usage);
    const { candidates, refused } = await screenProposal(proposal, this.#subject);
    this.#refused.push(...refused);
    return candidates;
  }

  async #judgeUpTo(window: number): Promise<void> {
    const missing = this.#candidates!.slice(this.#judged.length, window);
    if (missing.length === 0) return;
    const judged = await judgeCandidates(missing, { ...this.#judging(), known: this.#subject.known });
    const taken: Judged[] = [];
    for (const one of judged) taken.push(isWritten(one.candidate) ? await this.#examine(one) : one);
    this.#judged = [...this.#judged, ...taken];
    for (const { candidate, verdict } of taken) {
      this.#log.judged(candidate, verdict);
      const why = this.#trivial.find((bug) => bug.candidate === candidate)?.why;
      if (why !== undefined && verdict.kind === "failed") this.#log.drop(candidate, "trivial", why);
    }
  }

  /**
   * What an author or a model wrote may be trivial, and a change that broke something by accident may have edits that did
   * not. Where bugs were asked for, the model's words tell of all edits, and all stay.
   */
  async #examine(judged: Judged): Promise<Judged> {
    const { candidate, verdict } = judged;
    const why = whyTrivial(verdict);
    if (why !== null) {
      this.#trivial.push({ candidate, verdict, why });
      const reason = candidate.family === "author" ? "author_bug_trivial" : "llm_bug_trivial";
      this.#refused.push({ reason, detail: `${why}: ${candidate.description}` });
      return judged;
    }
    if (!isCaught(judged) || candidate.change === undefined) return judged;
    const { module } = this.#subject.request;
    return await narrowBug(judged, module, (code) => this.#judgeScreened(code));
  }

  /** Some of a bug's edits may make code of what all of them together keep in a comment or a text. */
  async #judgeScreened(code: string): Promise<Verdict> {
    const { request, python } = this.#subject;
    const rejection = await screenChange(code, { healthy: request.module.tree, python });
    if (rejection !== null) return { kind: "invalid", reason: rejection.detail };
    return await judge(code, this.#judging());
  }

  #judging(): Judging {
    const { request, healthy, python } = this.#subject;
    return { checked: request.module, healthy, python };
  }
}

function isCaught(judged: Judged): judged is CaughtBug {
  return judged.verdict.kind === "failed";
}
