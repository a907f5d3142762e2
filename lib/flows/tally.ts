import type { Rejection } from "../core/rejection.ts";
import { addUsage, NO_USAGE, type Usage } from "../core/usage.ts";
import type { TaskResult } from "./task_maker.ts";

/** How many scenarios the author made a healthy module of. */
export interface ModuleYield {
  /** Healthy as they were first answered. */
  readonly firstAnswer: number;
  /** Healthy after at least one answer was sent back or asked for anew. */
  readonly repaired: number;
  /** Never healthy. */
  readonly givenUp: number;
}

/** What the attempts at one task came to. */
export class Attempts {
  /** What all of them used. */
  usage: Usage = NO_USAGE;
  /** Why the last one failed. */
  last: Rejection | null = null;
  /** Whether the module came out healthy, and after how many answers; null where it was known from before. */
  module: TaskResult["module"] = null;

  /** Adds one. */
  add({ outcome, usage, module }: TaskResult): void {
    this.usage = addUsage(this.usage, usage);
    if (!outcome.ok) this.last = outcome.rejection;
    if (module === null || this.module?.healthy) return;
    this.module = { healthy: module.healthy, answers: (this.module?.answers ?? 0) + module.answers };
  }
}

/** Counts what became of everything in a batch. */
export class Tally {
  /** Tasks that were given up, by reason. */
  readonly skipped: Record<string, number> = {};
  /** Attempts and answers that were refused, by reason. */
  readonly refused: Record<string, number> = {};
  /** Candidates, by verdict. */
  readonly candidates: Record<string, number> = {};
  /** What all answers used. */
  usage: Usage = NO_USAGE;
  readonly #modules = { firstAnswer: 0, repaired: 0, givenUp: 0 };

  /** The author's modules so far. */
  get modules(): ModuleYield {
    return this.#modules;
  }

  /** Counts what one attempt judged and used. */
  attempt({ judged, usage }: TaskResult): void {
    for (const [verdict, n] of Object.entries(judged)) add(this.candidates, verdict, n);
    this.use(usage);
  }

  /** Counts what was used. */
  use(usage: Usage): void {
    this.usage = addUsage(this.usage, usage);
  }

  /** Counts a scenario's module, once all attempts at its task are over. */
  module({ module }: Attempts): void {
    if (module === null) return;
    if (!module.healthy) this.#modules.givenUp++;
    else if (module.answers <= 1) this.#modules.firstAnswer++;
    else this.#modules.repaired++;
  }

  /** Counts something that was refused. */
  refuse({ reason }: Rejection): void {
    add(this.refused, reason, 1);
  }

  /** Counts a task that was given up. */
  skip({ reason }: Rejection): void {
    add(this.skipped, reason, 1);
  }
}

function add(counts: Record<string, number>, name: string, n: number): void {
  counts[name] = (counts[name] ?? 0) + n;
}
