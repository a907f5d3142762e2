/**
 * Which bugs a batch of offline tasks has: shares of families and operators, bugs that nearly repeat others, lines that a
 * fix changes, difficulty; and how many bugs a module has that some tests catch and some do not.
 *
 * `deno run -A bench/bug_choice.ts [TASKS] [--pool]`: 150 tasks unless said; with --pool every candidate of every module is
 * judged too.
 *
 * @module
 */
import { STRATEGIES } from "../lib/bugs/strategies.ts";
import { memoryState } from "../lib/catalogue/state.ts";
import { seededRandom, shuffle } from "../lib/core/random.ts";
import type { Payload } from "../lib/core/payload.ts";
import { DifficultyMeter } from "../lib/evidence/measure_difficulty.ts";
import { runBatch } from "../lib/flows/batch.ts";
import { catalogueSource } from "../lib/flows/draw_source.ts";
import { TaskMaker } from "../lib/flows/task_maker.ts";
import { offlineAuthor } from "../lib/library/offline_author.ts";
import { PythonPool } from "../lib/python/pool.ts";
import { writeSpec } from "../lib/stages/2_spec.ts";
import { proveHealthy } from "../lib/stages/3_healthy.ts";
import { listCandidates } from "../lib/stages/4_candidates.ts";
import { judgeCandidates } from "../lib/stages/5_verdicts.ts";
import { describeMachine, goal, median } from "./measure.ts";

const GOALS = { family: 0.25, operator: 0.08, repeated: 0.01, lines: 2, perHundredLines: 100 };
const WORKERS = 2;

const tasks = Number(Deno.args.find((word) => /^\d+$/.test(word)) ?? 150);
const author = offlineAuthor();
const signal = new AbortController().signal;
await using python = await PythonPool.open({ workers: WORKERS });
const made: Payload[] = [];
const started = performance.now();
await runBatch({
  count: tasks,
  concurrency: 2 * WORKERS,
  retries: 0,
  source: catalogueSource(shuffle(seededRandom("bug choice"), author.seeds), Infinity),
  maker: new TaskMaker({ author, python, strategies: STRATEGIES, maxAttempts: 1, signal }),
  state: memoryState(),
  save: (payload) => {
    made.push(payload);
    return Promise.resolve(payload.id);
  },
  draining: signal,
  signal,
});
const seconds = (performance.now() - started) / 1000;
console.log(
  `${made.length} offline tasks, ${
    (seconds / made.length).toFixed(2)
  } s each, ${WORKERS} workers (${await describeMachine()})`,
);

const bugs = made.flatMap((payload) => payload.bugs.map((bug) => ({ ...bug, payload })));
const families = shares(bugs.map(({ family }) => family));
const operators = shares(
  bugs.map(({ operator }) => operator).filter((name) => name !== "author"),
  bugs.length,
);
tell("families", families);
check("largest family", families[0]![1], GOALS.family);
tell("operators", operators.slice(0, 10));
check("largest operator", operators[0]![1], GOALS.operator);
const repeated = bugs.length - new Set(bugs.map(({ payload }) => normalDiff(payload))).size;
check("near-duplicates", repeated / bugs.length, GOALS.repeated);
const lines = median(made.map(({ difficulty }) => difficulty.signals.changed_lines));
console.log(`  changed lines      median ${lines}; ${goal(`at most ${GOALS.lines}`, lines <= GOALS.lines)}`);
tell("difficulty", shares(made.map(({ difficulty }) => difficulty.label)));
tell("failing tests", shares(made.map(({ tests }) => `${tests.fail_to_pass.length}`)).slice(0, 6));
if (Deno.args.includes("--pool")) await measurePool();

/** All that the strategies have for each module. */
async function measurePool(): Promise<void> {
  const counts: number[] = [];
  const valid: number[] = [];
  const below: string[] = [];
  const labels: string[] = [];
  for (const seed of author.seeds) {
    const draw = { seed, ordinal: 1 };
    const written = await writeSpec({ draw, attempt: 1, before: null, earlier: [] }, {
      author,
      python,
      signal,
    });
    if (!written.outcome.ok) throw new Error(`Cannot measure: ${written.outcome.rejection.detail}`);
    const checked = written.outcome.value;
    const healthy = await proveHealthy(checked, python);
    if (!healthy.ok) throw new Error(`Cannot measure: ${healthy.rejection.detail}`);
    const subject = checked.spec.moduleName;
    const { candidates } = await listCandidates({ module: checked, subject, signal }, STRATEGIES);
    const judged = await judgeCandidates(candidates, { checked, healthy: healthy.value, python });
    const meter = new DifficultyMeter(checked, healthy.value);
    const rated = judged.flatMap(({ candidate, verdict }) =>
      verdict.kind === "failed" ? [{ verdict, label: meter.rate({ candidate, verdict }).label }] : []
    );
    labels.push(...rated.map(({ label }) => label));
    const mixed = rated.filter(({ verdict }) => verdict.passing.length > 0).length;
    const perHundred = 100 * mixed / checked.spec.correctCode.trimEnd().split("\n").length;
    valid.push(mixed);
    counts.push(perHundred);
    if (perHundred < GOALS.perHundredLines) below.push(`${subject} ${perHundred.toFixed(0)}`);
  }
  tell("all caught bugs", shares(labels));
  console.log(`  valid bugs a module: median ${median(valid).toFixed(0)}, minimum ${Math.min(...valid)}`);
  const least = Math.min(...counts);
  console.log(
    `  valid bugs for 100 lines of module: median ${median(counts).toFixed(0)}, minimum ${
      least.toFixed(0)
    }; ${goal(`at least ${GOALS.perHundredLines}`, least >= GOALS.perHundredLines)}`,
  );
  if (below.length > 0) console.log(`  below the goal: ${below.join(", ")}`);
}

/** What a bug's diff says, wherever it stands: without blanks, and whatever numbers it puts there. */
function normalDiff({ module_name, code_diff }: Payload): string {
  const changed = code_diff.split("\n").slice(2).filter((line) => /^[+-]/.test(line));
  const normal = changed.map((line) => line.replace(/\s+/g, ""))
    .map((line) => line.startsWith("+") ? line.replace(/\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi, "0") : line);
  return [module_name, ...normal].join("\n");
}

function shares(names: readonly string[], of: number = names.length): (readonly [string, number])[] {
  return [...Map.groupBy(names, (name) => name)].map(([name, list]) => [name, list.length / of] as const)
    .sort(([, a], [, b]) => b - a);
}

function tell(what: string, list: readonly (readonly [string, number])[]): void {
  console.log(
    `  ${what.padEnd(18)} ${list.map(([name, share]) => `${name} ${(100 * share).toFixed(1)}`).join(", ")}`,
  );
}

function check(what: string, share: number, most: number): void {
  const met = goal(`at most ${100 * most} %`, share <= most);
  console.log(`  ${what.padEnd(18)} ${(100 * share).toFixed(1)} %; ${met}`);
}
