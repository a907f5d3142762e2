import { isAbsurd } from "../bugs/absurd_code.ts";
import type { Healthy } from "../bugs/edit_place.ts";
import type { Attempt } from "../bugs/propose_attempts.ts";
import { tellAttempt, type ToldAttempt } from "../bugs/tell_attempt.ts";
import { whyTrivial } from "../bugs/trivial_bug.ts";
import type { ExportTask } from "../core/export_task.ts";
import type { Python } from "../core/python.ts";
import { screenChange } from "../core/screen_change.ts";
import type { TestId } from "../core/test_ids.ts";
import { idProblem, splitTests } from "../core/test_run.ts";

/** An attempt that was run, and does not mend its module. */
export interface FailedAttempt {
  readonly attempt: Attempt;
  /** Tests that fail with it, sorted. */
  readonly failing: readonly TestId[];
  readonly told: ToldAttempt;
}

/** What attempts are judged by. */
export interface AttemptJudging {
  readonly task: ExportTask;
  readonly healthy: Healthy;
  /** Every test of the suite. */
  readonly testIds: readonly TestId[];
  readonly python: Python;
  /** What the tests say of the buggy module. */
  readonly buggy: SuiteOutcome;
}

/** What the tests of a task say of a module. */
export interface SuiteOutcome {
  /** Tests that fail, sorted. */
  readonly failing: readonly TestId[];
  /** How they fail, to compare. */
  readonly how: string;
}

/** Processor time of a run of a suite: the healthy module's was checked against a longer one. */
const LIMIT_MS = 3000;

/**
 * Runs attempts by all tests of a task, and gives those that fail as an attempt would: some tests and not all, by what the
 * module computes. Left out is what does not run, what says itself what is wrong with it, what nobody would write, and what
 * fails just as without it: that changes nothing.
 */
export async function judgeAttempts(
  attempts: readonly Attempt[],
  judging: AttemptJudging,
): Promise<readonly FailedAttempt[]> {
  const judged = await Promise.all(attempts.map((attempt) => judgeAttempt(attempt, judging)));
  return judged.filter((one) => one !== null);
}

async function judgeAttempt(
  attempt: Attempt,
  judging: AttemptJudging,
): Promise<FailedAttempt | null> {
  const { healthy, python } = judging;
  const parsed = await python.parse(attempt.code);
  if (!parsed.ok) return null;
  const attempted = { source: attempt.code, tree: parsed.tree };
  if (isAbsurd(attempted, attempt.place)) return null;
  if (await screenChange(attempt.code, { healthy: healthy.tree, python }) !== null) return null;
  const outcome = await runSuite(attempt.code, judging);
  if (outcome === null || outcome.failing.length === 0 || outcome.how === judging.buggy.how) return null;
  return { attempt, failing: outcome.failing, told: tellAttempt(attempt, { healthy, attempted }) };
}

/** What all tests say of a module; null where it does not run as a module that somebody tried out would. */
export async function runSuite(
  code: string,
  { task: { moduleName, unitTests }, testIds, python, seed = 0 }:
    & Pick<AttemptJudging, "task" | "testIds" | "python">
    & { readonly seed?: number },
): Promise<SuiteOutcome | null> {
  const files = { moduleName, code, tests: unitTests };
  const run = await python.runTests(files, { limitMs: LIMIT_MS, hashSeed: seed, orderSeed: seed });
  if (run.kind !== "finished" || idProblem(run.tests, testIds) !== null) return null;
  const { failing, passing } = splitTests(run.tests);
  if (whyTrivial({ kind: "failed", tests: run.tests, failing, passing }) !== null) return null;
  const how = run.tests.filter(({ status }) => status !== "passed")
    .map(({ id, errorType, message }) => `${id}\0${errorType}\0${message}`).sort().join("\0");
  return { failing, how };
}
