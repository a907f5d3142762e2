import { fromFileUrl } from "@std/path";
import { type ExportTask, readExportTask } from "../../lib/core/export_task.ts";

/** Finished tasks that stand in `tests/testdata/tasks/`, as the offline author made them. */
export const SAMPLE_NAMES = ["bayes_network", "online_changepoint", "ponding_infiltration"] as const;

/** The path of a finished task. */
export function samplePath(name: typeof SAMPLE_NAMES[number]): string {
  return fromFileUrl(new URL(`../testdata/tasks/${name}.json`, import.meta.url));
}

/** A finished task's text with some of its keys changed; undefined takes one away. */
export function sampleJson(
  changes: Readonly<Record<string, unknown>> = {},
  name: typeof SAMPLE_NAMES[number] = "bayes_network",
): string {
  return JSON.stringify({ ...JSON.parse(Deno.readTextFileSync(samplePath(name))), ...changes });
}

/** A finished task with some of its keys changed. */
export function sampleTask(...args: Parameters<typeof sampleJson>): ExportTask {
  const read = readExportTask(sampleJson(...args));
  if (!read.ok) throw new Error(read.rejection.detail);
  return read.value;
}

/** A finished task with two faults, of which a model worded the first one's story. */
export function combinedTask(): ExportTask {
  const path = new URL("../testdata/combined_tasks/composed_1.json", import.meta.url);
  const read = readExportTask(Deno.readTextFileSync(path));
  if (!read.ok) throw new Error(read.rejection.detail);
  return read.value;
}

/** The keys that the Python original writes. */
const ORIGINAL_KEYS = [
  "domain",
  "topic",
  "subtopic",
  "summary",
  "problem_description",
  "solution_outline",
  "module_name",
  "correct_code",
  "buggy_code",
  "unit_tests",
  "runner_code",
  "failing_output",
  "conversation",
  "code_diff",
  "bug_file_path",
];

/** A finished task's text with nothing but what the Python original writes. */
export function originalJson(name?: typeof SAMPLE_NAMES[number]): string {
  const all = JSON.parse(sampleJson({}, name));
  return JSON.stringify(Object.fromEntries(ORIGINAL_KEYS.map((key) => [key, all[key]])));
}
