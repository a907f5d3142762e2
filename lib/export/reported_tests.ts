import type { ExportTask } from "../core/export_task.ts";
import { accept, type Outcome, reject } from "../core/rejection.ts";
import type { TestId } from "../core/test_ids.ts";

/** A test as the report of `run_tests.py` names it. */
export interface ReportedTest {
  /** "Class.method". */
  readonly id: TestId;
  /**
   * What stands before " ... ": "test_x (test_module.Class.test_x)", before Python 3.11 without the last part, or the first
   * line of the test's docstring. It is the name that a reader of such logs gives it.
   */
  readonly name: string;
  /** What stands after it, such as "ok" or "FAIL"; "" where its parts are reported one by one. */
  readonly status: string;
}

/** The tests that a report of unittest names, in its order; nothing where it is no verbose one. */
export function reportedTests(report: string, moduleName: string): readonly ReportedTest[] {
  const tests: ReportedTest[] = [];
  const lines = report.split(/^[=-]{70}$/m)[0]!.split("\n");
  for (const [at, line] of lines.entries()) {
    const [, method, inner] = /^(\w+) \((?:test_\w+\.)([\w.]+)\)(?: \.\.\.|$)/.exec(line) ?? [];
    if (method === undefined || !line.includes(`(test_${moduleName}.`)) continue;
    // A docstring stands on a line of its own.
    const told = line.includes(" ... ") || line.endsWith(" ...") ? line : lines[at + 1] ?? "";
    const cut = told.lastIndexOf(" ...");
    if (cut < 0) continue;
    const id = inner!.endsWith(`.${method}`) ? inner! : `${inner}.${method}`;
    tests.push({ id, name: told.slice(0, cut).trim(), status: told.slice(cut + 4).trim() });
  }
  return tests;
}

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
