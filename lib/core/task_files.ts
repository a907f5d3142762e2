/** What the files of a file-edit task are made of. */
export interface TaskFileTexts {
  /** The name by which the tests import the module. */
  readonly moduleName: string;
  /** The module's file in the folder. */
  readonly moduleFile: string;
  /** Source of the module with the bug. */
  readonly buggyCode: string;
  /** Source of the test file, without hidden tests. */
  readonly visibleTests: string;
  /** Source of run_tests.py. */
  readonly runnerCode: string;
  /** Text of AGENTS.md; null where there is none. */
  readonly instructions: string | null;
}

/** Name of the file that tells coding agents what to do. */
export const INSTRUCTIONS_FILE = "AGENTS.md";

/** Name of the script that runs the tests. */
export const RUNNER_FILE = "run_tests.py";

/** Name of the test file of a module. */
export function testsFile(moduleName: string): string {
  return `test_${moduleName}.py`;
}

/**
 * The files of a file-edit task as its solver finds them, by name. run_tests.py comes last: where it stands, the task is
 * whole.
 */
export function taskFiles(texts: TaskFileTexts): ReadonlyMap<string, string> {
  const { moduleName, moduleFile, buggyCode, visibleTests, runnerCode, instructions } = texts;
  return new Map([
    [moduleFile, buggyCode],
    [testsFile(moduleName), visibleTests],
    ...instructions === null ? [] : [[INSTRUCTIONS_FILE, instructions] as const],
    [RUNNER_FILE, runnerCode],
  ]);
}
