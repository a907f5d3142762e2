import type { Usage } from "../core/usage.ts";
import type { Payload } from "../core/payload.ts";
import type { Outcome, Rejection } from "../core/rejection.ts";
import { type Draw, drawKey, seedKey } from "../core/seed.ts";
import type { DrawState } from "../catalogue/state.ts";
import type { DrawSource } from "./draw_source.ts";
import type { Journal } from "./journal.ts";
import type { BatchProgress, BatchSummary } from "./batch_summary.ts";
import { Attempts, Tally } from "./tally.ts";
import { WEAK_TESTS } from "./suite_strength.ts";
import { EXHAUSTED } from "./module_study.ts";
import type { TaskMaker } from "./task_maker.ts";

/** What a batch makes, and with what. */
export interface BatchOptions {
  /** Tasks wanted. */
  readonly count: number;
  /** Tasks in flight at once. */
  readonly concurrency: number;
  /** Further attempts at a task that failed. */
  readonly retries: number;
  /** Where scenarios come from. */
  readonly source: DrawSource;
  /** Makes one task of each draw. */
  readonly maker: TaskMaker;
  /** Which draws are used; see `memoryState()` and `openState()`. */
  readonly state: DrawState;
  /** What is done with each finished task before it is saved; one that it rejects counts as failed. Default: nothing. */
  readonly prepare?: (payload: Payload) => Promise<Outcome<Payload>>;
  /** Writes a task's files and gives their path. */
  readonly save: (payload: Payload) => Promise<string>;
  /** Where everything made and refused is written. Default: nowhere. */
  readonly journal?: Journal;
  /** Called whenever a task was made or skipped. */
  readonly onProgress?: (progress: BatchProgress) => void;
  /** When aborted, nothing new is started and what is in flight is finished. */
  readonly draining: AbortSignal;
  /** When aborted, everything ends at once. */
  readonly signal: AbortSignal;
}

/**
 * Makes many tasks of different scenarios at once. A task that fails is retried, then skipped with its reason; the
 * others go on. What stops everything, such as a provider that refuses the key, is told in the summary after what
 * is in flight was finished. What was made stays, however the batch ends.
 */
export async function runBatch(options: BatchOptions): Promise<BatchSummary> {
  const batch = new Batch(options);
  const lanes = Array.from({ length: Math.min(options.concurrency, options.count) }, () => batch.lane());
  const ends = await Promise.allSettled(lanes);
  const failed = ends.find((end) => end.status === "rejected");
  return batch.summary(failed && !options.signal.aborted ? failed.reason : null);
}

class Batch {
  readonly #options: BatchOptions;
  readonly #exhausted = new Set<string>();
  /** Draws that this run gave up: free again for others, not to be tried here once more. */
  readonly #givenUp = new Set<string>();
  /** By scenario, the end of the last task that was begun. */
  readonly #turns = new Map<string, Promise<unknown>>();
  readonly #tally = new Tally();
  readonly #files: string[] = [];
  #started = 0;
  #usedUp = false;
  #broken = false;

  constructor(options: BatchOptions) {
    this.#options = options;
  }

  /** Makes one task after the other until enough were started. */
  async lane(): Promise<void> {
    while (this.#started < this.#options.count && !this.#usedUp && !this.#mustStop()) {
      this.#started++;
      try {
        const draw = await this.#draw();
        if (draw === null) {
          this.#usedUp = true;
          return;
        }
        // A scenario without further bugs is no failure: the next one takes its place.
        if (await this.#inTurn(draw) === "replace") this.#started--;
      } catch (error) {
        this.#broken = true;
        throw error;
      }
    }
  }

  summary(failure: unknown): BatchSummary {
    return {
      wanted: this.#options.count,
      made: this.#files.length,
      skipped: this.#tally.skipped,
      refused: this.#tally.refused,
      candidates: this.#tally.candidates,
      modules: this.#tally.modules,
      usage: this.#tally.usage,
      files: this.#files.toSorted(),
      stopped: this.#stopReason(failure),
      failure,
    };
  }

  #stopReason(failure: unknown): BatchSummary["stopped"] {
    if (failure !== null) return "failed";
    if (this.#files.length >= this.#options.count) return null;
    if (this.#options.draining.aborted) return "interrupted";
    return this.#usedUp ? "catalogue_used_up" : null;
  }

  #mustStop(): boolean {
    return this.#broken || this.#options.draining.aborted || this.#options.signal.aborted;
  }

  async #draw(): Promise<Draw | null> {
    const { source, state, signal } = this.#options;
    const limits = { closed: this.#givenUp, exhausted: this.#exhausted, signal };
    const { draw, refused, usage } = await source.next(state, limits);
    this.#tally.use(usage);
    for (const each of refused) this.#refuse("scenario", each);
    return draw;
  }

  /** Where modules may not repeat, those of one scenario come one after the other: each is told of those before. */
  #inTurn(draw: Draw): Promise<"done" | "replace"> {
    if (this.#options.maker.modules === null) return this.#work(draw);
    const key = seedKey(draw.seed);
    const work = (this.#turns.get(key) ?? Promise.resolve()).then(() => this.#work(draw));
    this.#turns.set(key, work.catch(() => {}));
    return work;
  }

  async #work(draw: Draw): Promise<"done" | "replace"> {
    const key = drawKey(draw);
    const attempts = new Attempts();
    for (let attempt = 1; attempt <= 1 + this.#options.retries && !this.#halted(attempt); attempt++) {
      const result = await this.#options.maker.make(draw);
      attempts.add(result);
      // What an earlier run was answered does not use up this one's attempts: they would all fail as they did then.
      if (!result.outcome.ok && result.usage.kept > 0 && result.usage.kept === result.usage.requests) {
        attempt--;
      }
      this.#tally.attempt(result);
      for (const each of result.rejects) this.#options.journal?.write({ event: "candidate", key, ...each });
      for (const each of result.refused) this.#refuse(key, each);
      if (result.outcome.ok) {
        const task = await this.#options.prepare?.(result.outcome.value) ?? result.outcome;
        const refused = task.ok ? await this.#keep(key, task.value, attempts.usage) : task.rejection;
        if (refused === null) {
          this.#tally.module(attempts);
          return "done";
        }
        attempts.last = refused;
      } else if (this.#options.maker.isFinal(result.outcome.rejection)) {
        // That it has no more bugs is no news; that it has none as they are wanted is.
        if (result.outcome.rejection.reason !== EXHAUSTED) this.#refuse(key, result.outcome.rejection);
        this.#exhausted.add(seedKey(draw.seed));
        await this.#options.state.release(key);
        this.#tally.module(attempts);
        return "replace";
      }
      this.#refuse(key, attempts.last!);
      if (this.#options.maker.repeats && attempts.last!.reason === WEAK_TESTS) {
        // The same module would come again, for this task and for every further one.
        this.#exhausted.add(seedKey(draw.seed));
        break;
      }
    }
    this.#givenUp.add(key);
    await this.#options.state.release(key);
    this.#tally.module(attempts);
    if (attempts.last) this.#skip(key, attempts.last);
    return "done";
  }

  /** Between attempts a batch that drains or breaks gives a task up; a first attempt was started before. */
  #halted(attempt: number): boolean {
    return attempt > 1 && this.#mustStop();
  }

  /** Saves a task; gives the reason where meanwhile another one of nearly the same module was saved. */
  async #keep(key: string, payload: Payload, usage: Usage): Promise<Rejection | null> {
    const { state, save, journal, maker } = this.#options;
    let path = "";
    try {
      await state.confirm(key, async () => {
        // One task is confirmed at a time, of all runs: nobody can add a module between look and save.
        const like = await maker.repeated(key, payload.correct_code);
        if (like) throw new RepeatedModule(like.key);
        path = await save(payload);
        maker.modules?.add({
          key,
          moduleName: payload.module_name,
          summary: payload.summary,
          code: payload.correct_code,
        });
      });
    } catch (error) {
      if (!(error instanceof RepeatedModule)) throw error;
      return { reason: "near_duplicate", detail: error.message };
    }
    this.#files.push(path);
    const [bug] = payload.bugs;
    journal?.write({
      event: "task_made",
      key,
      file: path,
      id: payload.id,
      strategy: bug?.strategy,
      operator: bug?.operator,
      family: bug?.family,
      difficulty: payload.difficulty.label,
      candidates: payload.quality.candidates,
      requests: usage.requests,
      tokens: { prompt: usage.promptTokens, completion: usage.completionTokens },
      cost_usd: usage.costUsd,
    });
    this.#progress(`made ${path}`);
    return null;
  }

  #refuse(key: string, rejection: Rejection): void {
    const { reason, detail } = rejection;
    this.#tally.refuse(rejection);
    this.#options.journal?.write({ event: "refused", key, reason, detail });
  }

  #skip(key: string, rejection: Rejection): void {
    const { reason, detail } = rejection;
    this.#tally.skip(rejection);
    this.#options.journal?.write({ event: "task_skipped", key, reason, detail });
    this.#progress(`skipped ${key}: ${detail}`);
  }

  #progress(last: string): void {
    const skipped = Object.values(this.#tally.skipped).reduce((sum, n) => sum + n, 0);
    this.#options.onProgress?.({ wanted: this.#options.count, made: this.#files.length, skipped, last });
  }
}

/** Ends a confirmation, so that the key is not counted as used. */
class RepeatedModule extends Error {
  constructor(key: string) {
    super(`the module is nearly that of "${key}"`);
  }
}
