/**
 * Verdicts per second by the warm, confined harness, against `python3 run_tests.py` in plain folders: the suites of the
 * whole library, as many at once as there are cores.
 *
 * @module
 */
import { join } from "@std/path";
import { readSpec } from "../lib/answers/read_spec.ts";
import type { TaskFiles } from "../lib/core/python.ts";
import { offlineAuthor } from "../lib/library/offline_author.ts";
import { SCENARIOS } from "../lib/library/registry.ts";
import { runnerCode } from "../lib/python/embedded.ts";
import { PythonPool } from "../lib/python/pool.ts";
import { describeMachine, forEach, goal, median, secondsOf, spread } from "./measure.ts";

const RUNS = 5;
const GOAL = 6;
const cores = navigator.hardwareConcurrency;

const suites = offlineAuthor().seeds.map((seed, at): TaskFiles => {
  const { outcome } = readSpec(SCENARIOS[at]!, seed, null);
  if (!outcome.ok) throw new Error(`Cannot read "${seed.subtopic}": ${outcome.rejection.detail}`);
  const { moduleName, correctCode, unitTests } = outcome.value.spec;
  return { moduleName, code: correctCode, tests: unitTests };
});

const folder = await Deno.makeTempDir();
for (const { moduleName, code, tests } of suites) {
  await Deno.mkdir(join(folder, moduleName));
  await Deno.writeTextFile(join(folder, moduleName, `${moduleName}.py`), code);
  await Deno.writeTextFile(join(folder, moduleName, `test_${moduleName}.py`), tests);
  await Deno.writeTextFile(join(folder, moduleName, "run_tests.py"), runnerCode(moduleName));
}

await using pool = await PythonPool.open({ workers: cores });
const warm = () =>
  forEach(suites, {
    limit: cores,
    work: async (files) => {
      const run = await pool.runTests(files, { limitMs: 10_000 });
      if (run.kind !== "finished") throw new Error(`Cannot judge "${files.moduleName}": ${run.kind}`);
    },
  });
const cold = () =>
  forEach(suites, {
    limit: cores,
    work: async ({ moduleName }) => {
      const cwd = join(folder, moduleName);
      const { code } = await new Deno.Command(pool.path, { args: ["run_tests.py"], cwd }).output();
      if (code !== 0) throw new Error(`Cannot judge "${moduleName}": exit status ${code}`);
    },
  });

const rates: { warm: number[]; cold: number[] } = { warm: [], cold: [] };
// The first round starts the harnesses and fills the caches; then in turn, as what else the machine does hits both.
await warm();
await cold();
for (let run = 0; run < RUNS; run++) {
  rates.warm.push(suites.length / await secondsOf(warm));
  rates.cold.push(suites.length / await secondsOf(cold));
}
await Deno.remove(folder, { recursive: true });

const ratio = median(rates.warm.map((rate, at) => rate / rates.cold[at]!));
console.log(`Verdicts of ${suites.length} suites, ${cores} at once (${await describeMachine()})`);
console.log(`  warm, confined       ${spread(rates.warm, "per second", 1)}`);
console.log(`  python3 run_tests.py ${spread(rates.cold, "per second", 1)}`);
console.log(`  ratio ${ratio.toFixed(1)}, median of ${RUNS}; ${goal(`at least ${GOAL}`, ratio >= GOAL)}`);
