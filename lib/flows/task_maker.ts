import type { Author } from "../core/author.ts";
import type { BugStrategy } from "../core/bug_strategy.ts";
import type { Candidate } from "../core/candidate.ts";
import type { Chat } from "../core/chat.ts";
import type { ChosenBug } from "../core/chosen_bug.ts";
import type { DifficultyLabel, Payload } from "../core/payload.ts";
import type { Python } from "../core/python.ts";
import type { Quality } from "../core/quality.ts";
import { accept, type Outcome, type Rejection } from "../core/rejection.ts";
import { type Draw, drawKey, seedKey } from "../core/seed.ts";
import { addUsage, NO_USAGE, type Usage } from "../core/usage.ts";
import type { BugRange } from "../bugs/bug_range.ts";
import type { StrategyWeights } from "../bugs/choose_strategies.ts";
import { type DuplicateRecord, NO_RECORD } from "../catalogue/duplicate_record.ts";
import type { ModuleIndex, NearModule } from "../catalogue/module_index.ts";
import { certifyBug } from "../stages/6_choose.ts";
import { composeConversation, tellStory, tokensOf } from "../stages/7_conversation.ts";
import { VERSION } from "../version.ts";
import { type RejectedCandidate, toRejected } from "./candidate_log.ts";
import { measureQuality } from "./measure_quality.ts";
import { EXHAUSTED, isLack, ModuleStudy, type Pick } from "./module_study.ts";
import { writeModule, type WrittenModule } from "./write_module.ts";

/** What tasks are made with. */
export interface TaskMakerOptions {
  /** Who writes the modules. */
  readonly author: Author;
  /** What runs them. */
  readonly python: Python;
  /** Where bugs come from, in the order in which they are asked. */
  readonly strategies: readonly BugStrategy[];
  /** How often each strategy comes first, by name. Default: all are taken together. */
  readonly weights?: StrategyWeights | null;
  /** How many distinct faults a task has. Default: one. */
  readonly bugs?: BugRange;
  /** How hard the bugs are to be, by label; where a module has none, its task fails. Default: any. */
  readonly difficulty?: readonly DifficultyLabel[] | null;
  /** Who writes the reasoning of the conversations. Default: it is composed. */
  readonly narrator?: Chat | null;
  /** The modules of the data set, which new ones may not repeat; a batch adds those of its tasks. Default: not kept. */
  readonly modules?: ModuleIndex | null;
  /** What was said of modules that repeat others. Default: nothing is kept. */
  readonly duplicates?: DuplicateRecord;
  /** Mutation score that a module's tests must reach, from 0 to 1. Default: 0, any. */
  readonly minMutationScore?: number;
  /** Answers asked of the author before a scenario is given up. */
  readonly maxAttempts: number;
  /** Ends the work when aborted. */
  readonly signal: AbortSignal;
}

/** What came of one attempt at a task. */
export interface TaskResult {
  /** The task, or why there is none. */
  readonly outcome: Outcome<Payload>;
  /** What the answers used that this attempt had. */
  readonly usage: Usage;
  /** Answers that were refused on the way, and bugs that were dropped. */
  readonly refused: readonly Rejection[];
  /** Candidates that were judged for this attempt, by verdict; those known from earlier ones are not counted again. */
  readonly judged: Readonly<Record<string, number>>;
  /** The candidates that were rejected in this attempt, each told once in a module's life. */
  readonly rejects: readonly RejectedCandidate[];
  /** Whether the author's module came out healthy, and after how many answers; null where it was known from before. */
  readonly module: { readonly healthy: boolean; readonly answers: number } | null;
}

interface Studied {
  readonly outcome: Outcome<ModuleStudy>;
  readonly written: Omit<WrittenModule, "outcome">;
}

/** Makes tasks: one draw in, one payload out, through all stages. */
export class TaskMaker {
  readonly #options: TaskMakerOptions;
  readonly #studies = new Map<string, Promise<Studied>>();
  /** Picked bugs that were told of as not certified. */
  readonly #uncertified = new WeakSet<Candidate>();

  /** A maker; nothing is started before the first task. */
  constructor(options: TaskMakerOptions) {
    this.#options = options;
  }

  /** Whether the author writes the same module whenever a scenario is asked for. */
  get repeats(): boolean {
    return this.#options.author.repeats;
  }

  /** Whether a task failed for good: its module has no bug as it is wanted, and no other module would be written. */
  isFinal(rejection: Rejection): boolean {
    return rejection.reason === EXHAUSTED || (isLack(rejection) && this.#options.author.repeats);
  }

  /** The modules of the data set; null where they are not kept. */
  get modules(): ModuleIndex | null {
    return this.#options.modules ?? null;
  }

  /** The one that a finished task's module repeats; null where there is none, or modules are not kept. */
  repeated(key: string, code: string): Promise<NearModule | null> {
    const { modules = null, duplicates = NO_RECORD } = this.#options;
    if (modules === null) return Promise.resolve(null);
    return duplicates.judge({ key, code, at: "saved" }, () => modules.nearest(code, key));
  }

  /**
   * Makes the task of a draw.
   *
   * @throws {ProviderError} where no task can be made any more.
   * @throws {BudgetError} where a limit on cost, tokens or requests is reached.
   */
  async make(draw: Draw): Promise<TaskResult> {
    const { study: { outcome, written }, fresh } = await this.#study(draw);
    const module = fresh ? { healthy: outcome.ok, answers: written.answers } : null;
    if (!outcome.ok) {
      return { outcome, usage: written.usage, refused: written.refused, judged: {}, rejects: [], module };
    }
    const study = outcome.value;
    // What a model wrote for a scenario the second time is another module: its first bug is wanted.
    const ordinal = this.#options.author.repeats ? draw.ordinal : 1;
    const pick = await study.bug(ordinal);
    const usage = addUsage(fresh ? written.usage : NO_USAGE, study.takeUsage());
    const result = {
      usage,
      refused: [...fresh ? written.refused : [], ...study.takeRefused()],
      judged: study.takeJudged(),
      rejects: study.takeRejects(),
      module,
    };
    if (pick === null) {
      return { ...result, outcome: { ok: false, rejection: study.whyNone(ordinal) } };
    }
    const { checked, healthy } = study;
    const bug = await certifyBug(pick.bug, { checked, healthy, python: this.#options.python });
    if (!bug.ok) return { ...result, ...this.#refuse(pick, bug.rejection, result.rejects) };
    const quality = await measureQuality({
      checked,
      healthy,
      bug: bug.value,
      strength: await study.strength(),
      counts: pick.counts,
      python: this.#options.python,
    });
    if (!quality.ok) return { ...result, ...this.#refuse(pick, quality.rejection, result.rejects) };
    return await this.#tell(draw, study, { bug: bug.value, quality: quality.value, written, result });
  }

  /** A picked bug that does not ship; tried again, it is no other candidate. */
  #refuse(
    { bug: { candidate } }: Pick,
    rejection: Rejection,
    rejects: TaskResult["rejects"],
  ): { outcome: TaskResult["outcome"]; rejects: TaskResult["rejects"] } {
    const known = this.#uncertified.has(candidate);
    this.#uncertified.add(candidate);
    const fresh = known ? [] : [toRejected(candidate, "failed", rejection.reason)];
    return { outcome: { ok: false, rejection }, rejects: [...rejects, ...fresh] };
  }

  /** The module of a draw. An author who repeats writes it once; a failure is forgotten, so that it can be retried. */
  async #study(draw: Draw): Promise<{ study: Studied; fresh: boolean }> {
    if (!this.#options.author.repeats) return { study: await this.#openStudy(draw), fresh: true };
    const key = seedKey(draw.seed);
    const known = this.#studies.get(key);
    if (known) return { study: await known, fresh: false };
    const opening = this.#openStudy(draw);
    this.#studies.set(key, opening);
    const study = await opening.catch((error) => {
      this.#studies.delete(key);
      throw error;
    });
    if (!study.outcome.ok) this.#studies.delete(key);
    return { study, fresh: true };
  }

  async #openStudy(draw: Draw): Promise<Studied> {
    const { maxAttempts, author, python, signal, strategies, weights = null, bugs, difficulty } =
      this.#options;
    const { modules = null, duplicates, minMutationScore = 0 } = this.#options;
    const { outcome, ...written } = await writeModule(draw, {
      author,
      python,
      maxAttempts,
      modules,
      duplicates: duplicates ?? NO_RECORD,
      minMutationScore,
      signal,
    });
    if (!outcome.ok) return { outcome, written };
    const { checked, healthy, strength } = outcome.value;
    const study = ModuleStudy.open(checked, healthy, {
      python,
      strategies,
      weights,
      bugs,
      difficulty,
      subject: drawKey(draw),
      signal,
      strength,
    });
    return { outcome: accept(study), written };
  }

  async #tell(
    draw: Draw,
    { checked }: ModuleStudy,
    { bug, quality, written, result }: {
      bug: ChosenBug;
      quality: Quality;
      written: Studied["written"];
      result: Omit<TaskResult, "outcome">;
    },
  ): Promise<TaskResult> {
    const { author, python, narrator = null, signal } = this.#options;
    const told = await tellStory({ checked, bug }, { narrator, subject: drawKey(draw), signal });
    const usage = addUsage(result.usage, told.usage);
    const payload = composeConversation({
      checked,
      bug,
      turns: told.turns,
      quality,
      provenance: {
        author: author.name,
        model: author.model,
        tool_version: VERSION,
        python_version: python.version,
        isolation: python.isolation,
        isolation_rung: python.rung,
        ordinal: draw.ordinal,
        ...tokensOf(usage),
        answers: written.answers,
        answer_repairs: written.repairs,
        narrated_turns: told.narrated,
      },
    });
    return { ...result, usage, refused: [...result.refused, ...told.refused], outcome: accept(payload) };
  }
}
