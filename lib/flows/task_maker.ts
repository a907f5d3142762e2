import { type Author, NO_USAGE, type Usage } from "../core/author.ts";
import type { BugStrategy } from "../core/bug_strategy.ts";
import type { Payload } from "../core/payload.ts";
import type { Python } from "../core/python.ts";
import { accept, type Outcome, reject, type Rejection } from "../core/rejection.ts";
import { type Draw, seedKey } from "../core/seed.ts";
import { writeSpec } from "../stages/2_spec.ts";
import { STEADY_RUNS } from "../stages/5_verdicts.ts";
import { certifyBug } from "../stages/6_choose.ts";
import { composeConversation, tokensOf } from "../stages/7_conversation.ts";
import { VERSION } from "../version.ts";
import { ModuleStudy, type Pick } from "./module_study.ts";

/** What tasks are made with. */
export interface TaskMakerOptions {
  /** Who writes the modules. */
  readonly author: Author;
  /** What runs them. */
  readonly python: Python;
  /** Where bugs come from, in the order in which they are asked. */
  readonly strategies: readonly BugStrategy[];
  /** Answers asked of the author before a scenario is given up. */
  readonly maxAttempts: number;
  /** Ends the work when aborted. */
  readonly signal: AbortSignal;
}

/** What came of one attempt at a task. */
export interface TaskResult {
  /** The task, or why there is none. */
  readonly outcome: Outcome<Payload>;
  /** Tokens of this attempt. */
  readonly usage: Usage;
  /** Answers that were refused on the way, and bugs of the author that were dropped. */
  readonly refused: readonly Rejection[];
  /** Candidates that were judged for this attempt, by verdict; those known from earlier ones are not counted again. */
  readonly judged: Readonly<Record<string, number>>;
}

/** The reason of a task that failed because its module has no further bug. */
export const EXHAUSTED = "no_more_bugs";

interface Studied {
  readonly outcome: Outcome<ModuleStudy>;
  readonly usage: Usage;
  readonly refused: readonly Rejection[];
}

/** Makes tasks: one draw in, one payload out, through all stages. */
export class TaskMaker {
  readonly #options: TaskMakerOptions;
  readonly #studies = new Map<string, Promise<Studied>>();

  /** A maker; nothing is started before the first task. */
  constructor(options: TaskMakerOptions) {
    this.#options = options;
  }

  /**
   * Makes the task of a draw.
   *
   * @throws {ProviderError} where no task can be made any more.
   */
  async make(draw: Draw): Promise<TaskResult> {
    const { outcome, usage, refused } = await this.#study(draw);
    if (!outcome.ok) return { outcome, usage, refused, judged: {} };
    const study = outcome.value;
    const pick = await study.bug(draw.ordinal);
    const judged = study.takeJudged();
    if (pick === null) {
      const detail =
        `${study.checked.spec.moduleName} has no bug number ${draw.ordinal} that its tests catch`;
      return { outcome: reject(EXHAUSTED, detail), usage, refused, judged };
    }
    return { outcome: await this.#finish(draw, study, { pick, usage }), usage, refused, judged };
  }

  /** The module of a draw. An author who repeats writes it once; a failure is forgotten, so that it can be retried. */
  async #study(draw: Draw): Promise<Studied> {
    if (!this.#options.author.repeats) return await this.#openStudy(draw);
    const key = seedKey(draw.seed);
    const known = this.#studies.get(key);
    if (known) return { ...await known, usage: NO_USAGE, refused: [] };
    const opening = this.#openStudy(draw);
    this.#studies.set(key, opening);
    const opened = await opening.catch((error) => {
      this.#studies.delete(key);
      throw error;
    });
    if (!opened.outcome.ok) this.#studies.delete(key);
    return opened;
  }

  async #openStudy(draw: Draw): Promise<Studied> {
    const written = await writeSpec(draw, this.#options);
    const outcome = written.outcome.ok
      ? await ModuleStudy.open(written.outcome.value, this.#options)
      : written.outcome;
    return { outcome, usage: written.usage, refused: written.refused };
  }

  async #finish(
    draw: Draw,
    { checked, healthy }: ModuleStudy,
    { pick, usage }: { pick: Pick; usage: Usage },
  ): Promise<Outcome<Payload>> {
    const { author, python } = this.#options;
    const bug = await certifyBug(pick.bug, { checked, healthy, python });
    if (!bug.ok) return bug;
    const covers = [...healthy.coverage.values()].filter((lines) => lines.includes(pick.bug.candidate.line));
    return accept(composeConversation({
      checked,
      bug: bug.value,
      quality: {
        healthy_runs: healthy.runs,
        buggy_runs: STEADY_RUNS + 1,
        certified_cold: true,
        tests_covering_fault: covers.length,
        candidates: pick.counts,
      },
      provenance: {
        author: author.name,
        model: author.model,
        tool_version: VERSION,
        python_version: python.version,
        isolation: python.isolation,
        ordinal: draw.ordinal,
        tokens: tokensOf(usage),
        cost_usd: null,
      },
    }));
  }
}
