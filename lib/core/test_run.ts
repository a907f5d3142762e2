/** How one test ended. Only "passed" counts as passing: a skip proves nothing. */
export type TestStatus = "passed" | "failed" | "errored" | "skipped";

/** One test method's result. */
export interface TestResult {
  /** "Class.method". */
  readonly id: string;
  /** How it ended. */
  readonly status: TestStatus;
  /** Milliseconds of wall time. */
  readonly ms: number;
  /** Exception class, such as "AssertionError"; "" where the test passed. */
  readonly errorType: string;
  /** Exception text, capped; "" where the test passed. */
  readonly message: string;
  /** Frames of the traceback inside the task's own files, outermost first. */
  readonly frames: readonly Frame[];
}

/** One traceback frame. */
export interface Frame {
  /** File name without folder, such as "test_orbit.py". */
  readonly file: string;
  /** Line number, from 1. */
  readonly line: number;
  /** The function's own name, without its class. */
  readonly function: string;
}

/** What one run of a test suite came to. Everything but "finished" is a named failure of the run itself. */
export type TestRun =
  | {
    readonly kind: "finished";
    readonly tests: readonly TestResult[];
    readonly ms: number;
  }
  | {
    readonly kind: "import_error";
    readonly errorType: string;
    readonly message: string;
  }
  | { readonly kind: "timeout"; readonly limitMs: number }
  | { readonly kind: "crashed"; readonly reason: string }
  | { readonly kind: "tampered"; readonly reason: string };

/** How often verify.py sees, in one run, a test that must fail fail, and as often one that must pass pass. */
export const CANARIES_PER_RUN = 2;

/** The ids of the tests that passed, and of those that did not, sorted. */
export function splitTests(
  tests: readonly TestResult[],
): { passing: readonly string[]; failing: readonly string[] } {
  const ids = (passed: boolean) =>
    tests.filter((test) => (test.status === "passed") === passed).map((test) => test.id).sort();
  return { passing: ids(true), failing: ids(false) };
}

/** What is wrong with the ids that reported, if each of `expected` must report exactly once; null if nothing. */
export function idProblem(tests: readonly TestResult[], expected: readonly string[]): string | null {
  const reported = new Set<string>();
  for (const { id } of tests) {
    if (reported.has(id)) return `the test ${id} reported twice`;
    if (!expected.includes(id)) return `the test ${id} stands nowhere in the text`;
    reported.add(id);
  }
  const missing = expected.find((id) => !reported.has(id));
  return missing === undefined ? null : `the test ${missing} did not report`;
}

/** A failed test in one line. */
export function describeFailure(test: TestResult): string {
  if (test.status === "skipped") return `${test.id} is skipped`;
  const message = test.message.split("\n")[0]!;
  return `${test.id}: ${test.errorType}${message ? `: ${message}` : ""}`;
}
