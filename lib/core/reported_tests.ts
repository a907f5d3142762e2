import type { TestId } from "./test_ids.ts";

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
