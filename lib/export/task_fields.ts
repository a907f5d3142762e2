import type { ExportTask } from "../core/export_task.ts";
import { failureKind } from "../core/failure_kind.ts";
import { accept, type Outcome, reject } from "../core/rejection.ts";
import type { Field, FieldType, Row } from "./field.ts";

/** A field, and how a task gives it. */
interface TaskField extends Field {
  readonly of: (task: ExportTask, runnerCode: string) => unknown;
}

const TEXTS: FieldType = { list: "string" };

const EDIT: FieldType = {
  struct: [
    { name: "start", type: "int32", says: "First offset of correct_code that is replaced, in UTF-16 units" },
    { name: "end", type: "int32", says: "Offset after the last one" },
    { name: "old", type: "string", says: "What stands there in the healthy module" },
    { name: "new", type: "string", says: "What stands there in the buggy module" },
  ],
};

const BUG: FieldType = {
  struct: [
    { name: "strategy", type: "string", says: "How the bug came about" },
    { name: "operator", type: "string", says: "The mutant operator that made it" },
    { name: "family", type: "string", says: "The kind of mistake" },
    { name: "description", type: "string", says: "What the code does wrong" },
    { name: "root_cause", type: "string", says: "Why that is wrong" },
    { name: "function", type: "string", says: "The function or method that it stands in" },
    { name: "line", type: "int32", says: "First changed line of the module, from 1" },
    { name: "edits", type: { list: EDIT }, says: "Edits that turn correct_code into buggy_code" },
  ],
};

const TURN: FieldType = {
  struct: [
    { name: "role", type: "string", says: "Who speaks: architect, planner, developer or qa" },
    { name: "content", type: "string", says: "What is said, in Markdown" },
  ],
};

const PROBE: FieldType = {
  struct: [
    { name: "name", type: "string", says: "The script's file name" },
    { name: "script", type: "string", says: "Its Python source" },
    { name: "buggy", type: "string", says: "What it printed beside the buggy module" },
    { name: "healthy", type: "string", says: "What it printed beside the healthy module" },
  ],
};

const text = (name: string, says: string, of: TaskField["of"]): TaskField => ({
  name,
  type: "string",
  says,
  of,
});

/** The fields of a task, in their order. */
export const TASK_FIELDS: readonly TaskField[] = [
  text("id", "16 hex digits over module, bug and tests", ({ id }) => id),
  text("domain", "Field of science", ({ domain }) => domain),
  text("topic", "Part of the field", ({ topic }) => topic),
  text("subtopic", "The equations or algorithm", ({ subtopic }) => subtopic),
  text("summary", "What the module computes, in one sentence", ({ summary }) => summary),
  text("problem_description", "What the module must do", ({ problemDescription }) => problemDescription),
  text("solution_outline", "The way to it, in numbered steps", ({ solutionOutline }) => solutionOutline),
  text("module_name", "The module's file name without .py", ({ moduleName }) => moduleName),
  text("buggy_code", "Source of the module with the bug", ({ buggyCode }) => buggyCode),
  text("unit_tests", "Source of the tests, test_<module_name>.py", ({ unitTests }) => unitTests),
  text("runner_code", "run_tests.py, which runs them", (_, runnerCode) => runnerCode),
  text("failing_output", "What run_tests.py printed for the buggy module", (task) => task.failingOutput),
  {
    name: "fail_to_pass",
    type: TEXTS,
    nullable: true,
    says: "Tests that the bug breaks and the fix mends, as Class.method",
    of: ({ failToPass }) => failToPass,
  },
  {
    name: "pass_to_pass",
    type: TEXTS,
    nullable: true,
    says: "Tests that pass before and after the fix",
    of: ({ passToPass }) => passToPass,
  },
  text("correct_code", "Source of the healthy module: an answer", ({ correctCode }) => correctCode),
  text("fix", "Unified diff from the buggy to the healthy module: an answer", ({ fix }) => fix),
  {
    name: "passing_output",
    type: "string",
    nullable: true,
    says: "What run_tests.py printed for the healthy module",
    of: ({ passingOutput }) => passingOutput,
  },
  {
    name: "bugs",
    type: { list: BUG },
    says: "The injected bugs: an answer",
    of: ({ bugs }) => bugs,
  },
  {
    name: "conversation",
    type: { list: TURN },
    says: "The story of the bug, from the problem to the proved fix: an answer",
    of: ({ conversation }) => conversation,
  },
  {
    name: "probes",
    type: { list: PROBE },
    says: "Scripts that were run beside both modules: they may give the answer away",
    of: ({ probes }) => probes,
  },
  {
    name: "difficulty_label",
    type: "string",
    nullable: true,
    says: "How hard the bug is to find: easy, medium or hard",
    of: ({ difficulty }) => difficulty?.label ?? null,
  },
  {
    name: "difficulty_score",
    type: "double",
    nullable: true,
    says: "The same from 0 (easy) to 1, measured from how the tests fail",
    of: ({ difficulty }) => difficulty?.score ?? null,
  },
  text("failure_kind", "assertion, or the exception that a test fails with", (task) => {
    return failureKind(task.failingOutput);
  }),
  text("author", "Who wrote the module, such as offline", ({ author }) => author),
  { name: "model", type: "string", nullable: true, says: "The model's name", of: ({ model }) => model },
  {
    name: "python_version",
    type: "string",
    nullable: true,
    says: "The Python that judged the task",
    of: ({ pythonVersion }) => pythonVersion,
  },
];

/**
 * A task as a row of {@linkcode TASK_FIELDS}. Texts are written as UTF-8, in which half a surrogate pair becomes U+FFFD;
 * source files have none. Rejection "number_too_large" where a place is no 32-bit number.
 */
export function taskRow(task: ExportTask, runnerCode: string): Outcome<Row> {
  const places = task.bugs.flatMap((
    { line, edits },
  ) => [line, ...edits.flatMap((edit) => [edit.start, edit.end])]);
  const odd = places.find((place) => place !== (place | 0));
  if (odd !== undefined) return reject("number_too_large", `a bug names the place ${odd}`);
  return accept(Object.fromEntries(TASK_FIELDS.map(({ name, of }) => [name, of(task, runnerCode)])));
}
