import type { ExportTask } from "../core/export_task.ts";

/** What the agent is told: what is there, what the module must do, and what will be looked at. */
export function harborInstruction({ moduleName, problemDescription }: ExportTask): string {
  const module = `/app/${moduleName}.py`;
  return `Some tests of the Python module \`${module}\` fail. The tests are right and the module is not: find the cause and mend
it in that file.

- \`${module}\` is the module.
- \`/app/test_${moduleName}.py\` has tests of it.
- \`python3 /app/run_tests.py\` runs them, and ends with 0 when all pass.

What counts:

- Only \`${module}\` is graded, by tests of which those in the folder are a part. It must do what is described below for
  all inputs, not just for those that the tests name.
- Names and arguments of what the module offers stay as they are.
- The fix needs no further module but, at most, one of the standard library that computes, such as \`math\` or
  \`itertools\`. A module that begins to reach for the interpreter, the tests, files or other processes is not accepted,
  nor one that defines new special methods.

## What the module must do

${problemDescription.trim()}
`;
}
