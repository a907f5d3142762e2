import type { ExportTask } from "../core/export_task.ts";
import { accept, type Outcome, reject } from "../core/rejection.ts";
import { reportedTests } from "../core/reported_tests.ts";
import type { TestId } from "../core/test_ids.ts";

/** Ids of the tests that a task's bug breaks, and of those that it does not. */
export interface BrokenTests {
  readonly failing: readonly TestId[];
  readonly passing: readonly TestId[];
}

/** What a task says of its tests; where it has no lists of them, what its report tells. Rejection: "no_test_names". */
export function brokenTests(task: ExportTask): Outcome<BrokenTests> {
  const { failToPass, passToPass, failingOutput, moduleName } = task;
  if (failToPass !== null && passToPass !== null) {
    return accept({ failing: failToPass, passing: passToPass });
  }
  const reported = reportedTests(failingOutput, moduleName);
  const failing = reported.filter(({ status }) => status === "FAIL" || status === "ERROR" || status === "");
  if (failing.length === 0) {
    return reject("no_test_names", "it does not say which tests fail; import it first, which measures that");
  }
  return accept({
    failing: failing.map(({ id }) => id),
    passing: reported.filter(({ status }) => status === "ok").map(({ id }) => id),
  });
}

/** The names that the report has for a task's tests. Rejections: "no_test_names". */
export function namesOfTests(task: ExportTask): Outcome<BrokenTests> {
  const broken = brokenTests(task);
  if (!broken.ok) return broken;
  const reported = reportedTests(task.passingOutput ?? task.failingOutput, task.moduleName);
  const names = new Map(reported.map(({ id, name }) => [id, name]));
  const { failing, passing } = broken.value;
  const unnamed = [...failing, ...passing].find((id) => !names.has(id));
  if (unnamed !== undefined) {
    return reject("no_test_names", `what its tests print does not name ${unnamed}`);
  }
  if (new Set(names.values()).size < names.size) {
    return reject("no_test_names", "two of its tests have the same name in what they print");
  }
  const toNames = (ids: readonly TestId[]) => ids.map((id) => names.get(id)!);
  return accept({ failing: toNames(failing), passing: toNames(passing) });
}
