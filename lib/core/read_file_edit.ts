import { parseJson } from "./parse_json.ts";
import { type ReadPayload, readPayload } from "./read_payload.ts";
import { accept, type Outcome, reject } from "./rejection.ts";
import { taskFiles } from "./task_files.ts";
import type { TestId } from "./test_ids.ts";
import { applyUnifiedDiff } from "./unified_diff.ts";

/** A task that was put on disk, as its conversation tells of it. */
export interface FileEditTask extends ReadPayload {
  readonly buggyCode: string;
  /** Absolute path of the folder that it was put into. */
  readonly folder: string;
  /** The module's file in the folder. */
  readonly moduleFile: string;
  /** Ids of the tests that are not in the folder. */
  readonly hiddenTests: readonly TestId[];
  /** The files of the folder as its solver found them, by name. */
  readonly files: ReadonlyMap<string, string>;
}

/** Where a task was put on disk. */
export interface FileEditPlace {
  /** Absolute path of the folder. */
  readonly folder: string;
  /** Name of the module's file in it. */
  readonly moduleFile: string;
}

/**
 * A file-edit task from the text of its conversation, with everything in it taken for hostile.
 *
 * Rejections: those of {@linkcode readPayload}; "no_file_edit" where it was not put on disk; "no_bug" where neither
 * buggy_code nor code_diff gives the buggy module.
 */
export function readFileEdit(json: string): Outcome<FileEditTask> {
  const read = readPayload(json);
  if (!read.ok) return read;
  const fields = JSON.parse(json) as Readonly<Record<string, unknown>>;
  const place = placeOf(fields);
  if (place === null) return reject("no_file_edit", "it is not the conversation of a file-edit task");
  const { moduleName, correctCode, codeDiff } = read.value;
  const buggyCode = read.value.buggyCode ?? (codeDiff ? applyUnifiedDiff(correctCode, codeDiff) : null);
  if (buggyCode === null) return reject("no_bug", "neither buggy_code nor code_diff gives the buggy module");
  const files = taskFiles({
    moduleName,
    moduleFile: place.moduleFile,
    buggyCode,
    visibleTests: textOf(fields.visible_tests) ?? read.value.unitTests,
    runnerCode: textOf(fields.runner_code) ?? "",
    instructions: textOf(fields.agent_instructions),
  });
  return accept({ ...read.value, ...place, buggyCode, hiddenTests: idsOf(fields.hidden_tests), files });
}

/** Where the task of a conversation was put; null where it was not, or the text is no conversation. */
export function readFileEditPlace(json: string): FileEditPlace | null {
  const parsed = parseJson(json);
  const isRecord = parsed.ok && typeof parsed.value === "object" && parsed.value !== null;
  return isRecord ? placeOf(parsed.value as Readonly<Record<string, unknown>>) : null;
}

/** What is no plain name of a Python file in an absolute folder is nothing to read or write. */
function placeOf(fields: Readonly<Record<string, unknown>>): FileEditPlace | null {
  const path = textOf(fields.bug_file_path) ?? "";
  const match = /^((?:[A-Za-z]:)?[/\\](?:.*[/\\])?)([A-Za-z0-9_][A-Za-z0-9_.-]*\.py)$/s.exec(path);
  if (match === null || path.includes("\0")) return null;
  const [, folder, moduleFile] = match as unknown as [string, string, string];
  return { folder: folder.length > 1 ? folder.replace(/[/\\]$/, "") : folder, moduleFile };
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/** Hidden tests by id; a list that is none says nothing. */
export function idsOf(value: unknown): readonly TestId[] {
  return Array.isArray(value) && value.every((id) => typeof id === "string") ? value : [];
}
