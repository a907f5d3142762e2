import { addUsage, NO_USAGE, type Usage } from "../core/author.ts";
import type { Payload } from "../core/payload.ts";
import type { Rejection } from "../core/rejection.ts";
import { type Draw, drawKey, parseDrawKey, type Seed, seedKey } from "../core/seed.ts";
import type { DrawState } from "../catalogue/state.ts";
import { chooseDraw } from "../stages/1_seed.ts";
import type { Journal } from "./journal.ts";
import { EXHAUSTED, type TaskMaker } from "./task_maker.ts";

/** What a batch makes, and with what. */
export interface BatchOptions {
  /** Tasks wanted. */
  readonly count: number;
  /** Tasks in flight at once. */
  readonly concurrency: number;
  /** Further attempts at a task that failed. */
  readonly retries: number;
  /** Scenarios in the order in which they are drawn. */
  readonly order: readonly Seed[];
  /** Whether a scenario may come again, for another bug. */
  readonly repeats: boolean;
  /** Makes one task of each draw. */
  readonly maker: TaskMaker;
  /** Which draws are used; see `memoryState()` and `openState()`. */
  readonly state: DrawState;
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

/** How far a batch is. */
export interface BatchProgress {
  /** Tasks wanted. */
  readonly wanted: number;
  /** Tasks made so far. */
  readonly made: number;
  /** Tasks given up so far. */
  readonly skipped: number;
  /** The task that was just finished, or why it was skipped. */
  readonly last: string;
}

/** What came of a batch. */
export interface BatchSummary {
  /** Tasks wanted. */
  readonly wanted: number;
  /** Tasks made so far. */
  readonly made: number;
  /** Tasks that were given up, by reason. */
  readonly skipped: Readonly<Record<string, number>>;
  /** Attempts and answers that were refused, by reason, those of made tasks included. */
  readonly refused: Readonly<Record<string, number>>;
  /** Candidates that were judged, by verdict. */
  readonly candidates: Readonly<Record<string, number>>;
  /** Tokens of all attempts, those of skipped tasks included. */
  readonly tokens: Usage;
  /** Paths of the made tasks, sorted. */
  readonly files: readonly string[];
  /** Why it ended early: nothing left to draw, interrupted, or thrown out; null if it did not. */
  readonly stopped: "catalogue_used_up" | "interrupted" | "failed" | null;
  /** What stopped everything, where something was thrown; else null. */
  readonly failure: unknown;
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
  readonly #seeds: ReadonlyMap<string, Seed>;
  readonly #exhausted = new Set<string>();
  /** Draws that this run gave up: free again for others, not to be tried here once more. */
  readonly #givenUp = new Set<string>();
  readonly #skipped: Record<string, number> = {};
  readonly #refused: Record<string, number> = {};
  readonly #candidates: Record<string, number> = {};
  readonly #files: string[] = [];
  #tokens = NO_USAGE;
  #started = 0;
  #usedUp = false;
  #broken = false;

  constructor(options: BatchOptions) {
    this.#options = options;
    this.#seeds = new Map(options.order.map((seed) => [seedKey(seed), seed]));
  }

  /** Makes one task after the other until enough were started. */
  async lane(): Promise<void> {
    while (this.#started < this.#options.count && !this.#usedUp && !this.#mustStop()) {
      this.#started++;
      const draw = await this.#draw();
      if (draw === null) {
        this.#usedUp = true;
        return;
      }
      try {
        // A scenario without further bugs is no failure: the next one takes its place.
        if (await this.#work(draw) === "replace") this.#started--;
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
      skipped: this.#skipped,
      refused: this.#refused,
      candidates: this.#candidates,
      tokens: this.#tokens,
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
    const { order, repeats, state } = this.#options;
    const key = await state.claim((taken) => {
      const closed = this.#givenUp.size > 0 ? taken.union(this.#givenUp) : taken;
      const draw = chooseDraw(order, { taken: closed, exhausted: this.#exhausted, repeats });
      return draw && drawKey(draw);
    });
    if (key === null) return null;
    const { key: seed, ordinal } = parseDrawKey(key);
    return { seed: this.#seeds.get(seed)!, ordinal };
  }

  async #work(draw: Draw): Promise<"done" | "replace"> {
    const key = drawKey(draw);
    let rejection: Rejection | null = null;
    for (let attempt = 1; attempt <= 1 + this.#options.retries && !this.#halted(attempt); attempt++) {
      const { outcome, usage, refused, judged } = await this.#options.maker.make(draw);
      for (const [verdict, n] of Object.entries(judged)) {
        this.#candidates[verdict] = (this.#candidates[verdict] ?? 0) + n;
      }
      this.#tokens = addUsage(this.#tokens, usage);
      for (const each of refused) this.#refuse(key, each);
      if (outcome.ok) {
        await this.#keep(key, outcome.value);
        return "done";
      }
      rejection = outcome.rejection;
      if (rejection.reason === EXHAUSTED) {
        this.#exhausted.add(seedKey(draw.seed));
        await this.#options.state.release(key);
        return "replace";
      }
      this.#refuse(key, rejection);
    }
    this.#givenUp.add(key);
    await this.#options.state.release(key);
    if (rejection) this.#skip(key, rejection);
    return "done";
  }

  /** Between attempts a batch that drains or breaks gives a task up; a first attempt was started before. */
  #halted(attempt: number): boolean {
    return attempt > 1 && this.#mustStop();
  }

  async #keep(key: string, payload: Payload): Promise<void> {
    const { state, save, journal } = this.#options;
    let path = "";
    await state.confirm(key, async () => {
      path = await save(payload);
    });
    this.#files.push(path);
    const [bug] = payload.bugs;
    journal?.write({
      event: "task_made",
      key,
      file: path,
      id: payload.id,
      operator: bug?.operator,
      family: bug?.family,
      difficulty: payload.difficulty.label,
      candidates: payload.quality.candidates,
    });
    this.#progress(`made ${path}`);
  }

  #refuse(key: string, { reason, detail }: Rejection): void {
    this.#refused[reason] = (this.#refused[reason] ?? 0) + 1;
    this.#options.journal?.write({ event: "refused", key, reason, detail });
  }

  #skip(key: string, { reason, detail }: Rejection): void {
    this.#skipped[reason] = (this.#skipped[reason] ?? 0) + 1;
    this.#options.journal?.write({ event: "task_skipped", key, reason, detail });
    this.#progress(`skipped ${key}: ${detail}`);
  }

  #progress(last: string): void {
    const skipped = Object.values(this.#skipped).reduce((sum, n) => sum + n, 0);
    this.#options.onProgress?.({ wanted: this.#options.count, made: this.#files.length, skipped, last });
  }
}
