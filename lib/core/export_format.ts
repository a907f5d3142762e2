import type { ExportTask } from "./export_task.ts";
import type { HiddenTests } from "./hidden_tests.ts";
import type { Outcome } from "./rejection.ts";
import type { TaskFolder } from "./task_folder.ts";

/** A way to put tasks on disk for one kind of consumer: one file in `lib/export/`, one line in its registry. */
export interface ExportFormat {
  /** The word that asks for it, such as "openai-chat". */
  readonly name: string;
  /** Who takes it, in one line. */
  readonly summary: string;
  /** Whether it shows wrong fixes, which have to be run. */
  readonly showsWrongFixes?: boolean;
  /** Whether it keeps a part of the tests from whoever solves a task, which has to be proved by runs. */
  readonly hidesTests?: boolean;
  /** Whether its tasks can be checked in folders of their own before they are written. */
  readonly isChecked?: boolean;
  /** Starts a dataset. */
  open(target: ExportTarget): Promise<ExportSink>;
}

/** Where a dataset goes, and what a format may ask for. */
export interface ExportTarget {
  /** The dataset's folder, which is published whole or not at all. */
  readonly folder: ExportFolder;
  /** Names of the splits, in the order in which they were asked for; one, "train", where none were. */
  readonly splits: readonly string[];
  /** Whether splits were asked for: else folders of tasks need none. */
  readonly isSplit: boolean;
  /** Most records of a file; null for any number. */
  readonly shardSize: number | null;
  /** Identifier of the license that was asked for, such as "cc-by-4.0"; absent where none was. */
  readonly license?: string;
  /** The `run_tests.py` of a module's task. */
  readonly runnerCode: (moduleName: string) => string;
  /** A wrong fix of a task that was really run; only for formats that show them. */
  readonly wrongFix: (task: ExportTask) => Promise<Outcome<WrongFix>>;
  /** Keeps a part of a task's tests from its solver; only for formats that do so. */
  readonly hideTests: (task: ExportTask) => Promise<Outcome<HiddenTests>>;
  /** Checks the very files of a task; null where that was not asked for. */
  readonly check: ((folder: TaskFolder) => Promise<Outcome<null>>) | null;
}

/** A dataset that is being written. */
export interface ExportSink {
  /** Adds a task, in the order of the dataset; gives the number of records that it made, or why it made none. */
  add(task: ExportTask, split: string): Promise<Outcome<number>>;
  /** Writes what can be known at the end only. */
  close(): Promise<void>;
}

/** An attempt to mend a task's bug that does not, as a run has shown. */
export interface WrongFix {
  /** The module after the attempt. */
  readonly code: string;
  /** Unified diff from the buggy module. */
  readonly diff: string;
  /** "fails": visible tests fail with it; "fails_hidden": the visible ones pass, and held-out ones fail. */
  readonly kind: "fails" | "fails_hidden";
  /** What `python3 run_tests.py` printed with it; for "fails_hidden" with the visible tests alone. */
  readonly output: string;
  /** Tests that fail with it. */
  readonly failing: readonly string[];
  /** Tests that whoever mended could see; null for all. */
  readonly visible: readonly string[] | null;
  /** What the attempt does, in one sentence. */
  readonly description: string;
  /** Source of the tests that whoever mended could see: all of the task's for "fails". */
  readonly visibleTests: string;
  /** What `python3 run_tests.py` printed for the buggy module with these tests. */
  readonly report: string;
  /** What the attempt takes for wrong in the buggy module, in the order of the text, as if it were. */
  readonly blamed: readonly CitedFault[];
  /** What is wrong with it, told in the same manner. */
  readonly faults: readonly CitedFault[];
}

/** A fault, or what is taken for one, as somebody tells of it. */
export interface ToldFault {
  /** "Class.method", "function" or "<module>". */
  readonly function: string;
  /** Its line in the buggy module, from 1. */
  readonly line: number;
  /** What the code does wrong: a sentence. */
  readonly description: string;
  /** Why that is wrong: a sentence. */
  readonly rootCause: string;
}

/** A told fault with what the task's description says of its place. */
export interface CitedFault extends ToldFault {
  /** A sentence of the description; null for none. */
  readonly passage: string | null;
}

/** A folder that is filled out of sight, and then put into its place. */
export interface ExportFolder {
  /** Writes a whole file; missing folders are made. */
  write(path: string, data: string | Uint8Array, options?: { readonly executable?: boolean }): Promise<void>;
  /** Starts a file that is written bit by bit. */
  open(path: string): Promise<ExportFile>;
  /** Changes the name of a file that is finished. */
  rename(from: string, to: string): Promise<void>;
}

/** A file that is written bit by bit. */
export interface ExportFile {
  /** Adds to it. */
  append(data: string | Uint8Array): Promise<void>;
  /** Ends it. */
  close(): Promise<void>;
}
