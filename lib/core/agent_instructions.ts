/** What the instructions tell of. */
export interface InstructedTask {
  /** One sentence on what the module computes. */
  readonly summary: string;
  /** What the module must do. */
  readonly problemDescription: string;
  /** The name by which the tests import the module. */
  readonly moduleName: string;
  /** The module's file in the folder. */
  readonly moduleFile: string;
  /** Whether there are tests that are not in the folder. */
  readonly hidesTests: boolean;
}

/**
 * The text of the AGENTS.md of a task's folder, for a coding agent: what the module must do, how to run the tests, what may
 * be edited. Of the bug it says nothing but that there is one.
 */
export function agentInstructions(task: InstructedTask): string {
  const { summary, problemDescription, moduleName, moduleFile, hidesTests } = task;
  const tests = `test_${moduleName}.py`;
  const further = hidesTests
    ? ", and by further tests of the same behaviour that are not in this folder"
    : "";
  return `# Mend \`${moduleFile}\`

Some tests of this module fail. The tests are right; the module is not. Find the cause in \`${moduleFile}\` and mend it.

## What the module does

${summary.trim()}

${problemDescription.trim()}

## How to run the tests

    python3 run_tests.py

It exits with 0 once every test passes. Python's standard library is all that is needed.

## What may be changed

- Edit \`${moduleFile}\` only. Keep the change as small as the cause allows.
- Leave \`${tests}\` and \`run_tests.py\` as they are: your work is judged with fresh copies of both${further}.
- The judge runs \`${moduleFile}\` by itself: it cannot import other files of this folder.
- Do not look for the tests from within the module, and do not write their values into it: mend what it computes.
`;
}
