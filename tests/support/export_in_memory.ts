import type { ExportFormat, ExportTarget } from "../../lib/core/export_format.ts";
import type { ExportTask } from "../../lib/core/export_task.ts";
import { type Outcome, reject } from "../../lib/core/rejection.ts";
import { runnerCode } from "../../lib/python/embedded.ts";

/** What a format wrote: texts by path, and what it said of each task. */
export interface Exported {
  readonly files: ReadonlyMap<string, string>;
  readonly outcomes: readonly Outcome<number>[];
}

/** Lets a format write tasks, all into the first split, and keeps the files in memory. */
export async function exportInMemory(
  format: ExportFormat,
  tasks: readonly ExportTask[],
  changes: Partial<ExportTarget> = {},
): Promise<Exported> {
  const files = new Map<string, string>();
  const text = (data: string | Uint8Array) =>
    typeof data === "string" ? data : new TextDecoder().decode(data);
  const target: ExportTarget = {
    folder: {
      write: (path, data) => Promise.resolve(void files.set(path, text(data))),
      open: (path) => {
        files.set(path, "");
        return Promise.resolve({
          append: (data) => Promise.resolve(void files.set(path, files.get(path)! + text(data))),
          close: () => Promise.resolve(),
        });
      },
      rename: (from, to) => {
        files.set(to, files.get(from)!);
        files.delete(from);
        return Promise.resolve();
      },
    },
    splits: ["train"],
    isSplit: false,
    shardSize: null,
    runnerCode,
    wrongFix: () => Promise.resolve(reject("no_wrong_fix", "none here")),
    ...changes,
  };
  const sink = await format.open(target);
  const outcomes: Outcome<number>[] = [];
  for (const task of tasks) outcomes.push(await sink.add(task, target.splits[0]!));
  await sink.close();
  return { files, outcomes };
}

/** The records of a JSONL text. */
export function recordsIn(text: string): readonly Record<string, unknown>[] {
  return text.trimEnd().split("\n").filter((line) => line !== "").map((line) => JSON.parse(line));
}
