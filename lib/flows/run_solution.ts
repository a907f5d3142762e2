import type { ExportTask } from "../core/export_task.ts";
import { join } from "../deps/path.ts";

const LIMIT_MS = 20_000;

/**
 * The module as a task's solve.sh leaves it, run by the machine's bash in a folder that is removed afterwards. Nothing
 * foreign runs: the script holds the module as text. Where there is no bash it is the healthy module itself.
 */
export async function runSolution(
  script: string,
  { task, signal }: { readonly task: ExportTask; readonly signal: AbortSignal },
): Promise<string> {
  const folder = await Deno.makeTempDir();
  try {
    const [path, module] = [join(folder, "solve.sh"), join(folder, `${task.moduleName}.py`)];
    await Deno.writeTextFile(path, script);
    await Deno.writeTextFile(module, task.buggyCode);
    const bash = startBash(path, { folder, signal });
    if (bash === null) return task.correctCode;
    await bash.status;
    return await Deno.readTextFile(module);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Null where there is none. */
function startBash(
  path: string,
  { folder, signal }: { readonly folder: string; readonly signal: AbortSignal },
): Deno.ChildProcess | null {
  try {
    return new Deno.Command("bash", {
      args: ["--noprofile", "--norc", path],
      cwd: folder,
      env: { WORK_DIR: folder },
      stdin: "null",
      stdout: "null",
      stderr: "null",
      signal: AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]),
    }).spawn();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
