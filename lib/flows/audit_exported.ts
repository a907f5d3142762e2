import type { ExportTask } from "../core/export_task.ts";
import type { Python } from "../core/python.ts";
import { type AuditReport, auditTask } from "./audit.ts";

/** Verifies again what a task from a file says: nothing in it is trusted. */
export function auditExported(task: ExportTask, python: Python): Promise<AuditReport> {
  const { failToPass, passToPass } = task;
  const json = JSON.stringify({
    domain: task.domain,
    topic: task.topic,
    subtopic: task.subtopic,
    summary: task.summary,
    problem_description: task.problemDescription,
    solution_outline: task.solutionOutline,
    failing_output: task.failingOutput,
    conversation: task.conversation,
    module_name: task.moduleName,
    correct_code: task.correctCode,
    buggy_code: task.buggyCode,
    unit_tests: task.unitTests,
    ...failToPass !== null && passToPass !== null
      ? { tests: { fail_to_pass: failToPass, pass_to_pass: passToPass } }
      : {},
  });
  return auditTask(json, { python, skipBuggy: false });
}
