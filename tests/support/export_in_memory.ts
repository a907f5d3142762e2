import type { ExportFormat, ExportTarget } from "../../lib/core/export_format.ts";
import type { ExportTask } from "../../lib/core/export_task.ts";
import { type Outcome, reject } from "../../lib/core/rejection.ts";
import { runnerCode } from "../../lib/python/embedded.ts";

/** What a format wrote: texts by path, and what it said of each task. */
export interface Exported {
  readonly files: ReadonlyMap<string, string>;
  /** The same files as bytes, for those that are no texts. */
  readonly bytes: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  readonly outcomes: readonly Outcome<number>[];
}

/** Lets a format write tasks, into the first split unless told otherwise, and keeps the files in memory. */
export async function exportInMemory(
  format: ExportFormat,
  tasks: readonly ExportTask[],
  { splitOf, ...changes }: Partial<ExportTarget> & { readonly splitOf?: (task: ExportTask) => string } = {},
): Promise<Exported> {
  const parts = new Map<string, Uint8Array<ArrayBuffer>[]>();
  // Bytes are kept as they are until the end, as a folder may: whoever hands them over must not change them.
  const bytesOf = (data: string | Uint8Array) =>
    typeof data === "string" ? new TextEncoder().encode(data) : data as Uint8Array<ArrayBuffer>;
  const target: ExportTarget = {
    folder: {
      write: (path, data) => Promise.resolve(void parts.set(path, [bytesOf(data)])),
      open: (path) => {
        parts.set(path, []);
        return Promise.resolve({
          append: (data) => Promise.resolve(void parts.get(path)!.push(bytesOf(data))),
          close: () => Promise.resolve(),
        });
      },
      rename: (from, to) => {
        parts.set(to, parts.get(from)!);
        parts.delete(from);
        return Promise.resolve();
      },
    },
    splits: ["train"],
    isSplit: false,
    shardSize: null,
    runnerCode,
    wrongFix: () => Promise.resolve(reject("no_wrong_fix", "none here")),
    hideTests: () => Promise.resolve(reject("cannot_hide", "nothing is hidden here")),
    check: null,
    ...changes,
  };
  const sink = await format.open(target);
  const outcomes: Outcome<number>[] = [];
  for (const task of tasks) outcomes.push(await sink.add(task, splitOf?.(task) ?? target.splits[0]!));
  await sink.close();
  const bytes = new Map(
    await Promise.all([...parts].map(async ([path, all]) => [path, await new Blob(all).bytes()] as const)),
  );
  const files = new Map([...bytes].map(([path, all]) => [path, new TextDecoder().decode(all)]));
  return { files, bytes, outcomes };
}

/** The records of a JSONL text. */
export function recordsIn(text: string): readonly Record<string, unknown>[] {
  return text.trimEnd().split("\n").filter((line) => line !== "").map((line) => JSON.parse(line));
}
