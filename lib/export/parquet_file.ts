import type { ExportFile } from "../core/export_format.ts";
import { VERSION } from "../version.ts";
import { arrowBytes } from "./arrow_bytes.ts";
import type { Field, Row } from "./field.ts";
import { parquetSchema } from "./parquet_schema.ts";

/** The package that writes, which is loaded by who needs it. */
export type ParquetPackage = typeof import("../deps/parquet.ts");

/** Rows of a group: few, since each has whole source files, and readers load a group at a time. */
const GROUP_ROWS = 256;
/** Characters of a group, for rows that are unlike others. */
const GROUP_TEXT = 32 << 20;

/** What a Parquet file came to. */
export interface ParquetSize {
  readonly rows: number;
  /** Bytes of the file. */
  readonly fileBytes: number;
  /** Bytes of the rows in memory, see {@linkcode arrowBytes}. */
  readonly arrowBytes: number;
}

/** A Parquet file that is written by groups of rows: no more than one of them is in memory. */
export class ParquetFile {
  readonly #file: ExportFile;
  readonly #fields: readonly Field[];
  readonly #bytes: InstanceType<ParquetPackage["ByteWriter"]>;
  readonly #writer: InstanceType<ParquetPackage["ParquetWriter"]>;
  #group: Row[] = [];
  #text = 0;
  #rows = 0;
  #arrowBytes = 0;

  constructor(file: ExportFile, { fields, parquet }: { fields: readonly Field[]; parquet: ParquetPackage }) {
    this.#file = file;
    this.#fields = fields;
    this.#bytes = new parquet.ByteWriter();
    this.#writer = new parquet.ParquetWriter({
      writer: this.#bytes,
      schema: parquetSchema(fields),
      codec: "SNAPPY",
      // Rows come in no order by which bounds of a group could rule it out.
      statistics: false,
      createdBy: `synthdebug version ${VERSION}`,
    });
  }

  /** What is in it so far. */
  get size(): ParquetSize {
    return { rows: this.#rows, fileBytes: this.#bytes.offset, arrowBytes: this.#arrowBytes };
  }

  /** Adds a row. */
  async add(row: Row): Promise<void> {
    this.#group.push(row);
    this.#rows++;
    this.#text += textOf(row);
    if (this.#group.length >= GROUP_ROWS || this.#text >= GROUP_TEXT) await this.#endGroup();
  }

  /** Writes what is left, and ends the file. */
  async close(): Promise<ParquetSize> {
    try {
      await this.#endGroup();
      await this.#writer.finish();
      await this.#pass();
    } finally {
      await this.#file.close();
    }
    return this.size;
  }

  async #endGroup(): Promise<void> {
    if (this.#group.length === 0) return;
    const group = this.#group;
    [this.#group, this.#text] = [[], 0];
    this.#arrowBytes += arrowBytes(this.#fields, group);
    await this.#writer.write({
      columnData: this.#fields.map(({ name }) => ({ name, data: group.map((row) => row[name]) })),
      rowGroupSize: group.length,
    });
    await this.#pass();
  }

  /** Hands on what was written; a copy, since the buffer is used again. */
  async #pass(): Promise<void> {
    await this.#file.append(this.#bytes.getBytes().slice());
    this.#bytes.index = 0;
  }
}

function textOf(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null) return 8;
  return Object.values(value).reduce<number>((sum, each) => sum + textOf(each), 0);
}
