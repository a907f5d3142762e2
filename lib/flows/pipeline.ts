import type { Author } from "../core/author.ts";
import type { BugStrategy } from "../core/bug_strategy.ts";
import type { Chat } from "../core/chat.ts";
import { ShortfallError, UsageError } from "../core/errors.ts";
import type { DifficultyLabel, Payload } from "../core/payload.ts";
import type { Python } from "../core/python.ts";
import { pick, seededRandom } from "../core/random.ts";
import { accept } from "../core/rejection.ts";
import type { Draw, Seed } from "../core/seed.ts";
import { toSortedJson } from "../core/sorted_json.ts";
import { type BugRange, toBugRange } from "../bugs/bug_range.ts";
import type { StrategyWeights } from "../bugs/choose_strategies.ts";
import { selectStrategies } from "../bugs/strategies.ts";
import { offlineAuthor } from "../library/offline_author.ts";
import { PythonPool } from "../python/pool.ts";
import type { IsolationChoice } from "../python/rungs.ts";
import { saveFileEdit } from "../stages/8_save.ts";
import { hideTests } from "./hide_tests.ts";
import { TaskMaker } from "./task_maker.ts";

/** How a pipeline works; every part has a default. */
export interface PipelineOptions {
  /** Who writes the modules. Default: the offline library. */
  readonly author?: Author;
  /** Where bugs come from; `families` and `operators` do not narrow what is given. Default: the author's own and the mutant operators. */
  readonly strategies?: readonly BugStrategy[];
  /** How often each strategy comes first, by name. Default: all are taken together. */
  readonly weights?: StrategyWeights;
  /** Only operators of these families, such as "comparison", and those of `operators`. Default: all. */
  readonly families?: readonly string[];
  /** Only these operators, such as "sum_sign", and those of `families`. Default: all. */
  readonly operators?: readonly string[];
  /** Distinct faults of a task, each in another function: 1 to 3, or a range. Default: 1. */
  readonly bugs?: number | BugRange;
  /** How hard the bugs are to be; a module that has no such bug makes no task. Default: any. */
  readonly difficulty?: DifficultyLabel | readonly DifficultyLabel[];
  /** Who writes the reasoning of the conversations. Default: it is composed. */
  readonly narrator?: Chat;
  /** Scenarios to draw from where a call names none. Default: the offline author's, for the offline author. */
  readonly seeds?: readonly Seed[];
  /** What runs Python. Default: a pool of the pipeline's own, which it closes. */
  readonly python?: Python;
  /** Name or path of the interpreter for the pipeline's own pool. Default: python3. */
  readonly pythonCommand?: string;
  /** Python processes of the pipeline's own pool. Default: the number of cores. */
  readonly workers?: number;
  /** How the pipeline's own pool isolates foreign code. Default: "auto", the best that withstands attacks. */
  readonly isolation?: IsolationChoice;
  /** Whether foreign code may run also where it cannot be isolated. Default: false. */
  readonly unsafe?: boolean;
  /** Mutation score that a module's tests must reach, from 0 to 1. Default: 0, any. */
  readonly minMutationScore?: number;
  /** Answers asked of the author before a scenario is given up. Default: 3. */
  readonly maxAttempts?: number;
  /** Further attempts at a task, each with another scenario unless one was named. Default: 2. */
  readonly retries?: number;
  /** Repeats the same drawing. Default: another one each time. */
  readonly catalogSeed?: string;
  /** Ends everything when aborted. */
  readonly signal?: AbortSignal;
}

/** Which task is wanted. */
export interface GenerateOptions {
  /** The scenario. Default: drawn. */
  readonly seed?: Seed;
  /** Which of the scenario's bugs, from 1. Default: 1. */
  readonly ordinal?: number;
}

/** Where a file-edit task is wanted. */
export interface FileEditOptions extends GenerateOptions {
  /** Path of the buggy module; tests and run_tests.py are written beside it. */
  readonly bugFilePath: string;
  /** Share of the tests, from 0 to below 1, that is in the payload only: see `hidden_tests` there. Default: 0. */
  readonly hiddenTests?: number;
  /** Whether an AGENTS.md is written beside it, which tells coding agents what to do. Default: false. */
  readonly agentInstructions?: boolean;
  /** Whether the folder becomes a git repository with one commit. Default: false. */
  readonly git?: boolean;
}

/** A finished task. */
export class DebugConversation {
  /** The task as its JSON file holds it. */
  readonly payload: Payload;

  /** A task with this payload. */
  constructor(payload: Payload) {
    this.payload = payload;
  }

  /** Absolute path of the buggy module on disk; null unless this is a file-edit task. */
  get bugFilePath(): string | null {
    return this.payload.bug_file_path;
  }

  /** The JSON file's text: keys sorted, two-space indent, final newline. */
  toJson(): string {
    return toSortedJson(this.payload);
  }
}

/**
 * Makes verified debugging tasks, one call each; any number of calls may run at once.
 *
 * ```ts
 * import { DebugConversationPipeline } from "./mod.ts";
 *
 * await using pipeline = new DebugConversationPipeline();
 * const conversation = await pipeline.generate();
 * console.log(conversation.toJson());
 * ```
 */
export class DebugConversationPipeline implements AsyncDisposable {
  readonly #options: PipelineOptions;
  readonly #author: Author;
  readonly #seeds: readonly Seed[];
  readonly #random;
  #pool: Promise<PythonPool> | null = null;
  #maker: Promise<TaskMaker> | null = null;

  /** A pipeline; Python starts with the first task. */
  constructor(options: PipelineOptions = {}) {
    this.#options = options;
    const library = options.author ? null : offlineAuthor();
    this.#author = options.author ?? library!;
    this.#seeds = options.seeds ?? library?.seeds ?? [];
    this.#random = seededRandom(options.catalogSeed ?? crypto.randomUUID());
  }

  /**
   * Makes one task.
   *
   * @throws {ShortfallError} where no attempt came to a task.
   * @throws {EnvironmentError} where no Python can be used.
   * @throws {ProviderError} where the model's provider refuses.
   */
  async generate(options: GenerateOptions = {}): Promise<DebugConversation> {
    return new DebugConversation(await this.#make(options));
  }

  /**
   * Makes one task and writes its module, tests and run_tests.py to disk.
   *
   * @throws {UsageError} where a file is in the way or cannot be written, and as {@linkcode generate} does.
   */
  async generateFileEditTask(options: FileEditOptions): Promise<DebugConversation> {
    const { bugFilePath, hiddenTests = 0, agentInstructions: instructions, git } = options;
    if (!(hiddenTests >= 0 && hiddenTests < 1)) {
      throw new UsageError(`Cannot hide "${hiddenTests}" of the tests: it is not a number from 0 to below 1`);
    }
    const payload = await this.#make(options);
    const task = hiddenTests > 0
      ? await hideTests(payload, { ratio: hiddenTests, python: await this.#openPython() })
      : accept(payload);
    if (!task.ok) throw new ShortfallError(`Cannot make a task: ${task.rejection.detail}`);
    return new DebugConversation(await saveFileEdit(task.value, bugFilePath, { instructions, git }));
  }

  /** Ends the pipeline's own Python processes. */
  async [Symbol.asyncDispose](): Promise<void> {
    // A pool that did not open was told to whoever asked for a task.
    const pool = await this.#pool?.catch(() => null);
    await pool?.close();
  }

  async #make(options: GenerateOptions): Promise<Payload> {
    this.#maker ??= this.#openMaker();
    const maker = await this.#maker;
    const failed = new Set<Seed>();
    let last = "no attempt was made";
    for (let attempt = 0; attempt <= (this.#options.retries ?? 2); attempt++) {
      const draw = this.#draw(options, failed);
      const { outcome } = await maker.make(draw);
      if (outcome.ok) return outcome.value;
      failed.add(draw.seed);
      last = outcome.rejection.detail;
      if (options.seed && maker.isFinal(outcome.rejection)) break;
    }
    throw new ShortfallError(`Cannot make a task: ${last}`);
  }

  #draw({ seed, ordinal = 1 }: GenerateOptions, failed: ReadonlySet<Seed>): Draw {
    if (seed) return { seed, ordinal };
    const fresh = this.#seeds.filter((each) => !failed.has(each));
    const from = fresh.length > 0 ? fresh : this.#seeds;
    if (from.length === 0) {
      throw new UsageError('Cannot draw a scenario: name one with "seed", or give "seeds"');
    }
    return { seed: pick(this.#random, from), ordinal };
  }

  async #openPython(): Promise<Python> {
    const { python, pythonCommand, workers, isolation, unsafe, signal } = this.#options;
    if (python) return python;
    this.#pool ??= PythonPool.open({ python: pythonCommand, workers, isolation, unsafe, signal });
    return await this.#pool;
  }

  async #openMaker(): Promise<TaskMaker> {
    const { signal } = this.#options;
    const { strategies, maxAttempts, weights = null, minMutationScore, narrator, bugs, difficulty } =
      this.#options;
    const { families = null, operators = null } = this.#options;
    return new TaskMaker({
      author: this.#author,
      python: await this.#openPython(),
      strategies: strategies ?? selectStrategies({ families, operators }, weights),
      weights,
      bugs: toBugRange(bugs ?? 1),
      difficulty: difficulty === undefined ? null : [difficulty].flat(),
      narrator: narrator ?? null,
      minMutationScore: minMutationScore ?? 0,
      maxAttempts: maxAttempts ?? 3,
      signal: signal ?? new AbortController().signal,
    });
  }
}
