import type { ExportFormat, WrongFix } from "../core/export_format.ts";
import type { ExportTask } from "../core/export_task.ts";
import { accept } from "../core/rejection.ts";
import { type AnswerPair, answerPair } from "./attempt_answer.ts";
import { linesFormat } from "./lines_format.ts";

/** What a record says of itself, for consumers that let be what they do not know. */
export interface AboutPair {
  /** The task's id. */
  readonly task_id: string;
  /** How the wrong fix is known to be wrong. */
  readonly wrong_fix: WrongFix["kind"];
}

/** A format of lines that shows a task with a right and a wrong answer. */
export function preferenceFormat({ records, ...about }: Pick<ExportFormat, "name" | "summary"> & {
  readonly records: (pair: AnswerPair, about: AboutPair) => readonly unknown[];
}): ExportFormat {
  return linesFormat({
    ...about,
    showsWrongFixes: true,
    records: async (task: ExportTask, { wrongFix }) => {
      const found = await wrongFix(task);
      if (!found.ok) return found;
      return accept(
        records(answerPair(task, found.value), { task_id: task.id, wrong_fix: found.value.kind }),
      );
    },
  });
}
