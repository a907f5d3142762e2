import { join } from "@std/path";
import type { ExportFormat } from "../../lib/core/export_format.ts";
import type { ExportTask } from "../../lib/core/export_task.ts";
import { StagedFolder } from "../../lib/files/staged_folder.ts";
import { exportInMemory, recordsIn } from "./export_in_memory.ts";
import { pythonPath } from "./python_path.ts";

/** Lets a format write tasks into a folder, and gives the records of its first split. */
export async function exportToFolder(
  format: ExportFormat,
  tasks: readonly ExportTask[],
  path: string,
): Promise<readonly Record<string, string>[]> {
  await using folder = await StagedFolder.start(path);
  const { outcomes } = await exportInMemory(format, tasks, { folder });
  await folder.publish();
  for (const outcome of outcomes) if (!outcome.ok) throw new Error(outcome.rejection.detail);
  return recordsIn(await Deno.readTextFile(join(path, "train.jsonl"))) as Record<string, string>[];
}

/** A Python that runs a file in a folder: how it ended, and what it printed. */
export async function runPython(
  args: readonly string[],
  cwd: string,
): Promise<{ readonly code: number; readonly output: string }> {
  const { code, stdout, stderr } = await new Deno.Command(await pythonPath(), {
    args: [...args],
    cwd,
    env: { PYTHONDONTWRITEBYTECODE: "1" },
  }).output();
  return { code, output: new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr) };
}
