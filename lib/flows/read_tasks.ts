import { UsageError } from "../core/errors.ts";
import { type ExportTask, readExportTask } from "../core/export_task.ts";
import { type Outcome, reject } from "../core/rejection.ts";
import { readTextBounded } from "../files/read_bounded.ts";
import { workAhead } from "../files/work_ahead.ts";

/** Longest task file that is read, in bytes. */
const MAX_BYTES = 32 * 1024 * 1024;
/** Files that are read while one is worked on; more would gain nothing, since one thread reads what is in them. */
const AHEAD = 4;

/**
 * The task of each item's file, in the order of the items. Rejections besides those of {@linkcode readExportTask}:
 * "unreadable".
 */
export function readTasks<T>(
  items: Iterable<T>,
  fileOf: (item: T) => string,
): AsyncGenerator<{ readonly item: T; readonly read: Outcome<ExportTask> }> {
  return workAhead(items, {
    ahead: AHEAD,
    work: async (item) => ({ item, read: await readTask(fileOf(item)) }),
  });
}

async function readTask(file: string): Promise<Outcome<ExportTask>> {
  try {
    return readExportTask(await readTextBounded(file, MAX_BYTES));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return reject("unreadable", error.message);
  }
}
