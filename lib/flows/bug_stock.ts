import type { Choice } from "../bugs/choice_score.ts";
import { narrowBug } from "../bugs/narrow_bug.ts";
import { type CaughtBug, isWritten, promisingCandidates, type RatedBug } from "../bugs/pick_bug.ts";
import { whyTrivial } from "../bugs/trivial_bug.ts";
import type { BugRequest, BugStrategy, Proposal, TrivialBug } from "../core/bug_strategy.ts";
import type { Candidate } from "../core/candidate.ts";
import type { HealthyRun } from "../core/healthy_run.ts";
import type { Python } from "../core/python.ts";
import type { Rejection } from "../core/rejection.ts";
import { screenChange } from "../core/screen_change.ts";
import { addUsage, NO_USAGE, type Usage } from "../core/usage.ts";
import type { Verdict } from "../core/verdict.ts";
import { DifficultyMeter } from "../evidence/measure_difficulty.ts";
import { listCandidates, screenProposal } from "../stages/4_candidates.ts";
import { judge, judgeCandidates, type Judged, type Judging } from "../stages/5_verdicts.ts";
import { CandidateLog, type RejectedCandidate } from "./candidate_log.ts";

/** A healthy module, and what runs it. */
export interface GroupSubject {
  readonly request: BugRequest;
  readonly healthy: HealthyRun;
  readonly python: Python;
  /** What is known already of some codes; more may come to be known. */
  readonly known: ReadonlyMap<string, Verdict>;
}

/**
 * The candidates that some strategies have for a module, and what the tests say of those that were judged so far. A
 * strategy that stands alone is asked once to make more of bugs that anyone would see at once, but only where it is asked
 * for, since that costs.
 */
export class BugStock {
  readonly #subject: GroupSubject;
  readonly #strategies: readonly BugStrategy[];
  readonly #meter: DifficultyMeter;
  #candidates: readonly Candidate[] | null = null;
  /** Candidates that were not judged yet. */
  #pending: readonly Candidate[] = [];
  #judged: readonly (Judged | RatedBug)[] = [];
  readonly #log = new CandidateLog();
  #trivial: TrivialBug[] = [];
  #complicated = false;
  #usage = NO_USAGE;
  #refused: Rejection[] = [];

  /** A stock; nothing is asked before candidates are wanted. */
  constructor(subject: GroupSubject, strategies: readonly BugStrategy[]) {
    const { healthy, request: { module } } = subject;
    this.#subject = subject;
    this.#strategies = strategies;
    this.#meter = new DifficultyMeter(module, healthy);
  }

  /** What runs the candidates. */
  get judging(): Judging {
    const { request, healthy, python } = this.#subject;
    return { checked: request.module, healthy, python };
  }

  /** How many candidates were judged so far, and how many are left. */
  get sizes(): { readonly judged: number; readonly pending: number } {
    return { judged: this.#judged.length, pending: this.#pending.length };
  }

  /** The caught bugs so far that may be picked. */
  get caught(): readonly RatedBug[] {
    return this.#judged.filter(isRated).filter(({ candidate }) => !this.#log.isDropped(candidate));
  }

  /** Candidates by verdict that were judged so far. */
  get counts(): Readonly<Record<string, number>> {
    return this.#log.countOf(this.#judged);
  }

  /** Leaves a caught bug out from here on. */
  drop({ candidate }: CaughtBug, why: string, reason?: string): void {
    this.#log.drop(candidate, why, reason);
  }

  /** How hard a caught bug is to find. */
  rate(bug: CaughtBug): RatedBug {
    return { ...bug, difficulty: this.#meter.rate(bug) };
  }

  /** All candidates; the strategies are asked the first time. */
  async propose(): Promise<readonly Candidate[]> {
    if (this.#candidates === null) {
      this.#candidates = await this.#take(await listCandidates(this.#subject.request, this.#strategies));
      this.#pending = this.#candidates;
    }
    return this.#candidates;
  }

  /**
   * Judges until so many were: what was written first, since somebody thought of it, then what is known already, then what
   * promises most.
   */
  async judgeUpTo(
    window: number,
    { before, choice }: { readonly before: readonly Candidate[]; readonly choice: Choice },
  ): Promise<void> {
    const written = this.#pending.filter(isWritten);
    const isKnown = ({ code }: Candidate) => this.#subject.known.has(code);
    const made = this.#pending.filter((candidate) => !isWritten(candidate));
    const known = made.filter(isKnown);
    const fresh = made.filter((candidate) => !isKnown(candidate));
    const count = Math.max(0, window - this.#judged.length - written.length - known.length);
    const next = [...written, ...known, ...promisingCandidates(fresh, { before, choice, count })];
    if (next.length === 0) return;
    const taken: (Judged | RatedBug)[] = [];
    for (const one of await judgeCandidates(next, { ...this.judging, known: this.#subject.known })) {
      const examined = isWritten(one.candidate) ? await this.#examine(one) : one;
      taken.push(isCaught(examined) ? this.rate(examined) : examined);
      this.#note(examined);
    }
    this.#judged = [...this.#judged, ...taken];
    this.#pending = this.#pending.filter((candidate) => !next.includes(candidate));
  }

  /** Asks the strategy once to make more of its trivial bugs; tells whether more candidates came of it. */
  async complicate(): Promise<boolean> {
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
    this.#pending = fresh;
    return fresh.length > 0;
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

  #note({ candidate, verdict }: Judged): void {
    this.#log.judged(candidate, verdict);
    const why = this.#trivial.find((bug) => bug.candidate === candidate)?.why;
    if (why !== undefined && verdict.kind === "failed") this.#log.drop(candidate, "trivial", why);
  }

  async #take(proposal: Proposal): Promise<readonly Candidate[]> {
    // What was asked is paid, whatever comes of it.
    this.#usage = addUsage(this.#usage, proposal.usage);
    const { candidates, refused } = await screenProposal(proposal, this.#subject);
    this.#refused.push(...refused);
    return candidates;
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
    return await judge(code, this.judging);
  }
}

function isCaught(judged: Judged): judged is CaughtBug {
  return judged.verdict.kind === "failed";
}

function isRated(judged: Judged | RatedBug): judged is RatedBug {
  return "difficulty" in judged;
}
