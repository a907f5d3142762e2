import { UsageError } from "../core/errors.ts";
import type { PassCount } from "../core/grade.ts";
import { type FolderGrade, gradeFolder } from "../flows/grade_folder.ts";
import { readTextBounded } from "../files/read_bounded.ts";
import type { Command, CommandContext, CommandInput } from "./command.ts";
import { CONVERSATIONS, findFileEdits, type FoundFileEdit, MAX_CONVERSATION } from "./find_file_edits.ts";
import { printable } from "./printable.ts";
import { openPython, PACKAGES, PYTHON_FLAGS, workersOf } from "./python_flags.ts";
import { JSON_OUTPUT, QUIET } from "./shared_flags.ts";

/** `synthdebug grade`: judges edited tasks. */
export const gradeCommand: Command = {
  name: "grade",
  summary: "Judge edited file-edit tasks by all of their tests, hidden ones too",
  usage: ["grade [DIR|FILE...] [--conversations PATH] [FLAGS]"],
  description:
    "Runs the tests that the conversations hold, never those in a folder, on the module as it was edited, confined and " +
    "screened. DIR is a task's folder, or one with tasks below it, wherever it was copied; FILE is a conversation, and stands for the folder that " +
    "it tells of; with neither, all tasks of the conversations are judged. A task is solved, and its reward 1, where every test passes in two orders; a module " +
    "that does not parse, hangs, tampers or is gone has 0, with the reason. Precision is the share of the changed lines that " +
    "the true fix changes too, recall the share of the fix's lines that were changed. Exits with 0 where all are solved, with 1 otherwise.",
  flags: [CONVERSATIONS, PACKAGES, ...PYTHON_FLAGS, JSON_OUTPUT, QUIET],
  positionals: { name: "DIR|FILE", kind: "text", min: 0, max: 100_000 },
  examples: [
    { line: "synthdebug grade debug_task", says: "Judge the task that file-edit put there" },
    {
      line: "synthdebug grade tasks --conversations answers --json",
      says: "Judge all tasks below tasks/, with a reward for each, as JSON",
    },
    {
      line: "synthdebug grade copy --conversation answers/conversation_orbit.json",
      says: "Judge a copy of a task's folder, under whatever name",
    },
  ],
  run,
};

/** A folder's grade; where its conversation is of no use, that instead. */
type Graded = FoundFileEdit & ({ readonly grade: FolderGrade } | { readonly problem: string });

async function run({ flags, positionals }: CommandInput, context: CommandContext): Promise<number> {
  const conversations = flags.get(CONVERSATIONS);
  const found = await findFileEdits(positionals, { conversations, verb: "grade" });
  const workers = workersOf(flags);
  const quiet = flags.get(QUIET);
  await using python = await openPython(flags, { context, workers, quiet, packages: flags.get(PACKAGES) });
  const grade = async (task: FoundFileEdit): Promise<Graded> => {
    try {
      const json = await readTextBounded(task.conversation, MAX_CONVERSATION);
      return { ...task, grade: await gradeFolder(json, task.folder, { python }) };
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      return { ...task, problem: error.message };
    }
  };
  const graded: Graded[] = [];
  // In order and a few at a time: ten thousand modules must not all be in memory.
  for (let at = 0; at < found.length; at += 4 * workers) {
    const some = await Promise.all(found.slice(at, at + 4 * workers).map(grade));
    // What a closing Python says of a module is no grade.
    context.signal.throwIfAborted();
    graded.push(...some);
    if (flags.get(JSON_OUTPUT)) continue;
    await context.stdout(some.filter((one) => !quiet || !isSolved(one)).map(line).join(""));
  }
  const solved = graded.filter(isSolved).length;
  if (flags.get(JSON_OUTPUT)) {
    const json = { graded: graded.length, solved, tasks: graded.map(toJson) };
    await context.stdout(JSON.stringify(json, null, 2) + "\n");
  } else if (!quiet) context.stderr(`${solved} of ${graded.length} tasks solved\n`);
  return solved === graded.length ? 0 : 1;
}

function isSolved(graded: Graded): boolean {
  return "grade" in graded && graded.grade.reward === 1;
}

function toJson({ folder, conversation, ...graded }: Graded): Readonly<Record<string, unknown>> {
  if ("problem" in graded) return { folder, conversation, reward: null, problem: graded.problem };
  const { edit, changedFiles, ...grade } = graded.grade;
  return {
    folder,
    conversation,
    reward: grade.reward,
    reason: grade.reason,
    detail: grade.detail,
    tests: grade.tests,
    fail_to_pass: grade.failToPass,
    pass_to_pass: grade.passToPass,
    failing: grade.failing,
    failing_hidden: grade.failingHidden,
    edit: edit && {
      lines_added: edit.linesAdded,
      lines_removed: edit.linesRemoved,
      precision: edit.precision,
      recall: edit.recall,
    },
    changed_files: changedFiles,
  };
}

/** Failing tests that are named in a line. */
const MOST_NAMED = 3;

function line(graded: Graded): string {
  const state = "problem" in graded ? graded.problem : describe(graded.grade);
  const word = isSolved(graded) ? "ok  " : "FAIL";
  return `${word} ${printable(graded.folder)}: ${printable(state, 2000)}\n`;
}

function describe({ reason, detail, tests, failToPass, passToPass, ...grade }: FolderGrade): string {
  const failing = grade.failing ?? [];
  const hidden = grade.failingHidden.length;
  const more = failing.length > MOST_NAMED ? ` and ${failing.length - MOST_NAMED} more` : "";
  const named = reason === "tests_fail"
    ? ` (${failing.slice(0, MOST_NAMED).join(", ")}${more}${hidden > 0 ? `; ${hidden} of them hidden` : ""})`
    : "";
  const counts = grade.failing === null || reason === null ? [] : [
    ...describeCount(failToPass, "mended"),
    ...describeCount(passToPass, "still pass"),
  ];
  return [
    reason === null ? `all ${tests.total} tests pass` : `${detail}${named}`,
    ...counts,
    describeEdit(grade.edit),
    ...grade.changedFiles.length > 0 ? [`also changed or gone: ${grade.changedFiles.join(", ")}`] : [],
  ].filter((part) => part !== "").join("; ");
}

function describeCount(count: PassCount | null, what: string): string[] {
  return count ? [`${count.passed} of ${count.total} ${what}`] : [];
}

function describeEdit(edit: FolderGrade["edit"]): string {
  if (edit === null) return "";
  const { linesAdded, linesRemoved, precision, recall } = edit;
  if (precision === null) return "the module is as it was";
  return `+${linesAdded} -${linesRemoved} lines, precision ${precision.toFixed(2)}, recall ${
    recall.toFixed(2)
  }`;
}
