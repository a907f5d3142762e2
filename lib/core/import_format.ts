import type { Outcome } from "./rejection.ts";
import type { TestId } from "./test_ids.ts";

/** A task as it was found in some form; nothing of it was run. */
export interface FoundTask {
  /** Python identifier: the module's file name without ".py". */
  readonly moduleName: string;
  /** Source of the healthy module. */
  readonly correctCode: string;
  /** Source of the buggy module. */
  readonly buggyCode: string;
  /** Source of its tests: of unittest, or as pytest takes them. */
  readonly unitTests: string;
  /** What is said of the module, as far as it is. */
  readonly texts: FoundTexts;
  /** Tests that the bug breaks; null where that is not said. */
  readonly failToPass: readonly TestId[] | null;
  /** Tests that pass before and after the fix; null where that is not said. */
  readonly passToPass: readonly TestId[] | null;
  /** The task's whole file, with the very sources above, where it was found; else null. */
  readonly json: string | null;
}

/** What a task says of its module. */
export interface FoundTexts {
  readonly domain?: string;
  readonly topic?: string;
  readonly subtopic?: string;
  readonly summary?: string;
  readonly problemDescription?: string;
  readonly solutionOutline?: string;
}

/** An object of JSON from outside. */
export type Fields = Readonly<Record<string, unknown>>;

/** A way in which others hold tasks: one file in `lib/import/`, one line in its registry. */
export type ImportFormat = RecordFormat | FolderFormat;

/** What all of them have. */
interface AnyFormat {
  /** The word that asks for it, such as "swe-bench". */
  readonly name: string;
  /** What is read, in one line. */
  readonly summary: string;
}

/** A form of which a task is a record: a line of a `.jsonl` file, or what a `.json` file holds. */
export interface RecordFormat extends AnyFormat {
  readonly kind: "record";
  /** Whether a record is of this form, by its keys. */
  readonly recognises: (record: Fields) => boolean;
  /** The task of a record. */
  readonly read: (record: Fields, place: RecordPlace) => Promise<Outcome<FoundTask>>;
}

/** Where a record stands. */
export interface RecordPlace {
  /** The folder of its file. */
  readonly folder: string;
  /** The text that holds the record. */
  readonly text: string;
}

/** A form of which a task is a folder. */
export interface FolderFormat extends AnyFormat {
  readonly kind: "folder";
  /** Whether a folder is of this form, by the names in it. */
  readonly recognises: (names: readonly string[]) => boolean;
  /** The task of a folder. */
  readonly read: (folder: string) => Promise<Outcome<FoundTask>>;
}
