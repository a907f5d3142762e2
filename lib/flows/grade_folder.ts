import { UsageError } from "../core/errors.ts";
import type { GradeFailure, GradeReport } from "../core/grade.ts";
import { readFileEdit } from "../core/read_file_edit.ts";
import { join } from "../deps/path.ts";
import { lstatOrNull, plainProblem } from "../files/plain_file.ts";
import { readTextBounded } from "../files/read_bounded.ts";
import { plainText } from "../inject/source_text.ts";
import { type GradeOptions, gradeTask } from "./grade_task.ts";

/** What the folder of an edited task is worth. */
export interface FolderGrade extends GradeReport {
  /** Files of the task, besides the module, that are not as they were: the tests, run_tests.py, AGENTS.md. */
  readonly changedFiles: readonly string[];
}

/** Longest module that is read, in bytes. */
const MAX_BYTES = 4_000_000;

/**
 * Judges the module in a task's folder as {@linkcode gradeTask} does. Of the folder nothing else is read or run; that the
 * tests or run_tests.py were changed is told, and changes nothing.
 *
 * @param json The text of the task's conversation.
 * @throws {UsageError} where the conversation is not that of a file-edit task, and as {@linkcode gradeTask} does.
 */
export async function gradeFolder(
  json: string,
  folder: string,
  options: GradeOptions,
): Promise<FolderGrade> {
  const read = readFileEdit(json);
  if (!read.ok) throw new UsageError(`Cannot grade by this conversation: ${read.rejection.detail}`);
  const { moduleFile, files } = read.value;
  const report = await gradeTask(json, await readModule(join(folder, moduleFile)), options);
  const changedFiles: string[] = [];
  for (const [name, text] of files) {
    if (name !== moduleFile && !await holds(join(folder, name), text)) changedFiles.push(name);
  }
  return { ...report, changedFiles };
}

async function readModule(path: string): Promise<string | GradeFailure> {
  try {
    const info = lstatOrNull(path);
    if (info === null) return { reason: "missing", detail: "the module is not there" };
    const problem = plainProblem(info);
    return problem === null
      ? await readTextBounded(path, MAX_BYTES)
      : { reason: "unreadable", detail: `the module cannot be read: ${problem}` };
  } catch (error) {
    if (error instanceof Deno.errors.NotADirectory) {
      return { reason: "missing", detail: "the module is not there" };
    }
    if (!(error instanceof UsageError)) throw error;
    const state = error.message.slice(error.message.lastIndexOf('": ') + 3);
    return { reason: "unreadable", detail: `the module cannot be read: ${state}` };
  }
}

/** Whether a file holds a text; line ends may be those of another system. */
async function holds(path: string, text: string): Promise<boolean> {
  try {
    const info = lstatOrNull(path);
    if (info === null || plainProblem(info) !== null) return false;
    return plainText(await readTextBounded(path, 4 * text.length + 1000)) === plainText(text);
  } catch {
    // What cannot be read is not as it was.
    return false;
  }
}
