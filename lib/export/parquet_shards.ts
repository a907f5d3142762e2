import type { ExportTarget } from "../core/export_format.ts";
import type { Field, Row } from "./field.ts";
import { ParquetFile, type ParquetPackage, type ParquetSize } from "./parquet_file.ts";
import { shardName } from "./shard_name.ts";

/** Bytes of a file after which another is begun, where no number of records was asked for; as hubs advise. */
const FILE_BYTES = 300_000_000;

/** The Parquet files of one split; their names tell how many there are, which is known at the end. */
export class ParquetShards {
  #file: ParquetFile | null = null;
  #shards = 0;
  #sizes: ParquetSize[] = [];

  /** @param path Where they go, without number and ending, such as "data/train". */
  constructor(
    readonly path: string,
    readonly options: Pick<ExportTarget, "folder" | "shardSize"> & {
      readonly fields: readonly Field[];
      readonly parquet: ParquetPackage;
      /** Bytes of a file that is full, where shardSize is null. Default: 300 MB. */
      readonly fileBytes?: number;
    },
  ) {}

  /** Adds a row. */
  async append(row: Row): Promise<void> {
    if (this.#file !== null && this.#isFull(this.#file.size)) await this.#end();
    this.#file ??= await this.#begin();
    await this.#file.add(row);
  }

  /** Ends the last file and gives what all came to. A split without rows has no file: the library `datasets` loads none. */
  async close(): Promise<ParquetSize> {
    if (this.#file !== null) await this.#end();
    for (let shard = 1; shard <= this.#shards; shard++) {
      const name = shardName(this.path, { shard, shards: this.#shards, ending: "parquet" });
      await this.options.folder.rename(this.#name(shard), name);
    }
    const sum = (key: keyof ParquetSize) => this.#sizes.reduce((total, size) => total + size[key], 0);
    return { rows: sum("rows"), fileBytes: sum("fileBytes"), arrowBytes: sum("arrowBytes") };
  }

  #isFull({ rows, fileBytes }: ParquetSize): boolean {
    const { shardSize, fileBytes: most = FILE_BYTES } = this.options;
    return shardSize === null ? fileBytes >= most : rows === shardSize;
  }

  async #begin(): Promise<ParquetFile> {
    this.#shards++;
    return new ParquetFile(await this.options.folder.open(this.#name(this.#shards)), this.options);
  }

  async #end(): Promise<void> {
    this.#sizes.push(await this.#file!.close());
    this.#file = null;
  }

  /** While it is not known how many there are. */
  #name(shard: number): string {
    return `${this.path}-${shard}.parquet`;
  }
}
