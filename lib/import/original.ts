import type { Fields, FoundTexts, RecordFormat } from "../core/import_format.ts";
import { readExportTask } from "../core/export_task.ts";
import { accept } from "../core/rejection.ts";

/** Keys that a task of this program has, and the Python original's has not. */
const OWN_KEYS = ["schema_version", "id", "bugs", "evidence", "quality", "provenance"];

/** Conversation files: this program's own, and those of the Python original. */
export const original: RecordFormat = {
  name: "original",
  kind: "record",
  summary: "Conversation files, of this program or of the Python original",
  recognises: (record) => ["module_name", "correct_code", "unit_tests"].every((key) => key in record),
  read(record, { text }) {
    const read = readExportTask(text);
    if (!read.ok) return Promise.resolve(read);
    const { moduleName, correctCode, buggyCode, unitTests, failToPass, passToPass } = read.value;
    const isWhole = OWN_KEYS.every((key) => key in record) && typeof record.buggy_code === "string";
    return Promise.resolve(accept({
      moduleName,
      correctCode,
      buggyCode,
      unitTests,
      failToPass,
      passToPass,
      texts: textsOf(record),
      json: isWhole ? text : null,
    }));
  },
};

/** What a task's file says of its module; nothing that is blank. */
export function textsOf(record: Fields): FoundTexts {
  const text = (key: string) => {
    const value = record[key];
    return typeof value === "string" && value.trim() !== "" ? value : undefined;
  };
  return {
    domain: text("domain"),
    topic: text("topic"),
    subtopic: text("subtopic"),
    summary: text("summary"),
    problemDescription: text("problem_description"),
    solutionOutline: text("solution_outline"),
  };
}
