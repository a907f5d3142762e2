import type { Author } from "../core/author.ts";
import type { HealthyRun } from "../core/healthy_run.ts";
import type { Python, TaskFiles } from "../core/python.ts";
import { COLD_RUN, type SuiteRun } from "../core/quality.ts";
import { accept, type Outcome, reject, type Rejection } from "../core/rejection.ts";
import type { CheckedSpec } from "../core/spec.ts";
import { describeFailure, idProblem, splitTests, type TestRun } from "../core/test_run.ts";
import { STUB_RESULTS, stubModule } from "../bugs/stub_module.ts";

/** Processor time that a healthy suite may take. */
const LIMIT_MS = 10_000;
/** Time for the run in a new interpreter, far above what any suite takes. */
const COLD_LIMIT_MS = 30_000;
const WARM_RUNS: readonly SuiteRun[] = [0, 1, 2].map((seed) => ({
  kind: "warm",
  hash_seed: seed,
  order_seed: seed,
}));

/** The runs that a healthy module passes, warm ones first. */
export const HEALTHY_RUNS: readonly SuiteRun[] = [...WARM_RUNS, COLD_RUN];

/** Characters of a failing run's output that go back to the author: the end, which has the tracebacks' last words. */
const MAX_OUTPUT = 6_000;

/**
 * Proves a module healthy: three runs in different hash seeds and test orders, in each of which every test that stands in
 * the text reports once and passes; then one in a new interpreter, with the run_tests.py that ships, one under a tracer, for
 * the lines that each test runs, and two on modules whose functions do nothing, on which no test may pass; where the module
 * is somebody's existing code, not every test may.
 */
export async function proveHealthy(
  checked: CheckedSpec,
  python: Python,
  { existing = false }: Pick<Author, "existing"> = {},
): Promise<Outcome<HealthyRun>> {
  const { spec, testIds } = checked;
  const files = { moduleName: spec.moduleName, code: spec.correctCode, tests: spec.unitTests };
  const runs = await Promise.all(
    WARM_RUNS.map(({ hash_seed: hashSeed, order_seed: orderSeed }) =>
      python.runTests(files, { limitMs: LIMIT_MS, hashSeed, orderSeed })
    ),
  );
  const problems = runs.map((run) => problemOf(run, testIds));
  const first = problems.find((problem) => problem !== null);
  if (first) {
    const flaky = problems.some((problem) => problem === null);
    const rejection = flaky
      ? { reason: "healthy_flaky", detail: `the runs do not agree: ${first.detail}` }
      : first;
    return { ok: false, rejection: await withOutput(rejection, files, python) };
  }
  const ms = Math.max(...runs.map((run) => run.kind === "finished" ? run.ms : 0));
  const [cold, { run, seen, outside }, vacuous] = await Promise.all([
    python.runCold(files, { limitMs: COLD_LIMIT_MS }),
    python.watchLines(files, { limitMs: LIMIT_MS }),
    testsOfNothing(checked, python),
  ]);
  if (cold.outputCut) return reject("output_too_long", "the output is longer than 256 kB");
  if (cold.code !== 0 || !ranAll(cold.output, testIds.length)) {
    const output = cold.output.slice(-MAX_OUTPUT);
    const detail = "python3 run_tests.py does not pass in a new interpreter";
    return { ok: false, rejection: { reason: "healthy_cold", detail, output } };
  }
  const watched = problemOf(run, testIds);
  if (watched) return reject("healthy_flaky", `it fails when it is traced: ${watched.detail}`);
  if (vacuous.length > 0 && (!existing || vacuous.length === testIds.length)) {
    const detail = `${vacuous.join(", ")} also passes where all functions of the module do nothing`;
    return reject("tests_pass_stub", detail);
  }
  return accept({
    testIds,
    runs: HEALTHY_RUNS.length,
    ms,
    passingOutput: cold.output,
    coverage: seen,
    outside,
  });
}

/** Whether run_tests.py says at its end that so many tests ran, and passed. */
function ranAll(output: string, tests: number): boolean {
  const end = new RegExp(`^Ran ${tests} tests?\\n\\nOK\\n$`, "m").exec(output);
  return end !== null && end.index + end[0].length === output.length;
}

/** The tests that pass whether the module's functions work or not. */
async function testsOfNothing({ spec, tree }: CheckedSpec, python: Python): Promise<readonly string[]> {
  const { moduleName, correctCode, unitTests } = spec;
  const passing = await Promise.all(STUB_RESULTS.map(async (result) => {
    const code = stubModule(correctCode, tree, result);
    const run = await python.runTests({ moduleName, code, tests: unitTests }, { limitMs: LIMIT_MS });
    return run.kind === "finished" ? splitTests(run.tests).passing : [];
  }));
  return passing.reduce((all, some) => all.filter((id) => some.includes(id)));
}

/** What run_tests.py prints, for an author who is to mend the module; what loops or dies prints nothing of use. */
async function withOutput(rejection: Rejection, files: TaskFiles, python: Python): Promise<Rejection> {
  if (!["healthy_fails", "healthy_flaky", "healthy_import"].includes(rejection.reason)) return rejection;
  const { code, output } = await python.runCold(files, { limitMs: COLD_LIMIT_MS });
  return code === 0 ? rejection : { ...rejection, output: output.slice(-MAX_OUTPUT) };
}

function problemOf(run: TestRun, testIds: readonly string[]): Rejection | null {
  switch (run.kind) {
    case "timeout":
      return { reason: "healthy_timeout", detail: `the tests take longer than ${LIMIT_MS / 1000} s` };
    case "import_error":
      return { reason: "healthy_import", detail: `importing fails: ${run.errorType}: ${run.message}` };
    case "crashed":
    case "tampered":
      return { reason: `healthy_${run.kind}`, detail: run.reason };
  }
  const ids = idProblem(run.tests, testIds);
  if (ids) return { reason: "tests_mismatch", detail: ids };
  const failing = run.tests.filter((test) => test.status !== "passed");
  if (failing.length === 0) return null;
  const more = failing.length > 1 ? ` (and ${failing.length - 1} more)` : "";
  return {
    reason: "healthy_fails",
    detail: `the module fails its own tests: ${describeFailure(failing[0]!)}${more}`,
  };
}
