import { FILTER_KEYS } from "../core/task_filter.ts";
import type { Flag, NumberFlag, PathFlag, SwitchFlag, TextFlag } from "./command.ts";
import { PACKAGES, PYTHON_FLAGS } from "./python_flags.ts";
import { JSON_OUTPUT, QUIET } from "./shared_flags.ts";

/** Which format. */
export const FORMAT: TextFlag<null> = {
  name: "format",
  short: "f",
  kind: "text",
  placeholder: "NAME",
  fallback: null,
  defaultText: "none, it must be named",
  help: "The format, one of those above",
};

/** Where the dataset goes. */
export const DATASET: PathFlag<null> = {
  name: "output",
  short: "o",
  kind: "path-out",
  placeholder: "DIR",
  fallback: null,
  defaultText: "none, it must be named",
  help: "The dataset's folder, which must not be there yet, or be empty",
};

/** Whether what is there goes. */
export const OVERWRITE: SwitchFlag = {
  name: "overwrite",
  kind: "switch",
  help: "Replace the folder of --output where it is there already, once the new one is whole",
};

/** Into which parts. */
export const SPLIT: TextFlag<null> = {
  name: "split",
  kind: "text",
  placeholder: "LIST",
  fallback: null,
  defaultText: "all in train",
  help: "Parts and their shares, such as train=0.9,test=0.1; bugs of one module are never divided",
};

/** Which modules come where. */
export const SPLIT_SEED: TextFlag<string> = {
  name: "split-seed",
  kind: "text",
  placeholder: "TEXT",
  fallback: "0",
  help: "Another text deals the modules to the splits in another way",
};

/** Which tasks. */
export const FILTER: TextFlag<null> = {
  name: "filter",
  kind: "text",
  placeholder: "LIST",
  fallback: null,
  defaultText: "all tasks",
  help: `Only tasks for which all of these hold, such as difficulty=hard|medium,score>=0.4; of ${
    FILTER_KEYS.join(", ")
  }`,
};

/** Whether a bug comes once. */
export const DEDUPE: SwitchFlag = {
  name: "dedupe",
  kind: "switch",
  help:
    "Leave out a task whose bug an earlier one has, in the same module or one that is the same in other words",
};

/** What is there already. */
export const AGAINST: PathFlag<null> = {
  name: "against",
  kind: "path-in",
  placeholder: "FILE|DIR",
  fallback: null,
  defaultText: "nothing",
  help: "Leave out tasks whose bug is in these too, such as an older dataset's",
};

/** Whether modules must be new. */
export const NEW_MODULES: SwitchFlag = {
  name: "new-modules",
  kind: "switch",
  help: "With --against, leave out all tasks of its modules, and of those that are the same in other words",
};

/** What must not be repeated. */
export const DECONTAMINATE: PathFlag<null> = {
  name: "decontaminate",
  kind: "path-in",
  placeholder: "FILE",
  fallback: null,
  defaultText: "nothing",
  help: "Leave out tasks that repeat a record of this benchmark, a .jsonl or text file, in runs of ten words",
};

/** How many tasks. */
export const LIMIT: NumberFlag<null> = {
  name: "limit",
  kind: "integer",
  placeholder: "N",
  min: 1,
  max: 100_000_000,
  fallback: null,
  defaultText: "all tasks",
  help: "Only the first N tasks that are wanted",
};

/** How many records a file. */
export const SHARD_SIZE: NumberFlag<null> = {
  name: "shard-size",
  kind: "integer",
  placeholder: "N",
  min: 1,
  max: 100_000_000,
  fallback: null,
  defaultText: "one file a split",
  help: "Most records of a file; files are then numbered, such as train-00001-of-00003.jsonl",
};

/** Under which license. */
export const LICENSE: TextFlag<null> = {
  name: "license",
  kind: "text",
  placeholder: "ID",
  fallback: null,
  defaultText: "mit where all modules are of the built-in library, else unknown",
  help: "The license that a dataset card states, such as mit or cc-by-4.0",
};

/** Whether each task is tried. */
export const CHECK: SwitchFlag = {
  name: "check",
  kind: "switch",
  help:
    "Grade each task as its users would, with harbor: nothing done scores 0, the solution 1, a score of cheats 0",
};

/** The flags of `export`. */
export const EXPORT_FLAGS: readonly Flag[] = [
  FORMAT,
  DATASET,
  OVERWRITE,
  SPLIT,
  SPLIT_SEED,
  FILTER,
  DEDUPE,
  AGAINST,
  NEW_MODULES,
  DECONTAMINATE,
  LIMIT,
  SHARD_SIZE,
  LICENSE,
  PACKAGES,
  CHECK,
  ...PYTHON_FLAGS,
  JSON_OUTPUT,
  QUIET,
];
