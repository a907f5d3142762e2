import { UsageError } from "../core/errors.ts";
import type { Payload } from "../core/payload.ts";
import { toSortedJson } from "../core/sorted_json.ts";
import { byteLength } from "../core/text_check.ts";
import { writeFileAtomic } from "../files/atomic_write.ts";
import { fileError } from "../files/file_error.ts";
import { withLock } from "../files/lock.ts";
import { readTextBounded } from "../files/read_bounded.ts";
import { basename, dirname, join, resolve } from "../deps/path.ts";
import { runnerCode } from "../python/embedded.ts";

/**
 * Writes a payload as a JSON file, whole or not at all.
 *
 * @param below The folder that the user named; null where the path itself is the user's: see `AtomicWriteOptions`.
 * @throws {UsageError} where it cannot be written.
 */
export async function saveConversation(
  payload: Payload,
  path: string,
  below: string | null = null,
): Promise<void> {
  await writeFileAtomic(path, toSortedJson(payload), { below: below ?? undefined });
}

/** A file name from a payload's own content: prefix, topic, module and id. */
export function conversationName(payload: Payload, prefix: string): string {
  return `${prefix}${taskName(payload)}.json`;
}

/** "<module>_<topic>_<id>": the same for the same task, and no other's. */
export function taskName(payload: Payload): string {
  const topic = payload.topic.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 40);
  return `${payload.module_name}_${topic}_${payload.id.slice(0, 8)}`;
}

/**
 * Writes a file-edit task: the buggy module at `bugFilePath`, its tests and run_tests.py beside it, and gives the payload
 * that tells where. A file that is already there with another content is refused before anything is written, also one
 * that another run wrote meanwhile; where a file cannot be written, those of this call go again.
 *
 * @throws {UsageError} where a file is in the way or cannot be written.
 */
export async function saveFileEdit(payload: Payload, bugFilePath: string): Promise<Payload> {
  const path = resolve(bugFilePath);
  const task = placed(payload, path);
  const files = taskFiles(task, basename(path)).map(([name, text]) =>
    [join(dirname(path), name), text] as const
  );
  await withLock(join(dirname(path), "run_tests.py"), async () => {
    try {
      await writeMissing(files, dirname(path));
    } finally {
      // Whoever waits for the lock notices, and makes a new file.
      await Deno.remove(join(dirname(path), "run_tests.py.lock")).catch(() => {});
    }
  });
  return task;
}

async function writeMissing(files: readonly (readonly [path: string, text: string])[], below: string) {
  const missing: typeof files[number][] = [];
  for (const file of files) if (!await isWritten(...file)) missing.push(file);
  const written: string[] = [];
  try {
    for (const [path, text] of missing) {
      await writeFileAtomic(path, text, { below });
      written.push(path);
    }
  } catch (error) {
    // The first error is the one to tell.
    for (const path of written) await Deno.remove(path).catch(() => {});
    throw error;
  }
}

/**
 * Writes a file-edit task into a new folder, whole or not at all. A folder of that name holds the same task, since
 * tasks are named from their content; it is left as it is.
 *
 * @throws {UsageError} where it cannot be written.
 */
export async function saveFileEditFolder(
  payload: Payload,
  folder: string,
  moduleFile: string,
): Promise<Payload> {
  const task = placed(payload, join(folder, moduleFile));
  const staging = join(dirname(folder), `.${basename(folder)}.${crypto.randomUUID().slice(0, 8)}.tmp`);
  try {
    for (const [name, text] of taskFiles(task, moduleFile)) await writeFileAtomic(join(staging, name), text);
    await Deno.rename(staging, folder);
  } catch (error) {
    await Deno.remove(staging, { recursive: true }).catch(() => undefined);
    if (!await isFolder(folder)) throw fileError("write", folder, error);
  }
  return task;
}

function placed(payload: Payload, path: string): Payload {
  const name = payload.module_name;
  return {
    ...payload,
    runner_code: runnerCode(name, basename(path)),
    // What the runner prints names the module's file, which may be called otherwise here.
    failing_output: payload.failing_output.replaceAll(`File "${name}.py"`, `File "${basename(path)}"`),
    bug_file_path: path,
  };
}

/** The files of a task on disk. run_tests.py comes last: where it stands, the task is whole. */
function taskFiles(task: Payload, moduleFile: string): readonly (readonly [name: string, text: string])[] {
  return [
    [moduleFile, task.buggy_code ?? ""],
    [`test_${task.module_name}.py`, task.unit_tests],
    ["run_tests.py", task.runner_code],
  ];
}

async function isFolder(path: string): Promise<boolean> {
  return await Deno.lstat(path).then((info) => info.isDirectory, () => false);
}

/**
 * Whether a file is there with this very text.
 *
 * @throws {UsageError} where something else is.
 */
async function isWritten(path: string, text: string): Promise<boolean> {
  let info: Deno.FileInfo;
  try {
    // A link to nothing reads as no file, but stands in the way all the same.
    info = await Deno.lstat(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw fileError("write", path, error);
  }
  if (info.isSymlink) throw new UsageError(`Cannot write "${path}": it is a symbolic link`);
  if (!info.isFile) {
    throw new UsageError(`Cannot write "${path}": something that is not a text file is in the way`);
  }
  const size = byteLength(text);
  if (info.size === size && await readTextBounded(path, size).catch(() => null) === text) return true;
  throw new UsageError(
    `Cannot write "${path}": the file exists with another content; name another folder, or give each task its own`,
  );
}
