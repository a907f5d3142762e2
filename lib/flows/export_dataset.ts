import { contentHash } from "../core/content_hash.ts";
import { UsageError } from "../core/errors.ts";
import type { ExportFormat, ExportTarget, WrongFix } from "../core/export_format.ts";
import { type ExportTask, readExportTask } from "../core/export_task.ts";
import { type Outcome, reject } from "../core/rejection.ts";
import type { TaskFilter } from "../core/task_filter.ts";
import { readTextBounded } from "../files/read_bounded.ts";
import { StagedFolder } from "../files/staged_folder.ts";
import { runnerCode } from "../python/embedded.ts";
import { type Split, splitGroups } from "./split_groups.ts";

/** Longest task file that is read, in bytes. */
const MAX_BYTES = 32 * 1024 * 1024;

/** How a dataset is made. */
export interface ExportOptions {
  readonly format: ExportFormat;
  /** The dataset's folder. */
  readonly output: string;
  /** Whether a folder that is there is replaced. */
  readonly overwrite: boolean;
  /** Null for one split, "train". */
  readonly splits: readonly Split[] | null;
  /** Which groups come into which split. */
  readonly seed: string;
  /** Null for all tasks. */
  readonly filter: TaskFilter | null;
  /** Most tasks; null for all. */
  readonly limit: number | null;
  /** Most records of a file; null for any number. */
  readonly shardSize: number | null;
  /** Runs wrong fixes, for formats that show them. */
  readonly wrongFix: ExportTarget["wrongFix"];
  /** Told of each task that is written, and of each that is not. */
  readonly progress?: (event: ExportEvent) => void;
  /** Ends the export; nothing is published. */
  readonly signal: AbortSignal;
}

/** What became of one file. */
export interface ExportEvent {
  readonly file: string;
  /** Null where it was written. */
  readonly skipped: { readonly reason: string; readonly detail: string } | null;
}

/** What an export came to. */
export interface ExportReport {
  /** Files that were looked at. */
  readonly read: number;
  /** Tasks in the dataset. */
  readonly tasks: number;
  /** Records in the dataset. */
  readonly records: number;
  /** By split. */
  readonly splits: Readonly<Record<string, { readonly tasks: number; readonly records: number }>>;
  /** Files of which nothing is in the dataset, by reason. */
  readonly skipped: Readonly<Record<string, number>>;
  /** Wrong fixes that were found, by kind; only of a format that shows them. */
  readonly wrong_fixes?: Readonly<Record<WrongFix["kind"], number>>;
}

/** What is kept of a task between the two readings: a hundred thousand of these must fit in memory. */
interface Chosen {
  readonly file: string;
  readonly id: string;
  readonly group: string;
}

/**
 * Writes a dataset of tasks, in the order of their files. They are read twice, one at a time: first to choose them and to
 * see which belong together, then to write them.
 *
 * @throws {UsageError} where the folder cannot be written.
 */
export async function exportDataset(files: readonly string[], options: ExportOptions): Promise<ExportReport> {
  const { format, splits, seed, signal } = options;
  await using folder = await StagedFolder.start(options.output, { replace: options.overwrite });
  const counts = new Counts(options.progress);
  const chosen = await choose(files, options, counts);
  const splitOf = splits === null ? null : splitGroups(sizesOf(chosen), { splits, seed });
  const wrongFixes = { fails_hidden: 0, fails: 0 };
  const target: ExportTarget = {
    folder,
    splits: splits?.map(({ name }) => name) ?? ["train"],
    isSplit: splits !== null,
    shardSize: options.shardSize,
    runnerCode,
    wrongFix: async (task) => {
      const found = await options.wrongFix(task);
      if (found.ok) wrongFixes[found.value.kind]++;
      return found;
    },
  };
  const sink = await format.open(target);
  for (const { file, id, group } of chosen) {
    signal.throwIfAborted();
    const split = splitOf?.get(group) ?? "train";
    const read = await readTask(file);
    const isSame = read.ok && read.value.id === id;
    const added = isSame
      ? await sink.add(read.value, split)
      : reject<number>("changed", "the file changed meanwhile");
    if (added.ok) counts.wrote(file, split, added.value);
    else counts.skip(file, added.rejection);
  }
  await sink.close();
  if (counts.tasks > 0) await folder.publish();
  const report = counts.report(files.length, target.splits);
  return format.showsWrongFixes ? { ...report, wrong_fixes: wrongFixes } : report;
}

/** The first reading: which tasks are wanted. */
async function choose(
  files: readonly string[],
  { filter, limit, signal }: ExportOptions,
  counts: Counts,
): Promise<readonly Chosen[]> {
  const chosen: Chosen[] = [];
  const ids = new Set<string>();
  for (const file of files) {
    signal.throwIfAborted();
    if (limit !== null && chosen.length === limit) break;
    const read = await readTask(file);
    if (!read.ok) counts.skip(file, read.rejection);
    else if (filter !== null && !filter(read.value)) {
      counts.skip(file, { reason: "filtered", detail: "--filter leaves it out" });
    } else if (ids.has(read.value.id)) {
      counts.skip(file, { reason: "same_task", detail: `another file holds the task ${read.value.id}` });
    } else {
      ids.add(read.value.id);
      chosen.push({ file, id: read.value.id, group: contentHash(read.value.correctCode).slice(0, 16) });
    }
  }
  return chosen;
}

async function readTask(file: string): Promise<Outcome<ExportTask>> {
  try {
    return readExportTask(await readTextBounded(file, MAX_BYTES));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return reject("unreadable", error.message);
  }
}

function sizesOf(chosen: readonly Chosen[]): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const { group } of chosen) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  return sizes;
}

class Counts {
  tasks = 0;
  #splits = new Map<string, { tasks: number; records: number }>();
  #skipped = new Map<string, number>();

  constructor(readonly progress: ExportOptions["progress"]) {}

  wrote(file: string, split: string, records: number): void {
    this.tasks++;
    const of = this.#splits.get(split) ?? { tasks: 0, records: 0 };
    this.#splits.set(split, { tasks: of.tasks + 1, records: of.records + records });
    this.progress?.({ file, skipped: null });
  }

  skip(file: string, { reason, detail }: { readonly reason: string; readonly detail: string }): void {
    this.#skipped.set(reason, (this.#skipped.get(reason) ?? 0) + 1);
    this.progress?.({ file, skipped: { reason, detail } });
  }

  report(read: number, splits: readonly string[]): ExportReport {
    const ofSplits = splits.map((name) =>
      [name, this.#splits.get(name) ?? { tasks: 0, records: 0 }] as const
    );
    return {
      read,
      tasks: this.tasks,
      records: ofSplits.reduce((sum, [, { records }]) => sum + records, 0),
      splits: Object.fromEntries(ofSplits),
      skipped: Object.fromEntries([...this.#skipped].sort(([a], [b]) => (a < b ? -1 : 1))),
    };
  }
}
