import type { BugRequest, BugStrategy } from "../core/bug_strategy.ts";
import { contentHash } from "../core/content_hash.ts";
import { UsageError } from "../core/errors.ts";
import type { HealthyRun } from "../core/healthy_run.ts";
import type { DifficultyLabel } from "../core/payload.ts";
import type { Python } from "../core/python.ts";
import { seededRandom } from "../core/random.ts";
import type { Rejection } from "../core/rejection.ts";
import type { CheckedSpec } from "../core/spec.ts";
import { addUsage, NO_USAGE, type Usage } from "../core/usage.ts";
import type { Verdict } from "../core/verdict.ts";
import { measureStrength, type SuiteStrength, withKnownMutants } from "./suite_strength.ts";
import type { RejectedCandidate } from "./candidate_log.ts";
import { type BugRange, drawBugCount, ONE_BUG } from "../bugs/bug_range.ts";
import { partsOf } from "../bugs/combine_bugs.ts";
import { ASKING_STRATEGIES, strategyOrder, type StrategyWeights } from "../bugs/choose_strategies.ts";
import { BugGroup, type Pick } from "./bug_group.ts";
import type { GroupSubject } from "./bug_stock.ts";

export type { Pick } from "./bug_group.ts";

/** The reason of a task that failed because its module has no further bug. */
export const EXHAUSTED = "no_more_bugs";

/** Reasons why a module has no bug as it is wanted: to try it again would come to the same. */
const LACKS: readonly string[] = [EXHAUSTED, "no_bug_of_difficulty", "no_combination"];

/** Whether a task failed because its module has no bug as it is wanted. */
export function isLack({ reason }: Rejection): boolean {
  return LACKS.includes(reason);
}

/** How a module is studied. */
export interface StudyOptions {
  /** What runs it. */
  readonly python: Python;
  /** Where bugs come from. */
  readonly strategies: readonly BugStrategy[];
  /**
   * How often each strategy comes first, by name; those that are not named are not asked. Null: the bugs of
   * all that ask no model are taken together, and the best is picked.
   */
  readonly weights: StrategyWeights | null;
  /** How many distinct faults a task has. Default: one. */
  readonly bugs?: BugRange;
  /** How hard the bugs are to be, by label. Default: null, any. */
  readonly difficulty?: readonly DifficultyLabel[] | null;
  /** What the module is for, for messages and the journal: a draw's key. */
  readonly subject: string;
  /** Aborted where bugs are no longer wanted. */
  readonly signal: AbortSignal;
  /** How well the tests see mutants, where that was measured before. Default: measured when it is first wanted. */
  readonly strength?: SuiteStrength;
}

/**
 * A healthy module and the bugs that were picked from it so far. The n-th bug follows from the module, and
 * what a model answers, alone, so that runs which know nothing of each other never pick the same bug under
 * two numbers.
 */
export class ModuleStudy {
  readonly checked: CheckedSpec;
  readonly healthy: HealthyRun;
  readonly #weights: StrategyWeights | null;
  readonly #bugs: BugRange;
  readonly #difficulty: readonly DifficultyLabel[] | null;
  /** By a strategy's name; all strategies together have the name "". */
  readonly #groups: ReadonlyMap<string, BugGroup>;
  readonly #subject: GroupSubject;
  /** Verdicts of the strength's sample, for the groups. */
  readonly #known = new Map<string, Verdict>();
  #strength: Promise<SuiteStrength> | null;
  #picks: Pick[] = [];
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(given: Omit<GroupSubject, "known">, options: StudyOptions) {
    const { weights, bugs = ONE_BUG, difficulty = null, strength } = options;
    const strategies = strength ? withKnownMutants(options.strategies, strength) : options.strategies;
    const subject = { ...given, known: this.#known };
    this.#subject = subject;
    this.#strength = strength ? Promise.resolve(strength) : null;
    this.checked = subject.request.module;
    this.healthy = subject.healthy;
    this.#weights = weights;
    this.#bugs = bugs;
    this.#difficulty = difficulty;
    this.#groups = weights === null
      ? new Map([["", new BugGroup(subject, strategies.filter(isFree))]])
      : new Map(strategies.map((strategy) => [strategy.name, new BugGroup(subject, [strategy])]));
  }

  /**
   * A study of a module that was proved healthy; no strategy is asked before a bug is wanted.
   *
   * @throws {UsageError} where a strategy is weighed that is not among those given.
   */
  static open(checked: CheckedSpec, healthy: HealthyRun, options: StudyOptions): ModuleStudy {
    const { python, strategies, weights, subject, signal } = options;
    for (const [name, weight] of Object.entries(weights ?? {})) {
      if (weight > 0 && !strategies.some((strategy) => strategy.name === name)) {
        throw new UsageError(`Cannot use the bug strategy "${name}": it is not among those that are there`);
      }
    }
    const request: BugRequest = { module: checked, subject, signal };
    return new ModuleStudy({ request, healthy, python }, options);
  }

  /**
   * The module's bug of that number, from 1; null where it has no more.
   *
   * @throws {ProviderError} where a strategy asks a model, and asking again cannot help.
   * @throws {BudgetError} where a limit on cost, tokens or requests is reached.
   */
  bug(ordinal: number): Promise<Pick | null> {
    const turn = this.#turn.then(() => this.#bug(ordinal));
    // One after the other: each pick depends on those before. A failed turn fails its own caller alone.
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** How well the module's tests see mutants: the same for each of its bugs. */
  async strength(): Promise<SuiteStrength> {
    this.#strength ??= measureStrength(this.#subject);
    const strength = await this.#strength;
    for (const [code, verdict] of strength.verdicts) this.#known.set(code, verdict);
    return strength;
  }

  /** Why there is no bug of that number, where {@linkcode bug} gave null. */
  whyNone(ordinal: number): Rejection {
    const { moduleName } = this.checked.spec;
    if (this.#difficulty !== null) {
      const labels = this.#difficulty.join(" or ");
      const detail = `${moduleName} has no bug number ${ordinal} that is ${labels} and that its tests catch`;
      return { reason: "no_bug_of_difficulty", detail };
    }
    if (this.#bugs.least > 1) {
      const detail =
        `${moduleName} has no ${this.#bugs.least} bugs left, for task number ${ordinal}, that stand in ` +
        "different functions and do not hide each other";
      return { reason: "no_combination", detail };
    }
    return { reason: EXHAUSTED, detail: `${moduleName} has no bug number ${ordinal} that its tests catch` };
  }

  /** Candidates by verdict that were judged since this was last asked. */
  takeJudged(): Readonly<Record<string, number>> {
    const sum: Record<string, number> = {};
    for (const group of this.#groups.values()) {
      for (const [verdict, count] of Object.entries(group.stock.takeJudged())) {
        sum[verdict] = (sum[verdict] ?? 0) + count;
      }
    }
    return sum;
  }

  /** Candidates that were rejected since this was last asked. */
  takeRejects(): readonly RejectedCandidate[] {
    return [...this.#groups.values()].flatMap((group) => group.stock.takeRejects());
  }

  /** What asking for bugs used since this was last asked. */
  takeUsage(): Usage {
    return [...this.#groups.values()].map((group) => group.stock.takeUsage()).reduce(addUsage, NO_USAGE);
  }

  /** Bugs and answers that were refused since this was last asked. */
  takeRefused(): readonly Rejection[] {
    return [...this.#groups.values()].flatMap((group) => group.stock.takeRefused());
  }

  async #bug(ordinal: number): Promise<Pick | null> {
    await this.strength();
    while (this.#picks.length < ordinal) {
      const pick = await this.#nextPick();
      if (pick === null) return null;
      this.#picks.push(pick);
    }
    return this.#picks[ordinal - 1]!;
  }

  /** Fewer faults than drawn only where no strategy has a combination of so many. */
  async #nextPick(): Promise<Pick | null> {
    const ordinal = this.#picks.length + 1;
    const before = this.#picks.flatMap((pick) => partsOf(pick.bug.candidate));
    const drawn = drawBugCount(this.#bugs, { code: this.checked.spec.correctCode, ordinal });
    for (let faults = drawn; faults >= this.#bugs.least; faults--) {
      for (const name of this.#order(ordinal)) {
        const wanted = { ordinal, before, faults, difficulty: this.#difficulty };
        const pick = await this.#groups.get(name)?.next(wanted);
        if (pick) return pick;
      }
    }
    return null;
  }

  /** The strategies to be asked for the bug of that number, in order. */
  #order(ordinal: number): readonly string[] {
    if (this.#weights === null) return [""];
    const seed = `${contentHash(this.checked.spec.correctCode)} bug ${ordinal}`;
    return strategyOrder(this.#weights, seededRandom(seed));
  }
}

function isFree({ name }: BugStrategy): boolean {
  return !ASKING_STRATEGIES.includes(name);
}
