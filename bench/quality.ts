/**
 * Quality of the library's tasks: how many are flaky in other hash seeds and test orders, whether their evidence comes out
 * again, how many of the caught bugs something gives away, and what the mutation scores are.
 *
 * `deno run -A bench/quality.ts [TASKS]` (default 100)
 *
 * @module
 */
import { STRATEGIES } from "../lib/bugs/strategies.ts";
import { memoryState } from "../lib/catalogue/state.ts";
import { toSortedJson } from "../lib/core/sorted_json.ts";
import { runBatch } from "../lib/flows/batch.ts";
import { catalogueSource } from "../lib/flows/draw_source.ts";
import { auditTask } from "../lib/flows/audit.ts";
import { auditRepeatedly } from "../lib/flows/repeat_audit.ts";
import { TaskMaker } from "../lib/flows/task_maker.ts";
import { offlineAuthor } from "../lib/library/offline_author.ts";
import { PythonPool } from "../lib/python/pool.ts";
import { describeMachine, forEach, goal, median } from "./measure.ts";

const WORKERS = 2;
const RUNS = 3;
const LEAK_GOAL = 0.01;
const SCORE_GOAL = 0.8;

const count = Number(Deno.args[0] ?? 100);
const signal = new AbortController().signal;
const author = offlineAuthor();
await using python = await PythonPool.open({ workers: WORKERS });
const scores = new Map<string, number>();
const failing: string[] = [];
const flaky: string[] = [];
const unlike: string[] = [];
const made: { readonly name: string; readonly json: string }[] = [];
const summary = await runBatch({
  count,
  concurrency: 2 * WORKERS,
  retries: 0,
  source: catalogueSource(author.seeds, Infinity),
  maker: new TaskMaker({ author, python, strategies: STRATEGIES, maxAttempts: 1, signal }),
  state: memoryState(),
  save: (payload) => {
    scores.set(payload.module_name, payload.quality.mutation.score ?? 0);
    made.push({ name: `${payload.module_name} ${payload.id}`, json: toSortedJson(payload) });
    return Promise.resolve(payload.id);
  },
  draining: signal,
  signal,
});
await forEach(made, {
  limit: 2 * WORKERS,
  work: async ({ name, json }) => {
    const { problems, flakes } = await auditRepeatedly(json, { python, skipBuggy: false, repeat: RUNS });
    if (flakes.length > 0) flaky.push(`${name}: ${flakes.join("; ")}`);
    else if (problems.length > 0) failing.push(`${name}: ${problems.join("; ")}`);
    const again = await auditTask(json, { python, skipBuggy: false, replay: true });
    if (again.problems.length > 0) unlike.push(`${name}: ${again.problems.join("; ")}`);
  },
});

const { failed = 0, leaks = 0 } = summary.candidates;
const share = leaks / (made.length + leaks);
const all = [...scores.values()];
console.log(`Quality of ${made.length} tasks of the library (${await describeMachine()})`);
console.log(
  `  flaky      ${flaky.length} of ${made.length}, each validated ${RUNS} times; ${
    goal("0", flaky.length === 0)
  }`,
);
console.log(`  failing    ${failing.length} of ${made.length}; ${goal("0", failing.length === 0)}`);
console.log(
  `  replayed   ${made.length - unlike.length} of ${made.length} measured again with the same evidence; ` +
    goal("all", unlike.length === 0),
);
console.log(
  `  leaks      ${leaks} of ${made.length + leaks} picked bugs, ${failed} caught; ` +
    goal(`under ${100 * LEAK_GOAL} %`, share < LEAK_GOAL),
);
console.log(
  `  mutation   ${all.length} suites: median ${median(all).toFixed(3)}, minimum ${
    Math.min(...all).toFixed(3)
  }; ` +
    goal(`at least ${SCORE_GOAL} each`, Math.min(...all) >= SCORE_GOAL),
);
for (const [name, score] of scores) if (score < SCORE_GOAL) console.log(`    ${name} ${score}`);
for (const line of [...flaky, ...failing, ...unlike]) console.log(`    ${line}`);
