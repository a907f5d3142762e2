/**
 * What a verdict costs: candidates of the whole library, as many at once as there are cores, judged by `python3
 * run_tests.py` in plain folders, by the warm harness without isolation, and by it on each rung of isolation. Then the
 * healthy suites, whole, in the same ways. `deno run -A bench/verdicts.ts [--candidates 8] [--rounds 3]`.
 *
 * @module
 */
import { join } from "@std/path";
import { STRATEGIES } from "../lib/bugs/strategies.ts";
import type { Candidate } from "../lib/core/candidate.ts";
import { offlineAuthor } from "../lib/library/offline_author.ts";
import { runnerCode } from "../lib/python/embedded.ts";
import { PythonPool } from "../lib/python/pool.ts";
import type { IsolationChoice } from "../lib/python/rungs.ts";
import { writeSpec } from "../lib/stages/2_spec.ts";
import { proveHealthy } from "../lib/stages/3_healthy.ts";
import { listCandidates } from "../lib/stages/4_candidates.ts";
import { judgeCandidates, type Judging } from "../lib/stages/5_verdicts.ts";
import { readNumbers } from "./batch_process.ts";
import { describeMachine, forEach, goal, median, secondsOf, spread } from "./measure.ts";

const GOAL_RATIO = 15;
const GOAL_MS = 7;
const { candidates: wanted, rounds } = readNumbers({ candidates: 8, rounds: 3 });
const cores = navigator.hardwareConcurrency;
const signal = new AbortController().signal;

/** Ways to judge; "cold" is a new interpreter in a plain folder. */
const WAYS = ["cold", "none", "full", "kernel"] as const;
const NAMES = { cold: "python3 run_tests.py", none: "warm, no isolation", full: "rung 1", kernel: "rung 2" };

interface Subject {
  readonly judging: Omit<Judging, "python">;
  readonly candidates: readonly Candidate[];
}

const folder = await Deno.makeTempDir();
const subjects = await studyLibrary();
/** Milliseconds of each verdict, by way and kind of job. */
const times = new Map<string, number[]>();
const rates = new Map<string, number[]>();
for (let round = 0; round <= rounds; round++) {
  // In turn, as what else the machine does hits all; the first round fills the caches.
  for (const way of WAYS) await measure(way, round > 0);
}
await Deno.remove(folder, { recursive: true });

console.log(`Verdicts, ${cores} at once (${await describeMachine()})`);
for (const kind of ["candidates", "healthy suites"]) {
  const cold = rates.get(`cold ${kind}`)!;
  console.log(`  ${kind}`);
  for (const way of WAYS) {
    const own = rates.get(`${way} ${kind}`)!;
    const ratio = median(own.map((rate, at) => rate / cold[at]!));
    console.log(
      `    ${NAMES[way].padEnd(20)} ${spread(own, "per second", 1)}, ${ratio.toFixed(1)} times; ` +
        `one takes ${median(times.get(`${way} ${kind}`)!).toFixed(1)} ms (median)`,
    );
  }
}
const own = rates.get("full candidates")!.map((rate, at) => rate / rates.get("cold candidates")![at]!);
const perVerdict = median(times.get("full candidates")!);
console.log(`  rung 1: ${goal(`at least ${GOAL_RATIO} times cold`, median(own) >= GOAL_RATIO)}`);
console.log(`  rung 1: ${goal(`under ${GOAL_MS} ms a verdict (median)`, perVerdict < GOAL_MS)}`);

async function measure(way: (typeof WAYS)[number], counts: boolean): Promise<void> {
  await using pool = way === "cold" ? null : await openPool(way);
  const judge = async ({ judging, candidates }: Subject, kind: string) => {
    const codes = kind === "candidates" ? candidates : [];
    const { spec } = judging.checked;
    const one = async (work: () => Promise<unknown>) => {
      const ms = 1000 * await secondsOf(work);
      if (counts) times.set(`${way} ${kind}`, [...times.get(`${way} ${kind}`) ?? [], ms]);
    };
    if (kind === "candidates") {
      for (const [at, candidate] of codes.entries()) {
        await one(() =>
          pool
            ? judgeCandidates([candidate], { ...judging, python: pool })
            : runCold(join(folder, spec.moduleName, String(at)))
        );
      }
      return;
    }
    const files = { moduleName: spec.moduleName, code: spec.correctCode, tests: spec.unitTests };
    for (let run = 0; run < wanted; run++) {
      await one(() =>
        pool ? pool.runTests(files, { limitMs: 10_000 }) : runCold(join(folder, spec.moduleName, "healthy"))
      );
    }
  };
  for (const kind of ["candidates", "healthy suites"]) {
    const seconds = await secondsOf(() =>
      forEach(subjects, { limit: cores, work: (subject) => judge(subject, kind) })
    );
    const jobs = subjects.reduce(
      (sum, { candidates }) => sum + (kind === "candidates" ? candidates.length : wanted),
      0,
    );
    if (counts) rates.set(`${way} ${kind}`, [...rates.get(`${way} ${kind}`) ?? [], jobs / seconds]);
  }
}

/** A warm pool whose harnesses have come up. */
async function openPool(isolation: IsolationChoice): Promise<PythonPool> {
  const pool = await PythonPool.open({ workers: cores, isolation, unsafe: isolation === "none" });
  const nothing = { moduleName: "nothing", code: "", tests: "" };
  await Promise.all(Array.from({ length: cores }, () => pool.runTests(nothing, { limitMs: 5000 })));
  return pool;
}

async function runCold(cwd: string): Promise<void> {
  await new Deno.Command("python3", { args: ["run_tests.py"], cwd, stdout: "null", stderr: "null" }).output();
}

/** Every module of the library with its first candidates, of which none runs to its limit, laid out on disk too. */
async function studyLibrary(): Promise<readonly Subject[]> {
  await using python = await PythonPool.open({ workers: cores });
  const author = offlineAuthor();
  return await Promise.all(author.seeds.map(async (seed): Promise<Subject> => {
    const request = { draw: { seed, ordinal: 1 }, attempt: 1, before: null, earlier: [] };
    const { outcome } = await writeSpec(request, { author, python, signal });
    if (!outcome.ok) throw new Error(`Cannot read "${seed.subtopic}": ${outcome.rejection.detail}`);
    const checked = outcome.value;
    const healthy = await proveHealthy(checked, python);
    if (!healthy.ok) throw new Error(`Cannot judge "${seed.subtopic}": ${healthy.rejection.detail}`);
    const { candidates } = await listCandidates({ module: checked, subject: "bench", signal }, STRATEGIES);
    const judging = { checked, healthy: healthy.value };
    const judged = await judgeCandidates(candidates.slice(0, 2 * wanted), { ...judging, python });
    const quick = judged.filter(({ verdict }) => verdict.kind !== "timeout").slice(0, wanted);
    const { moduleName, correctCode, unitTests } = checked.spec;
    const layOut = async (name: string, code: string) => {
      const place = join(folder, moduleName, name);
      await Deno.mkdir(place, { recursive: true });
      await Deno.writeTextFile(join(place, `${moduleName}.py`), code);
      await Deno.writeTextFile(join(place, `test_${moduleName}.py`), unitTests);
      await Deno.writeTextFile(join(place, "run_tests.py"), runnerCode(moduleName));
    };
    await layOut("healthy", correctCode);
    for (const [at, { candidate }] of quick.entries()) await layOut(String(at), candidate.code);
    return { judging, candidates: quick.map(({ candidate }) => candidate) };
  }));
}
