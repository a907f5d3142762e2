import type { Payload } from "../core/payload.ts";
import type { Rejection } from "../core/rejection.ts";
import type { Spec } from "../core/spec.ts";
import { ownAuthor } from "../inject/own_author.ts";
import { isLack } from "./module_study.ts";
import { TaskMaker, type TaskMakerOptions } from "./task_maker.ts";

/** How bugs are put into a module of the user's. */
export interface InjectOptions extends
  Pick<
    TaskMakerOptions,
    "python" | "strategies" | "weights" | "bugs" | "difficulty" | "minMutationScore" | "signal"
  > {
  /** Bugs wanted; Infinity for all that there are. */
  readonly count: number;
  /** Bugs that are certified at the same time. */
  readonly concurrency: number;
  /** Called with each task, the best first, one after the other. */
  readonly onTask: (payload: Payload) => Promise<void>;
  /** Called with whatever was refused or dropped on the way. */
  readonly onRefused?: (rejection: Rejection) => void;
  /** When aborted, what is in flight is finished, and nothing else begun. */
  readonly draining?: AbortSignal;
}

/** What came of it. */
export interface InjectResult {
  readonly made: number;
  /** Why there is no task at all: the module is not healthy, or none of its bugs is caught; null where there are tasks. */
  readonly problem: Rejection | null;
}

/**
 * Makes tasks of one module with as many different bugs, best first. It takes the path of every other task: the module is
 * proved healthy, and each bug is caught, certified and told.
 *
 * @throws what ends all work, such as an abort.
 */
export async function injectBugs(spec: Spec, options: InjectOptions): Promise<InjectResult> {
  const { count, onTask, onRefused, draining, signal } = options;
  const maker = new TaskMaker({ ...options, author: ownAuthor([spec]), maxAttempts: 1 });
  let made = 0;
  let problem: Rejection | null = null;
  for (let next = 1; made < count && !draining?.aborted;) {
    signal.throwIfAborted();
    // The first one shows whether the module is healthy at all.
    const lanes = next === 1 ? 1 : Math.min(options.concurrency, count - made);
    const ordinals = Array.from({ length: lanes }, (_, at) => next + at);
    next += lanes;
    const results = await Promise.all(ordinals.map((ordinal) => maker.make({ seed: spec.seed, ordinal })));
    let used = false;
    for (const { outcome, refused, module } of results) {
      for (const each of refused) onRefused?.(each);
      if (outcome.ok) {
        if (made < count) {
          made++;
          await onTask(outcome.value);
        }
        continue;
      }
      const { rejection } = outcome;
      if (isLack(rejection) || module?.healthy === false) used = true;
      if (!isLack(rejection)) onRefused?.(rejection);
      if (problem === null || !isLack(rejection)) problem = rejection;
    }
    if (used) break;
  }
  return { made, problem: made > 0 ? null : problem };
}
