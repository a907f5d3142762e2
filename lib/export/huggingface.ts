import { UsageError } from "../core/errors.ts";
import type { ExportFormat, ExportSink, ExportTarget } from "../core/export_format.ts";
import type { ExportTask } from "../core/export_task.ts";
import { accept, type Outcome } from "../core/rejection.ts";
import { datasetCard } from "./dataset_card.ts";
import type { ParquetPackage, ParquetSize } from "./parquet_file.ts";
import { ParquetShards } from "./parquet_shards.ts";
import { rowSchema } from "./row_schema.ts";
import { TaskCounts } from "./task_counts.ts";
import { TASK_FIELDS, taskRow } from "./task_fields.ts";

/** A folder that can be uploaded to the Hugging Face hub: Parquet files, a dataset card, charts, the schema of a row. */
export const huggingface: ExportFormat = {
  name: "huggingface",
  summary: "A dataset folder for the Hugging Face hub: Parquet, card, charts, JSON Schema",
  open: async (target) => {
    const odd = target.splits.find((split) => !/^\w+$/.test(split) || split === "all");
    if (odd !== undefined) {
      throw new UsageError(
        `Cannot use "--split": huggingface takes names of letters, digits and "_" except "all", and "${odd}" is none`,
      );
    }
    return new HuggingfaceSink(target, await import("../deps/parquet.ts"));
  },
};

class HuggingfaceSink implements ExportSink {
  readonly #shards: ReadonlyMap<string, ParquetShards>;
  readonly #counts = new TaskCounts();

  constructor(readonly target: ExportTarget, parquet: ParquetPackage) {
    const { folder, shardSize, splits } = target;
    const options = { folder, shardSize, fields: TASK_FIELDS, parquet };
    this.#shards = new Map(splits.map((split) => [split, new ParquetShards(`data/${split}`, options)]));
  }

  async add(task: ExportTask, split: string): Promise<Outcome<number>> {
    const row = taskRow(task, this.target.runnerCode(task.moduleName));
    if (!row.ok) return row;
    await this.#shards.get(split)!.append(row.value);
    this.#counts.add(task, split);
    return accept(1);
  }

  async close(): Promise<void> {
    const { folder, license } = this.target;
    const splits = new Map<string, ParquetSize>();
    for (const [split, shards] of this.#shards) splits.set(split, await shards.close());
    const facts = { fields: TASK_FIELDS, splits, counts: this.#counts, license: license ?? null };
    const { markdown, charts } = datasetCard(facts);
    await folder.write("README.md", markdown);
    for (const [path, svg] of charts) await folder.write(path, svg);
    const schema = rowSchema(TASK_FIELDS, { title: "A debugging task of this dataset" });
    await folder.write("schema/task.schema.json", JSON.stringify(schema, null, 2) + "\n");
  }
}
