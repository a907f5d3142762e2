import type { Candidate } from "../core/candidate.ts";
import type { HealthyRun } from "../core/healthy_run.ts";
import type { Python, RunOptions } from "../core/python.ts";
import { COLD_RUN, type SuiteRun } from "../core/quality.ts";
import type { CheckedSpec } from "../core/spec.ts";
import { idProblem, splitTests, type TestResult, type TestRun } from "../core/test_run.ts";
import type { Verdict } from "../core/verdict.ts";
import { seeingTests } from "../bugs/seeing_tests.ts";

/** A candidate and what the tests say of it. */
export interface Judged {
  readonly candidate: Candidate;
  readonly verdict: Verdict;
}

/** What candidates are judged by. */
export interface Judging {
  readonly checked: CheckedSpec;
  readonly healthy: HealthyRun;
  readonly python: Python;
}

/**
 * Judges candidates by the tests that can see their edits, as many at once as Python allows; in the order given. The
 * other tests count as passed: {@linkcode checkSteady} runs them all.
 *
 * @param judging.known Verdicts of some codes, which are not judged again.
 */
export async function judgeCandidates(
  candidates: readonly Candidate[],
  { known, ...judging }: Judging & { readonly known?: ReadonlyMap<string, Verdict> },
): Promise<readonly Judged[]> {
  return await Promise.all(candidates.map(async (candidate) => ({
    candidate,
    verdict: known?.get(candidate.code) ??
      await judge(candidate.code, { ...judging, only: seeingTests(candidate.edits, judging) }),
  })));
}

/** Other hash seeds and test orders in which a bug must do the same. */
const OTHER_RUNS = [1, 2].map((seed) => ({ hashSeed: seed, orderSeed: seed }));

/** The runs that agree on a bug that ships: the first verdict, the repeats, and the cold run by which it is certified. */
export const BUGGY_RUNS: readonly SuiteRun[] = [
  { kind: "warm", hash_seed: 0, order_seed: 0 },
  ...OTHER_RUNS.map(({ hashSeed, orderSeed }) =>
    ({ kind: "warm", hash_seed: hashSeed, order_seed: orderSeed }) as const
  ),
  COLD_RUN,
];

/**
 * Whether a bug that was caught once is caught by the very same tests, of all that there are, in other hash seeds and test
 * orders. "unsteady": seed or order decide; "misjudged": the tests that were to see it are not all that do.
 */
export async function checkSteady(
  { candidate, verdict }: Judged,
  judging: Judging,
): Promise<"steady" | "unsteady" | "misjudged"> {
  const expected = outcomeOf(verdict);
  const again = (run?: (typeof OTHER_RUNS)[number]) =>
    judge(candidate.code, { ...judging, run }).then(outcomeOf);
  const others = await Promise.all(OTHER_RUNS.map(again));
  if (others.every((other) => other === expected)) return "steady";
  const all = await again();
  return all === expected || others.some((other) => other !== all) ? "unsteady" : "misjudged";
}

function outcomeOf(verdict: Verdict): string {
  return verdict.kind === "failed" ? verdict.failing.join() : `(${verdict.kind})`;
}

/**
 * What the tests say of a code that should be broken.
 *
 * @param options.only The tests to be run, of which the others count as passed; null for all.
 */
export async function judge(
  code: string,
  { checked: { spec }, healthy, python, run = {}, only = null }: Judging & {
    readonly run?: Pick<RunOptions, "hashSeed" | "orderSeed"> | undefined;
    readonly only?: readonly string[] | null;
  },
): Promise<Verdict> {
  if (only?.length === 0) return { kind: "survived" };
  const files = { moduleName: spec.moduleName, code, tests: spec.unitTests };
  // A mutant that loops forever costs its whole limit, so it follows the healthy run.
  const limitMs = 100 + 10 * healthy.ms;
  const result = await python.runTests(files, { ...run, limitMs, only: only ?? [] });
  return toVerdict(result, healthy.testIds, only ?? healthy.testIds);
}

function toVerdict(run: TestRun, testIds: readonly string[], asked: readonly string[]): Verdict {
  switch (run.kind) {
    case "timeout":
      return { kind: "timeout" };
    case "import_error":
      return { kind: "invalid", reason: `importing fails: ${run.errorType}` };
    case "crashed":
    case "tampered":
      return { kind: run.kind, reason: run.reason };
  }
  const problem = idProblem(run.tests, asked);
  if (problem) return { kind: "tampered", reason: problem };
  if (run.tests.some((test) => test.status === "skipped")) {
    return { kind: "tampered", reason: "a test is skipped" };
  }
  const byId = new Map(run.tests.map((test) => [test.id, test]));
  const tests = testIds.map((id) => byId.get(id) ?? passed(id));
  const { passing, failing } = splitTests(tests);
  return failing.length === 0 ? { kind: "survived" } : { kind: "failed", tests, failing, passing };
}

function passed(id: string): TestResult {
  return { id, status: "passed", ms: 0, errorType: "", message: "", frames: [] };
}
