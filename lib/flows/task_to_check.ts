import type { FoundTask, ImportFormat } from "../core/import_format.ts";
import { accept, type Outcome, reject } from "../core/rejection.ts";
import { type FoundRecord, readFound } from "./find_tasks.ts";

/** The form of files that are checked as they are. */
const CONVERSATIONS = "original";

/**
 * What was found as the text of a task's file, as `auditTask` takes it: a conversation file as it is, others by their sources
 * and lists of tests; what they do not say is blank.
 *
 * @param formats Forms besides conversation files.
 */
export async function taskToCheck(
  found: FoundRecord,
  formats: readonly ImportFormat[],
): Promise<Outcome<string>> {
  if (found.kind === "unreadable") return reject("unreadable", found.problem);
  const others = formats.filter(({ name }) => name !== CONVERSATIONS);
  const { format, task } = await readFound(found, others);
  if (format === null) {
    return found.kind === "record" ? accept(found.text) : reject("no_task", "it is no task");
  }
  return task.ok ? accept(task.value.json ?? toTaskJson(task.value)) : task;
}

function toTaskJson({ moduleName, correctCode, buggyCode, unitTests, ...found }: FoundTask): string {
  const { texts, failToPass, passToPass } = found;
  const listed = failToPass !== null && passToPass !== null;
  return JSON.stringify({
    domain: texts.domain ?? "",
    topic: texts.topic ?? "",
    subtopic: texts.subtopic ?? "",
    summary: texts.summary ?? "",
    problem_description: texts.problemDescription ?? "",
    solution_outline: texts.solutionOutline ?? "",
    failing_output: "",
    module_name: moduleName,
    correct_code: correctCode,
    buggy_code: buggyCode,
    unit_tests: unitTests,
    conversation: [{ role: "qa", content: "" }],
    ...listed ? { tests: { fail_to_pass: failToPass, pass_to_pass: passToPass } } : {},
  });
}
