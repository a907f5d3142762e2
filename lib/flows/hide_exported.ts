import { chooseHiddenTests } from "../core/choose_hidden_tests.ts";
import type { ExportTask } from "../core/export_task.ts";
import type { HiddenTests } from "../core/hidden_tests.ts";
import { leaveOutTests } from "../core/leave_out_tests.ts";
import type { Python } from "../core/python.ts";
import { seededRandom } from "../core/random.ts";
import { accept, type Outcome, reject } from "../core/rejection.ts";
import { findTestIds, type TestId } from "../core/test_ids.ts";
import { findTestMethods } from "../core/test_methods.ts";
import { idProblem, splitTests } from "../core/test_run.ts";

/** Share of the test methods that are hidden. */
const HIDDEN_SHARE = 0.3;

/** Choices of tests that are tried: some tests cannot do without others. */
const TRIES = 5;

const LIMIT_MS = 10_000;

/**
 * Divides the tests of a task from a file, of which nothing is believed: runs show which tests the bug breaks, and that the
 * visible ones do alone what they do among all. Which are hidden follows from the task's id.
 *
 * Rejections: "does_not_hold" where the healthy module does not pass or the buggy one does; "cannot_hide" where no choice
 * that was tried leaves visible tests that hold alone.
 */
export async function hideExported(task: ExportTask, python: Python): Promise<Outcome<HiddenTests>> {
  const parsed = await python.parse(task.unitTests);
  if (!parsed.ok) return reject("does_not_hold", `its tests do not parse: ${parsed.message}`);
  const all = findTestIds(parsed.tree).toSorted();
  const failing = await findFailing(task, { tests: task.unitTests, ids: all, python });
  if (!failing.ok) return reject("does_not_hold", failing.rejection.detail);
  const failToPass = failing.value;
  const random = seededRandom(`${task.id}\0hidden tests`);
  const methods = findTestMethods(parsed.tree);
  let last = "";
  for (let tried = 0; tried < TRIES; tried++) {
    const chosen = chooseHiddenTests(methods, { ratio: HIDDEN_SHARE, failToPass, random });
    const hidden = chosen.flatMap(({ ids }) => ids).sort();
    const tests = leaveOutTests(task.unitTests, parsed.tree, chosen);
    const ids = all.filter((id) => !hidden.includes(id));
    const seen = await findFailing(task, { tests, ids, python });
    const expected = failToPass.filter((id) => !hidden.includes(id));
    if (seen.ok && seen.value.join() === expected.join()) {
      return accept({ visibleTests: tests, all, hidden, failToPass });
    }
    last = seen.ok ? "other tests fail than among all" : seen.rejection.detail;
  }
  return reject("cannot_hide", `its tests do not hold with a part of them hidden: ${last}`);
}

/** The tests that fail on the buggy module, sorted, where the healthy one passes all of them and some do fail. */
async function findFailing(
  { moduleName, correctCode, buggyCode }: ExportTask,
  { tests, ids, python }: {
    readonly tests: string;
    readonly ids: readonly TestId[];
    readonly python: Python;
  },
): Promise<Outcome<readonly TestId[]>> {
  const run = (code: string) => python.runTests({ moduleName, code, tests }, { limitMs: LIMIT_MS });
  const [healthy, buggy] = await Promise.all([run(correctCode), run(buggyCode)]);
  for (const [name, result] of [["healthy", healthy], ["buggy", buggy]] as const) {
    if (result.kind !== "finished") {
      return reject("no_run", `the ${name} module's tests end as ${result.kind}`);
    }
    const problem = idProblem(result.tests, ids);
    if (problem !== null) return reject("no_run", `the ${name} module's tests: ${problem}`);
  }
  const failing = (result: typeof healthy) =>
    result.kind === "finished" ? splitTests(result.tests).failing : [];
  const lost = failing(healthy);
  if (lost.length > 0) return reject("fails", `the healthy module does not pass ${lost.join(", ")}`);
  const found = failing(buggy);
  return found.length > 0 ? accept(found) : reject("passes", "the buggy module passes all tests");
}
