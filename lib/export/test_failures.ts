import type { TestId } from "../core/test_ids.ts";

/** One failing test, as the report of `run_tests.py` tells it below its list. */
export interface TestFailure {
  /** "Class.method". */
  readonly id: TestId;
  /** Line of the test's file at which it failed, from 1; null where no line of the test is in the traceback. */
  readonly line: number | null;
  /** The exception's type and message. */
  readonly error: string;
}

/** Lines of a message that are quoted. */
const MOST_LINES = 16;

/** The failures that a report tells of, in its order, each test once. */
export function testFailures(report: string, moduleName: string): readonly TestFailure[] {
  const failures = new Map<TestId, TestFailure>();
  for (const block of report.split(/^={70}\n/m).slice(1)) {
    const [, method, inner] = /^(?:FAIL|ERROR): (\w+) \(test_\w+\.([\w.]+)\)/.exec(block) ?? [];
    if (method === undefined) continue;
    const id = inner!.endsWith(`.${method}`) ? inner! : `${inner}.${method}`;
    const frame = new RegExp(`^  File "test_${moduleName}\\.py", line (\\d+), in ${method}$`, "m").exec(
      block,
    );
    const error = errorOf(block);
    if (error !== "" && !failures.has(id)) {
      failures.set(id, { id, line: frame ? Number(frame[1]) : null, error });
    }
  }
  return [...failures.values()];
}

/** What follows the last line of the traceback, without the lines of the module that it goes through. */
function errorOf(block: string): string {
  const lines = block.split("\n");
  let at = lines.findLastIndex((line) => /^ {2}File "/.test(line));
  if (at < 0) return "";
  at++;
  while (/^ {4}/.test(lines[at] ?? "")) at++;
  const rest = lines.slice(at);
  const end = rest.findIndex((line) => /^-{70}$/.test(line));
  const message = (end < 0 ? rest : rest.slice(0, end)).join("\n").trim().split("\n");
  return message.length > MOST_LINES
    ? [...message.slice(0, MOST_LINES), "..."].join("\n")
    : message.join("\n");
}
