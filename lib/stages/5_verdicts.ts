import type { Candidate } from "../core/candidate.ts";
import type { HealthyRun } from "../core/healthy_run.ts";
import type { Python, RunOptions } from "../core/python.ts";
import type { Spec } from "../core/spec.ts";
import { idProblem, splitTests, type TestRun } from "../core/test_run.ts";
import type { Verdict } from "../core/verdict.ts";

/** A candidate and what the tests say of it. */
export interface Judged {
  readonly candidate: Candidate;
  readonly verdict: Verdict;
}

/** Judges candidates by the module's tests, as many at once as Python allows; in the order given. */
export async function judgeCandidates(
  candidates: readonly Candidate[],
  { spec, healthy, python }: { spec: Spec; healthy: HealthyRun; python: Python },
): Promise<readonly Judged[]> {
  return await Promise.all(candidates.map(async (candidate) => ({
    candidate,
    verdict: await judge(candidate.code, { spec, healthy, python }),
  })));
}

/** Other hash seeds and test orders in which a bug must do the same. */
const OTHER_RUNS = [1, 2].map((seed) => ({ hashSeed: seed, orderSeed: seed }));

/** How many runs agree on a bug that {@linkcode isSteady} accepts: the first verdict and the repeats. */
export const STEADY_RUNS: number = 1 + OTHER_RUNS.length;

/** Whether a bug that was caught once is caught by the very same tests in other hash seeds and test orders. */
export async function isSteady(
  { candidate, verdict }: Judged,
  subject: { spec: Spec; healthy: HealthyRun; python: Python },
): Promise<boolean> {
  if (verdict.kind !== "failed") return false;
  const again = await Promise.all(OTHER_RUNS.map((run) => judge(candidate.code, { ...subject, run })));
  const expected = verdict.failing.join();
  return again.every((other) => other.kind === "failed" && other.failing.join() === expected);
}

/** What the tests say of a code that should be broken. */
export async function judge(
  code: string,
  { spec, healthy, python, run = {} }: {
    spec: Spec;
    healthy: HealthyRun;
    python: Python;
    run?: Pick<RunOptions, "hashSeed" | "orderSeed">;
  },
): Promise<Verdict> {
  const files = { moduleName: spec.moduleName, code, tests: spec.unitTests };
  // A mutant that loops forever costs its whole limit, so it follows the healthy run.
  const limitMs = 200 + 10 * healthy.ms;
  return toVerdict(await python.runTests(files, { ...run, limitMs }), healthy.testIds);
}

function toVerdict(run: TestRun, testIds: readonly string[]): Verdict {
  switch (run.kind) {
    case "timeout":
      return { kind: "timeout" };
    case "import_error":
      return { kind: "invalid", reason: `importing fails: ${run.errorType}` };
    case "crashed":
    case "tampered":
      return { kind: run.kind, reason: run.reason };
  }
  const problem = idProblem(run.tests, testIds);
  if (problem) return { kind: "tampered", reason: problem };
  if (run.tests.some((test) => test.status === "skipped")) {
    return { kind: "tampered", reason: "a test is skipped" };
  }
  const { passing, failing } = splitTests(run.tests);
  if (failing.length === 0) return { kind: "survived" };
  const order = new Map(testIds.map((id, at) => [id, at]));
  const tests = [...run.tests].sort((a, b) => order.get(a.id)! - order.get(b.id)!);
  return { kind: "failed", tests, failing, passing };
}
