import type { ExportFormat, ExportTarget, WrongFix } from "../core/export_format.ts";
import { reject } from "../core/rejection.ts";
import { StagedFolder } from "../files/staged_folder.ts";
import { runnerCode } from "../python/embedded.ts";
import { type ChoiceOptions, chooseTasks, type ChosenTask } from "./choose_tasks.ts";
import { readTasks } from "./read_tasks.ts";
import { type Split, splitGroups } from "./split_groups.ts";

/** How a dataset is made. */
export interface ExportOptions extends Omit<ChoiceOptions, "grouped"> {
  readonly format: ExportFormat;
  /** The dataset's folder. */
  readonly output: string;
  /** Whether a folder that is there is replaced. */
  readonly overwrite: boolean;
  /** Null for one split, "train". */
  readonly splits: readonly Split[] | null;
  /** Which groups come into which split. */
  readonly seed: string;
  /** Most records of a file; null for any number. */
  readonly shardSize: number | null;
  /** Identifier of the license that a format states, such as "cc-by-4.0"; null to leave it to the format. */
  readonly license: string | null;
  /** Runs wrong fixes, for formats that show them. */
  readonly wrongFix: ExportTarget["wrongFix"];
  /** Divides tests, for formats that hide some. */
  readonly hideTests: ExportTarget["hideTests"];
  /** Checks tasks before they are written; null for no. */
  readonly check: ExportTarget["check"];
  /** Told of each task that is written, and of each that is not. */
  readonly progress?: (event: ExportEvent) => void;
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
  const chosen = await chooseTasks(
    files,
    { ...options, grouped: splits !== null },
    (file, why) => counts.skip(file, why),
  );
  const splitOf = splits === null ? null : splitGroups(sizesOf(chosen), { splits, seed });
  const wrongFixes = { fails_hidden: 0, fails: 0 };
  const target: ExportTarget = {
    folder,
    splits: splits?.map(({ name }) => name) ?? ["train"],
    isSplit: splits !== null,
    shardSize: options.shardSize,
    ...(options.license === null ? {} : { license: options.license }),
    runnerCode,
    wrongFix: async (task) => {
      const found = await options.wrongFix(task);
      if (found.ok) wrongFixes[found.value.kind]++;
      return found;
    },
    hideTests: options.hideTests,
    check: options.check,
  };
  const sink = await format.open(target);
  for await (const { item: { file, id, group }, read } of readTasks(chosen, (one) => one.file)) {
    signal.throwIfAborted();
    const split = splitOf?.get(group) ?? "train";
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

function sizesOf(chosen: readonly ChosenTask[]): ReadonlyMap<string, number> {
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
