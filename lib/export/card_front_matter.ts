import { stringify } from "../deps/yaml.ts";
import { datasetFeatures } from "./dataset_features.ts";
import type { Field } from "./field.ts";
import type { ParquetSize } from "./parquet_file.ts";

/** What the head of a dataset card tells machines. */
export interface FrontMatter {
  /** Identifier of the license, such as "mit". */
  readonly license: string;
  /** The dataset's name for people. */
  readonly prettyName: string;
  /** The columns. */
  readonly fields: readonly Field[];
  /** What each split came to, in their order; those without rows are left out of the head. */
  readonly splits: ReadonlyMap<string, ParquetSize>;
}

const TAGS = [
  "code",
  "python",
  "debugging",
  "program-repair",
  "fault-localization",
  "unit-tests",
  "mutation-testing",
  "scientific-computing",
  "synthetic",
];

/** Ends of the size categories that the hub knows, with their names. */
const SIZES: readonly (readonly [below: number, category: string])[] = [
  [1e3, "n<1K"],
  [1e4, "1K<n<10K"],
  [1e5, "10K<n<100K"],
  [1e6, "100K<n<1M"],
  [1e7, "1M<n<10M"],
  [1e8, "10M<n<100M"],
];

/** The YAML at the head of a dataset card, with its fences. */
export function frontMatter({ license, prettyName, fields, splits: all }: FrontMatter): string {
  const splits = [...all].filter(([, { rows }]) => rows > 0);
  const sum = (key: keyof ParquetSize) => splits.reduce((total, [, size]) => total + size[key], 0);
  const yaml = stringify({
    license,
    language: ["en"],
    pretty_name: prettyName,
    tags: TAGS,
    task_categories: ["text-generation"],
    size_categories: [sizeCategory(sum("rows"))],
    annotations_creators: ["machine-generated"],
    language_creators: ["machine-generated"],
    multilinguality: ["monolingual"],
    source_datasets: ["original"],
    configs: [{
      config_name: "default",
      data_files: splits.map(([split]) => ({ split, path: `data/${split}-*.parquet` })),
    }],
    dataset_info: {
      features: datasetFeatures(fields),
      splits: splits.map(([name, { arrowBytes, rows }]) => ({
        name,
        num_bytes: arrowBytes,
        num_examples: rows,
      })),
      download_size: sum("fileBytes"),
      dataset_size: sum("arrowBytes"),
    },
  }, { lineWidth: -1 });
  return `---\n${yaml}---\n`;
}

/** The category of so many records, as the hub names them. */
export function sizeCategory(records: number): string {
  return SIZES.find(([below]) => records < below)?.[1] ?? "100M<n<1B";
}
