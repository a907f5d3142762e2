import { UsageError } from "../core/errors.ts";
import type { Payload } from "../core/payload.ts";
import { toSortedJson } from "../core/sorted_json.ts";
import { writeFileAtomic } from "../files/atomic_write.ts";
import { fileError } from "../files/file_error.ts";
import { basename, dirname, join, resolve } from "../deps/path.ts";
import { runnerCode } from "../python/embedded.ts";

/** Writes a payload as a JSON file, whole or not at all. */
export async function saveConversation(payload: Payload, path: string): Promise<void> {
  await writeFileAtomic(path, toSortedJson(payload));
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
 * that tells where. A file that is already there with another content is refused before anything is written.
 *
 * @throws {UsageError} where a file is in the way or cannot be written.
 */
export async function saveFileEdit(payload: Payload, bugFilePath: string): Promise<Payload> {
  const path = resolve(bugFilePath);
  const task = placed(payload, path);
  const files = taskFiles(task, basename(path)).map(([name, text]) =>
    [join(dirname(path), name), text] as const
  );
  for (const [file, text] of files) await refuseOther(file, text);
  for (const [file, text] of files) await writeFileAtomic(file, text, { refuseSymlink: true });
  return task;
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

async function refuseOther(path: string, text: string): Promise<void> {
  let there: string;
  try {
    // A link to nothing reads as no file, but stands in the way all the same.
    if ((await Deno.lstat(path)).isSymlink) {
      throw new UsageError(`Cannot write "${path}": it is a symbolic link`);
    }
    there = await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    if (error instanceof UsageError) throw error;
    throw new UsageError(`Cannot write "${path}": something that is not a text file is in the way`, {
      cause: error,
    });
  }
  if (there === text) return;
  throw new UsageError(
    `Cannot write "${path}": the file exists with another content; name another folder, or give each task its own`,
  );
}
