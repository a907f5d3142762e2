import type { ExportTask } from "../core/export_task.ts";
import { parseJson } from "../core/parse_json.ts";
import { accept, type Outcome, reject } from "../core/rejection.ts";
import { toSortedJson } from "../core/sorted_json.ts";
import { unifiedDiff } from "../core/unified_diff.ts";

/** The key under which an instance holds the task that it was made of. */
export const EMBEDDED_KEY = "synthdebug";

/** Sources that the instance's repository and patches hold. */
const ELSEWHERE = ["correct_code", "buggy_code", "unit_tests", "runner_code", "code_diff"];

/** What stands in a task's file besides its sources, as a text of JSON: an instance's other values are texts as well. */
export function embedTask(task: ExportTask): string {
  const fields = JSON.parse(task.json) as Record<string, unknown>;
  // It is a place on the disk of whoever made the task.
  const kept = Object.entries({ ...fields, bug_file_path: null }).filter(([key]) => !ELSEWHERE.includes(key));
  return JSON.stringify(JSON.parse(toSortedJson(Object.fromEntries(kept))));
}

/** The sources of a task, as an instance gives them. */
export interface TaskSources {
  readonly moduleName: string;
  readonly correctCode: string;
  readonly buggyCode: string;
  readonly unitTests: string;
  readonly runnerCode: string;
}

/** The task's file again. Rejections: "not_json" and "bad_instance" where the text is none of {@linkcode embedTask}'s. */
export function unembedTask(embedded: string, sources: TaskSources): Outcome<string> {
  const parsed = parseJson(embedded);
  if (!parsed.ok) return parsed;
  const { value } = parsed;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return reject("bad_instance", `its "${EMBEDDED_KEY}" is no JSON object`);
  }
  const { moduleName, correctCode, buggyCode, unitTests, runnerCode } = sources;
  return accept(toSortedJson({
    ...value,
    module_name: moduleName,
    correct_code: correctCode,
    buggy_code: buggyCode,
    unit_tests: unitTests,
    runner_code: runnerCode,
    code_diff: unifiedDiff(["correct.py", correctCode], ["buggy.py", buggyCode]),
  }));
}
