import type { ExportTask } from "./export_task.ts";
import type { HiddenTests } from "./hidden_tests.ts";

/** A task as the folder that somebody else's program takes. */
export interface TaskFolder {
  /** The folder's name. */
  readonly name: string;
  /** What it is made of. */
  readonly task: ExportTask;
  /** Which of its tests are in it for the solver to see. */
  readonly tests: HiddenTests;
  /** Its files by their paths in it. */
  readonly files: ReadonlyMap<string, TaskFile>;
}

/** A file of such a folder. */
export interface TaskFile {
  /** What stands in it. */
  readonly text: string;
  /** Whether it may be started. */
  readonly isExecutable: boolean;
}
