import { UsageError } from "../core/errors.ts";
import { type FileEditPlace, readFileEditPlace } from "../core/read_file_edit.ts";
import { basename, join, resolve } from "../deps/path.ts";
import { readTextBounded } from "../files/read_bounded.ts";
import { OUTPUT_FOLDER } from "./batch_folder.ts";
import type { PathFlag } from "./command.ts";
import { findTaskFiles } from "./find_task_files.ts";

/** Where the conversations of the tasks are. */
export const CONVERSATIONS: PathFlag<string> = {
  name: "conversations",
  aliases: ["conversation"],
  kind: "path-in",
  placeholder: "PATH",
  fallback: OUTPUT_FOLDER.fallback,
  help: "The tasks' conversations, which hold tests and solution: a folder or a file",
};

/** Longest conversation that is read, in bytes. */
export const MAX_CONVERSATION = 32 * 1024 * 1024;

/** A task on disk. */
export interface FoundFileEdit {
  /** Path of its conversation. */
  readonly conversation: string;
  /** Absolute path of its folder, as it is to be read now. */
  readonly folder: string;
  /** Absolute path of the folder that was named, which it is or lies in; null where it was found by its conversation. */
  readonly named: string | null;
}

interface Known extends FileEditPlace {
  readonly conversation: string;
}

/**
 * The tasks that words name: a folder that a task was put into, one with such folders below it, or a copy of either, by the
 * folders' names. A file is a conversation, and stands for the folder that it tells of. Without words, all tasks of the
 * conversations. A folder may be gone: its conversation still tells of it.
 *
 * @param options.verb What is to be done with them, for messages.
 * @throws {UsageError} `Cannot <verb> "<word>": <state>`.
 */
export async function findFileEdits(
  words: readonly string[],
  { conversations, verb }: { readonly conversations: string; readonly verb: string },
): Promise<readonly FoundFileEdit[]> {
  const files = new Set<string>();
  for (const word of words) if (await isFile(word)) files.add(word);
  const folders = words.filter((word) => !files.has(word));
  const known = folders.length > 0 || words.length === 0 ? await readKnown(conversations) : [];
  const found: FoundFileEdit[] = [];
  for (const file of files) {
    const [only] = await readKnown(file);
    if (!only) {
      throw new UsageError(`Cannot ${verb} "${file}": it is not the conversation of a file-edit task`);
    }
    found.push({ ...only, named: null });
  }
  for (const word of folders) {
    const tasks = await tasksOf(word, known, { conversations, verb });
    found.push(...tasks.map((task) => ({ ...task, named: resolve(word) })));
  }
  if (words.length === 0) {
    found.push(...(await onePerFolder(known, { verb })).map((task) => ({ ...task, named: null })));
  }
  if (found.length === 0) {
    throw new UsageError(`Cannot ${verb} "${conversations}": it holds no conversations of file-edit tasks`);
  }
  const places = new Map(
    found.map(({ conversation, folder, named }) => [folder, { conversation, folder, named }]),
  );
  return [...places.values()];
}

async function readKnown(path: string): Promise<readonly Known[]> {
  if (!await Deno.stat(path).then(() => true, () => false)) return [];
  const known: Known[] = [];
  for (const conversation of await findTaskFiles([path])) {
    // Other files may lie there: what is no conversation names no folder.
    const json = await readTextBounded(conversation, MAX_CONVERSATION).catch(() => "");
    const place = readFileEditPlace(json);
    if (place !== null) known.push({ conversation, ...place });
  }
  return known;
}

async function tasksOf(
  word: string,
  known: readonly Known[],
  context: { readonly conversations: string; readonly verb: string },
): Promise<readonly Known[]> {
  const folder = resolve(word);
  const inside = known.filter((each) => each.folder === folder || each.folder.startsWith(`${folder}/`));
  if (inside.length > 0) return await onePerFolder(inside, context);
  const copies = known.filter((each) => basename(each.folder) === basename(folder))
    .map((each) => ({ ...each, folder }));
  // Not looked for in a copy itself: a thousand words and a thousand conversations would be a million looks.
  for (const each of copies.length > 0 ? [] : known) {
    const below = join(folder, basename(each.folder));
    if (await isFolder(below)) copies.push({ ...each, folder: below });
  }
  if (copies.length > 0) return await onePerFolder(copies, context);
  // Whoever names one conversation and one folder says that they belong together.
  if (known.length === 1 && await isFolder(folder)) return [{ ...known[0]!, folder }];
  const { conversations, verb } = context;
  throw new UsageError(
    `Cannot ${verb} "${word}": no conversation in "${conversations}" is of it; name another place with --conversations`,
  );
}

/** A folder may have held one task after the other: the one whose files are there is meant. */
async function onePerFolder(
  tasks: readonly Known[],
  { verb }: { readonly verb: string },
): Promise<readonly Known[]> {
  const found: Known[] = [];
  for (const [folder, same] of Map.groupBy(tasks, (each) => each.folder)) {
    const there: Known[] = [];
    for (const each of same) if (await isFile(join(folder, each.moduleFile))) there.push(each);
    const [only, ...more] = same.length === 1 ? same : there;
    if (only && more.length === 0) found.push(only);
    else {
      throw new UsageError(
        `Cannot ${verb} "${folder}": ${same.length} conversations are of it; name one with --conversations`,
      );
    }
  }
  return found;
}

async function isFile(path: string): Promise<boolean> {
  return await Deno.stat(path).then((info) => info.isFile, () => false);
}

async function isFolder(path: string): Promise<boolean> {
  return await Deno.stat(path).then((info) => info.isDirectory, () => false);
}
