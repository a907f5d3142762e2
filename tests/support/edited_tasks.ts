import { dirname, join } from "@std/path";
import { readFileEdit } from "../../lib/core/read_file_edit.ts";
import type { Payload } from "../../lib/core/payload.ts";
import { SAMPLE_NAMES, sampleJson } from "./sample_tasks.ts";

/** A task that lies in a folder as its solver finds it. */
export interface PlacedTask {
  readonly payload: Payload;
  readonly conversation: string;
  readonly folder: string;
  /** Path of the module. */
  readonly module: string;
}

/** Finished tasks laid out as file-edit does: in `tasks/` of a folder, their conversations in `conversations/`. */
export async function placeTasks(
  dir: string,
  names = SAMPLE_NAMES as readonly (typeof SAMPLE_NAMES)[number][],
) {
  await Deno.mkdir(join(dir, "conversations"), { recursive: true });
  const tasks: PlacedTask[] = [];
  for (const name of names) {
    const module = join(dir, "tasks", `${name}_task`, `${name}.py`);
    const json = sampleJson({ bug_file_path: module }, name);
    const read = readFileEdit(json);
    if (!read.ok) throw new Error(read.rejection.detail);
    await Deno.mkdir(dirname(module), { recursive: true });
    for (const [file, text] of read.value.files) await Deno.writeTextFile(join(dirname(module), file), text);
    const conversation = join(dir, "conversations", `conversation_${name}.json`);
    await Deno.writeTextFile(conversation, json);
    tasks.push({ payload: JSON.parse(json), conversation, folder: dirname(module), module });
  }
  return tasks;
}
