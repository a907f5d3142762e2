/**
 * Seconds per offline task on two cores, over the library's first 24 tasks, and what each stage costs.
 *
 * @module
 */
import { STRATEGIES } from "../lib/bugs/strategies.ts";
import { BugPreference } from "../lib/bugs/bug_preference.ts";
import { type CaughtBug, pickBug, promisingCandidates } from "../lib/bugs/pick_bug.ts";
import { PlaceMap } from "../lib/bugs/place_kind.ts";
import { memoryState } from "../lib/catalogue/state.ts";
import type { Outcome } from "../lib/core/rejection.ts";
import type { Seed } from "../lib/core/seed.ts";
import { DifficultyMeter } from "../lib/evidence/measure_difficulty.ts";
import { runBatch } from "../lib/flows/batch.ts";
import { catalogueSource } from "../lib/flows/draw_source.ts";
import { TaskMaker } from "../lib/flows/task_maker.ts";
import { offlineAuthor } from "../lib/library/offline_author.ts";
import { PythonPool } from "../lib/python/pool.ts";
import { writeSpec } from "../lib/stages/2_spec.ts";
import { proveHealthy } from "../lib/stages/3_healthy.ts";
import { listCandidates } from "../lib/stages/4_candidates.ts";
import { checkSteady, judgeCandidates, type Judged } from "../lib/stages/5_verdicts.ts";
import { certifyBug } from "../lib/stages/6_choose.ts";
import { describeMachine, goal, median, secondsOf, spread } from "./measure.ts";

const RUNS = 3;
const GOAL = 0.8;
const WORKERS = 2;
const OPERATOR_CANDIDATES = 24;

const author = offlineAuthor();
const signal = new AbortController().signal;

/** All tasks as `batch` makes them, from the start of Python to the end of it; gives seconds and candidates a task. */
async function makeAll(): Promise<{ seconds: number; candidates: number }> {
  let candidates = 0;
  const seconds = await secondsOf(async () => {
    await using python = await PythonPool.open({ workers: WORKERS });
    const summary = await runBatch({
      count: author.seeds.length,
      concurrency: 2 * WORKERS,
      retries: 0,
      source: catalogueSource(author.seeds, Infinity),
      maker: new TaskMaker({ author, python, strategies: STRATEGIES, maxAttempts: 1, signal }),
      state: memoryState(),
      save: (payload) => Promise.resolve(payload.id),
      draining: signal,
      signal,
    });
    if (summary.made !== author.seeds.length) {
      throw new Error(`Cannot measure: ${summary.made} tasks were made`);
    }
    candidates = Object.values(summary.candidates).reduce((sum, count) => sum + count, 0);
  });
  return { seconds: seconds / author.seeds.length, candidates: candidates / author.seeds.length };
}

/** One task after the other, stage by stage: milliseconds of each stage, a list over the tasks. */
async function measureStages(): Promise<Map<string, number[]>> {
  await using python = await PythonPool.open({ workers: WORKERS });
  const costs = new Map<string, number[]>();
  const timed = async <T>(stage: string, work: () => Promise<T>): Promise<T> => {
    let result: T;
    const seconds = await secondsOf(async () => result = await work());
    costs.set(stage, [...costs.get(stage) ?? [], 1000 * seconds]);
    return result!;
  };
  for (const seed of author.seeds) await throughStages(seed, { python, timed });
  return costs;
}

async function throughStages(seed: Seed, { python, timed }: {
  python: PythonPool;
  timed: <T>(stage: string, work: () => Promise<T>) => Promise<T>;
}): Promise<void> {
  const draw = { seed, ordinal: 1 };
  const request = { draw, attempt: 1, before: null, earlier: [] };
  const written = await timed("2 spec", () => writeSpec(request, { author, python, signal }));
  const checked = value(written.outcome);
  const healthy = value(await timed("3 healthy", () => proveHealthy(checked, python)));
  const { candidates: all } = await timed(
    "4 candidates",
    () => listCandidates({ module: checked, subject: "bench", signal }, STRATEGIES),
  );
  const own = all.filter((candidate) => candidate.family === "author").length;
  const { correctCode } = checked.spec;
  const choice = {
    source: correctCode,
    places: new PlaceMap(checked.tree),
    preference: new BugPreference(correctCode),
  };
  const made = { before: [], choice, count: OPERATOR_CANDIDATES };
  const window = [...all.slice(0, own), ...promisingCandidates(all.slice(own), made)];
  const judged = await timed("5 verdicts", () => judgeCandidates(window, { checked, healthy, python }));
  const meter = new DifficultyMeter(checked, healthy);
  const caught = judged.filter(isCaught).map((bug) => ({ ...bug, difficulty: meter.rate(bug) }));
  const bug = pickBug(caught, { before: [], choice });
  if (bug === null) throw new Error(`Cannot measure "${checked.spec.moduleName}": no bug is caught`);
  await timed("5 steady", () => checkSteady(bug, { checked, healthy, python }));
  value(await timed("6 certify", () => certifyBug(bug, { checked, healthy, python })));
}

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`Cannot measure: ${outcome.rejection.detail}`);
  return outcome.value;
}

function isCaught(judged: Judged): judged is CaughtBug {
  return judged.verdict.kind === "failed";
}

const runs = [];
for (let run = 0; run < RUNS; run++) runs.push(await makeAll());
const seconds = runs.map((run) => run.seconds);
const middle = median(seconds);
console.log(
  `Offline tasks, the first ${author.seeds.length}, ${WORKERS} workers (${await describeMachine()})`,
);
console.log(
  `  a task      ${spread(seconds, "s")}, median of ${RUNS}; ${goal(`under ${GOAL}`, middle < GOAL)}`,
);
console.log(`  candidates  ${runs[0]!.candidates.toFixed(1)} judged for a task`);
console.log("  by stage, one task at a time on all workers:");
for (const [stage, costs] of await measureStages()) {
  const mean = costs.reduce((sum, ms) => sum + ms, 0) / costs.length;
  console.log(
    `    ${stage.padEnd(14)} ${mean.toFixed(0).padStart(5)} ms mean ${
      median(costs).toFixed(0).padStart(5)
    } ms median`,
  );
}
