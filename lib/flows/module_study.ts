import type { BugStrategy } from "../core/bug_strategy.ts";
import type { Candidate } from "../core/candidate.ts";
import type { HealthyRun } from "../core/healthy_run.ts";
import type { Python } from "../core/python.ts";
import { accept, type Outcome } from "../core/rejection.ts";
import type { CheckedSpec } from "../core/spec.ts";
import { type CaughtBug, pickBug } from "../bugs/pick_bug.ts";
import { proveHealthy } from "../stages/3_healthy.ts";
import { listCandidates } from "../stages/4_candidates.ts";
import { isSteady, judgeCandidates, type Judged } from "../stages/5_verdicts.ts";

/** Candidates judged for a module's first bug, besides the author's own. */
const FIRST_WINDOW = 24;
/** More candidates for each further bug. */
const WINDOW_STEP = 8;

/** A picked bug, and what became of the candidates that it was picked from. */
export interface Pick {
  readonly bug: CaughtBug;
  /** Candidates by verdict. */
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * A healthy module and the bugs that were picked from it so far. The n-th bug follows from the module alone, so that
 * runs which know nothing of each other never pick the same bug under two numbers.
 */
export class ModuleStudy {
  readonly checked: CheckedSpec;
  readonly healthy: HealthyRun;
  readonly #python: Python;
  readonly #candidates: readonly Candidate[];
  readonly #own: number;
  #judged: readonly Judged[] = [];
  #reported = 0;
  #picks: Pick[] = [];
  #unsteady = new Set<Candidate>();
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(subject: Subject, candidates: readonly Candidate[]) {
    this.checked = subject.checked;
    this.healthy = subject.healthy;
    this.#python = subject.python;
    this.#candidates = candidates;
    this.#own = candidates.filter((candidate) => candidate.family === "author").length;
  }

  /** Proves the module healthy and lists what may be done to it. */
  static async open(
    checked: CheckedSpec,
    { python, strategies }: { python: Python; strategies: readonly BugStrategy[] },
  ): Promise<Outcome<ModuleStudy>> {
    const healthy = await proveHealthy(checked, python);
    if (!healthy.ok) return healthy;
    const candidates = await listCandidates(checked, strategies);
    return accept(new ModuleStudy({ checked, healthy: healthy.value, python }, candidates));
  }

  /** The module's bug of that number, from 1; null where it has no more. */
  bug(ordinal: number): Promise<Pick | null> {
    const turn = this.#turn.then(() => this.#bug(ordinal));
    // One after the other: each pick depends on those before. A failed turn fails its own caller alone.
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** Candidates by verdict that were judged since this was last asked. */
  takeJudged(): Readonly<Record<string, number>> {
    const fresh = this.#judged.slice(this.#reported);
    this.#reported = this.#judged.length;
    return countVerdicts(fresh, this.#unsteady);
  }

  async #bug(ordinal: number): Promise<Pick | null> {
    while (this.#picks.length < ordinal) {
      const pick = await this.#nextPick();
      if (pick === null) return null;
      this.#picks.push(pick);
    }
    return this.#picks[ordinal - 1]!;
  }

  async #nextPick(): Promise<Pick | null> {
    let window = this.#own + FIRST_WINDOW + WINDOW_STEP * this.#picks.length;
    while (true) {
      await this.#judgeUpTo(window);
      const judged = this.#judged.slice(0, window);
      const caught = judged.filter(isCaught).filter((bug) => !this.#unsteady.has(bug.candidate));
      const bug = pickBug(caught, this.#picks.map((pick) => pick.bug.candidate));
      if (bug === null) {
        if (window >= this.#candidates.length) return null;
        window += FIRST_WINDOW;
        continue;
      }
      const subject = { spec: this.checked.spec, healthy: this.healthy, python: this.#python };
      if (await isSteady(bug, subject)) return { bug, counts: countVerdicts(judged, this.#unsteady) };
      this.#unsteady.add(bug.candidate);
    }
  }

  async #judgeUpTo(window: number): Promise<void> {
    const missing = this.#candidates.slice(this.#judged.length, window);
    if (missing.length === 0) return;
    const subject = { spec: this.checked.spec, healthy: this.healthy, python: this.#python };
    this.#judged = [...this.#judged, ...await judgeCandidates(missing, subject)];
  }
}

interface Subject {
  readonly checked: CheckedSpec;
  readonly healthy: HealthyRun;
  readonly python: Python;
}

function isCaught(judged: Judged): judged is CaughtBug {
  return judged.verdict.kind === "failed";
}

function countVerdicts(judged: readonly Judged[], unsteady: ReadonlySet<Candidate>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { candidate, verdict } of judged) {
    const kind = unsteady.has(candidate) ? "unsteady" : verdict.kind;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}
