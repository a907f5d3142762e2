import type { Candidate } from "../core/candidate.ts";
import type { HealthyRun } from "../core/healthy_run.ts";
import type { Difficulty } from "../core/payload.ts";
import { lineAt } from "../core/span_edit.ts";
import type { CheckedSpec } from "../core/spec.ts";
import { changedLines, unifiedDiff } from "../core/unified_diff.ts";
import type { Verdict } from "../core/verdict.ts";
import { callDistance } from "./call_distance.ts";
import { type CallGraph, callGraph } from "./call_graph.ts";
import { countReach, type FunctionTests, functionTests } from "./function_reach.ts";
import { rateDifficulty } from "./rate_difficulty.ts";
import { testMentions } from "./test_mentions.ts";

/** A bug that tests caught. */
export interface RatableBug {
  readonly candidate: Candidate;
  readonly verdict: Extract<Verdict, { kind: "failed" }>;
}

/** Distance where the names in the text do not lead to the fault. */
const UNKNOWN_DISTANCE = 1;

/**
 * Rates the caught bugs of one module. All signals come from the verdict, from what each test ran in the healthy module,
 * and from the text, so that nothing has to run for it and a bug can be rated before it is picked.
 */
export class DifficultyMeter {
  readonly #module: CheckedSpec;
  readonly #functions: readonly FunctionTests[];
  readonly #names: ReadonlySet<string>;
  readonly #graph: CallGraph;
  readonly #mentions: ReadonlyMap<string, ReadonlySet<string>>;
  /** By test id, the functions that it runs. */
  readonly #runs: ReadonlyMap<string, ReadonlySet<string>>;

  /** A meter for the bugs of a module that was proved healthy. */
  constructor(module: CheckedSpec, { coverage, testIds }: Pick<HealthyRun, "coverage" | "testIds">) {
    this.#module = module;
    this.#functions = functionTests(module.tree, coverage);
    this.#names = new Set(this.#functions.map(({ name }) => name));
    this.#graph = callGraph(module.tree);
    this.#mentions = testMentions(module.spec.unitTests, testIds);
    this.#runs = new Map(
      testIds.map((id) => [
        id,
        new Set(this.#functions.filter(({ tests }) => tests.includes(id)).map(({ name }) => name)),
      ]),
    );
  }

  /** How hard a bug is to find. */
  rate({ candidate, verdict }: RatableBug): Difficulty {
    const parts = candidate.parts ?? [candidate];
    const reach = countReach(this.#functions, verdict.failing);
    const ranks = parts.map((part) => {
      const at = reach.findIndex(({ name }) => name === part.function);
      return (at < 0 ? reach.length : at) + 1;
    });
    return rateDifficulty({
      failing_share: Math.round(100 * verdict.failing.length / verdict.tests.length) / 100,
      assertion_only: verdict.tests.every(({ status }) => status !== "errored"),
      functions_reached: reach.length,
      fault_rank: Math.max(...ranks),
      fault_in_traceback: parts.every((part) => this.#isInTraceback(part, candidate, verdict)),
      call_distance: Math.max(...parts.map((part) => this.#distance(part, verdict.failing))),
      changed_lines: changedLines(
        unifiedDiff(["before", this.#module.spec.correctCode], ["after", candidate.code]),
      ),
      faults: parts.length,
    });
  }

  #isInTraceback(part: Candidate, whole: Candidate, { tests }: RatableBug["verdict"]): boolean {
    const { moduleName, correctCode } = this.#module.spec;
    // Edits of other parts further up shift a part's line.
    const above = whole === part
      ? []
      : whole.edits.filter((edit) => !part.edits.includes(edit) && edit.start < (part.edits[0]?.start ?? 0));
    const shift = above.reduce(
      (sum, { start, end, text }) =>
        sum + text.split("\n").length - correctCode.slice(start, end).split("\n").length,
      0,
    );
    return tests.some(({ frames }) =>
      frames.some(({ file, line }) => file === `${moduleName}.py` && line === part.line + shift)
    );
  }

  /** The mean over the failing tests from which names lead there. */
  #distance(part: Candidate, failing: readonly string[]): number {
    const { correctCode } = this.#module.spec;
    const isModule = part.function === "<module>";
    const lines = part.edits.map(({ start }) => lineAt(correctCode, start));
    const faults = isModule ? lines.flatMap((line) => this.#graph.valuesAt(line)) : [part.function];
    const distances = failing.map((id) =>
      callDistance(this.#graph, {
        mentioned: this.#mentions.get(id) ?? new Set(),
        faults,
        // Classes and values are run by whoever names them.
        runs: (name) => this.#runs.get(id)?.has(name) || !this.#names.has(name),
      })
    ).filter((distance) => distance !== null);
    if (distances.length === 0) return UNKNOWN_DISTANCE;
    return Math.round(10 * distances.reduce((sum, each) => sum + each, 0) / distances.length) / 10;
  }
}
