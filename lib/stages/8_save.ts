import { agentInstructions } from "../core/agent_instructions.ts";
import type { Payload } from "../core/payload.ts";
import { toSortedJson } from "../core/sorted_json.ts";
import { RUNNER_FILE, taskFiles } from "../core/task_files.ts";
import { addFiles, writeFolder } from "../files/add_files.ts";
import { writeFileAtomic } from "../files/atomic_write.ts";
import { fileError } from "../files/file_error.ts";
import { commitFiles } from "../files/git_commit.ts";
import { workingRepository } from "../files/git_repository.ts";
import { withLock } from "../files/lock.ts";
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

/** What a file-edit task's folder has besides module, tests and run_tests.py. */
export interface FileEditExtras {
  /** An AGENTS.md, which tells coding agents what to do. Default: false. */
  readonly instructions?: boolean;
  /** A git repository, with the folder as it is as its only commit. Default: false. */
  readonly git?: boolean;
}

/**
 * Writes a file-edit task: the buggy module at `bugFilePath`, its tests and run_tests.py beside it, and gives the payload
 * that tells where. A file that is already there with another content is refused before anything is written, also one
 * that another run wrote meanwhile; where a file cannot be written, those of this call go again.
 *
 * @throws {UsageError} where a file is in the way or cannot be written.
 */
export async function saveFileEdit(
  payload: Payload,
  bugFilePath: string,
  extras: FileEditExtras = {},
): Promise<Payload> {
  const path = resolve(bugFilePath);
  const task = placed(payload, path, extras);
  const files = filesOf(task, path);
  const folder = extras.git ? { name: GIT_FOLDER, files: await gitFiles(task, files) } : undefined;
  await withLock(join(dirname(path), RUNNER_FILE), async () => {
    try {
      await addFiles(dirname(path), { files, folder });
    } finally {
      // Whoever waits for the lock notices, and makes a new file.
      await Deno.remove(join(dirname(path), `${RUNNER_FILE}.lock`)).catch(() => {});
    }
  });
  return task;
}

/**
 * Writes a file-edit task into a new folder, whole or not at all. A folder of that name holds the same task, since
 * tasks are named from their content; it is left as it is.
 *
 * @param options.moduleFile Name of the buggy module's file.
 * @throws {UsageError} where it cannot be written.
 */
export async function saveFileEditFolder(
  payload: Payload,
  folder: string,
  options: FileEditExtras & { readonly moduleFile: string },
): Promise<Payload> {
  const path = join(folder, options.moduleFile);
  const task = placed(payload, path, options);
  const files = new Map<string, string | Uint8Array>(filesOf(task, path));
  if (options.git) {
    for (const [name, bytes] of await gitFiles(task, filesOf(task, path))) {
      files.set(join(GIT_FOLDER, name), bytes);
    }
  }
  try {
    await writeFolder(folder, files);
  } catch (error) {
    if (!await isFolder(folder)) throw fileError("write", folder, error);
  }
  return task;
}

function placed(payload: Payload, path: string, { instructions }: FileEditExtras): Payload {
  const name = payload.module_name;
  const moduleFile = basename(path);
  const told = {
    summary: payload.summary,
    problemDescription: payload.problem_description,
    moduleName: name,
    moduleFile,
    hidesTests: payload.hidden_tests !== undefined,
  };
  return {
    ...payload,
    runner_code: runnerCode(name, moduleFile),
    // What the runner prints names the module's file, which may be called otherwise here.
    failing_output: payload.failing_output.replaceAll(`File "${name}.py"`, `File "${moduleFile}"`),
    bug_file_path: path,
    ...instructions ? { agent_instructions: agentInstructions(told) } : {},
  };
}

function filesOf(task: Payload, path: string): ReadonlyMap<string, string> {
  return taskFiles({
    moduleName: task.module_name,
    moduleFile: basename(path),
    buggyCode: task.buggy_code ?? "",
    visibleTests: task.visible_tests ?? task.unit_tests,
    runnerCode: task.runner_code,
    instructions: task.agent_instructions ?? null,
  });
}

/** Name of the folder that makes a folder a git repository. */
export const GIT_FOLDER = ".git";

async function gitFiles(
  task: Payload,
  files: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const commit = await commitFiles(files, `Add ${task.module_name} with its tests\n\nTask ${task.id}.`);
  // What Python leaves behind is nobody's edit.
  return workingRepository(commit, { exclude: ["__pycache__/"] });
}

async function isFolder(path: string): Promise<boolean> {
  return await Deno.lstat(path).then((info) => info.isDirectory, () => false);
}
