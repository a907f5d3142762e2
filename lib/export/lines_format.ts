import type { ExportFile, ExportFormat, ExportSink, ExportTarget } from "../core/export_format.ts";
import type { ExportTask } from "../core/export_task.ts";
import { accept, type Outcome } from "../core/rejection.ts";
import { shardName } from "./shard_name.ts";

/** A format of which each split is a file of JSON records, a line each. */
export interface LinesFormat extends Pick<ExportFormat, "name" | "summary" | "showsWrongFixes"> {
  /** The records of a task, or why there are none. */
  readonly records: (
    task: ExportTask,
    target: ExportTarget,
  ) => Outcome<readonly unknown[]> | Promise<Outcome<readonly unknown[]>>;
  /** Writes what tells of the files, by their names, when all are there. */
  readonly describe?: (files: readonly string[], target: ExportTarget) => Promise<void>;
}

/** Makes a format of what turns a task into records: `<split>.jsonl`, or `<split>-00001-of-00003.jsonl` in shards. */
export function linesFormat({ records, describe, ...about }: LinesFormat): ExportFormat {
  return {
    ...about,
    open: (target) => Promise.resolve(new LinesSink({ records, describe }, target)),
  };
}

class LinesSink implements ExportSink {
  readonly #files: ReadonlyMap<string, ShardedLines>;

  constructor(readonly format: Pick<LinesFormat, "records" | "describe">, readonly target: ExportTarget) {
    this.#files = new Map(target.splits.map((split) => [split, new ShardedLines(split, target)]));
  }

  async add(task: ExportTask, split: string): Promise<Outcome<number>> {
    const made = await this.format.records(task, this.target);
    if (!made.ok) return made;
    for (const record of made.value) await this.#files.get(split)!.append(record);
    return accept(made.value.length);
  }

  async close(): Promise<void> {
    const names: string[] = [];
    for (const file of this.#files.values()) names.push(...await file.close());
    await this.format.describe?.(names, this.target);
  }
}

/** The files of one split; their names tell how many there are, which is known at the end. */
export class ShardedLines {
  #file: ExportFile | null = null;
  #inFile = 0;
  #shards = 0;

  constructor(readonly split: string, readonly target: Pick<ExportTarget, "folder" | "shardSize">) {}

  /** Adds a record. */
  async append(record: unknown): Promise<void> {
    if (this.#file !== null && this.#inFile === this.target.shardSize) await this.#end();
    this.#file ??= await this.#begin();
    await this.#file.append(JSON.stringify(record) + "\n");
    this.#inFile++;
  }

  /** Ends the last file and gives all their names; an empty split has an empty file. */
  async close(): Promise<readonly string[]> {
    this.#file ??= await this.#begin();
    await this.#end();
    if (this.target.shardSize === null) return [this.#name(1)];
    const names = Array.from(
      { length: this.#shards },
      (_, at) => shardName(this.split, { shard: at + 1, shards: this.#shards, ending: "jsonl" }),
    );
    for (const [at, name] of names.entries()) await this.target.folder.rename(this.#name(at + 1), name);
    return names;
  }

  async #begin(): Promise<ExportFile> {
    this.#shards++;
    this.#inFile = 0;
    return await this.target.folder.open(this.#name(this.#shards));
  }

  async #end(): Promise<void> {
    await this.#file?.close();
    this.#file = null;
  }

  /** While it is not known how many there are. */
  #name(shard: number): string {
    return this.target.shardSize === null ? `${this.split}.jsonl` : `${this.split}-${shard}.jsonl`;
  }
}
