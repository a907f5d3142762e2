import { UsageError } from "../core/errors.ts";
import { visibleText } from "../core/visible_text.ts";
import { dirname, join } from "../deps/path.ts";
import type { Flag, PathFlag, TextFlag } from "./command.ts";
import { CACHE } from "./model_flags.ts";
import { STATE } from "./shared_flags.ts";
import type { WorkshopFolders } from "./workshop.ts";

/** The state file's name in a batch's folder, where --state names none. */
export const STATE_NAME = ".synthdebug_state.json";

/** The folder of the model's answers in a batch's folder, where --cache names none. */
export const CACHE_NAME = ".synthdebug_cache";

/** The journal's name in a batch's folder. */
export const JOURNAL_NAME = "run.jsonl";

/** Folder of the conversations. */
export const OUTPUT_FOLDER: PathFlag<string> = {
  name: "output",
  short: "o",
  kind: "path-out",
  placeholder: "DIR",
  fallback: "conversations",
  help: "Folder for the conversations; made where it is missing",
};

/** Start of the file names. */
export const PREFIX: TextFlag<string> = {
  name: "prefix",
  kind: "text",
  placeholder: "TEXT",
  fallback: "conversation_",
  help: "Start of each file's name",
};

const BATCH_CACHE = { ...CACHE, defaultText: `${CACHE_NAME} in the output folder` };
const BATCH_STATE = { ...STATE, defaultText: `${STATE_NAME} in the output folder` };

/** The flags of a command that keeps state and answers in its output folder. */
export function inFolder(flags: readonly Flag[]): Flag[] {
  return flags.map((flag) => flag === STATE ? BATCH_STATE : flag === CACHE ? BATCH_CACHE : flag);
}

/** Where such a command keeps them. */
export function foldersIn(folder: string): WorkshopFolders {
  return { statePath: join(folder, STATE_NAME), cacheFolder: join(folder, CACHE_NAME) };
}

/** Longest prefix, in bytes: what follows it, and the name while it is written, must fit in 255. */
const MAX_PREFIX_BYTES = 80;

/** @throws {UsageError} for a prefix that no file name can have, or that would lead out of the folder or hide the files. */
export function checkPrefix(prefix: string): void {
  if (visibleText(prefix) !== prefix || prefix.includes("\n")) {
    throw new UsageError(`Cannot use "--prefix": "${prefix}" has control characters`);
  }
  if (new TextEncoder().encode(prefix).length > MAX_PREFIX_BYTES) {
    throw new UsageError(`Cannot use "--prefix": it is longer than ${MAX_PREFIX_BYTES} bytes`);
  }
  if (dirname(prefix) !== "." || prefix.includes("/") || prefix.includes("\\") || prefix.startsWith(".")) {
    throw new UsageError(`Cannot use "--prefix": "${prefix}" is more than the start of a file name`);
  }
}
