import { UsageError } from "../core/errors.ts";
import type { Payload } from "../core/payload.ts";
import { toSortedJson } from "../core/sorted_json.ts";
import { join } from "../deps/path.ts";
import { probeFile } from "../files/atomic_write.ts";
import { readTextBounded } from "../files/read_bounded.ts";
import { probeFolder } from "../files/probe_folder.ts";
import { saveConversation } from "../stages/8_save.ts";
import type { CommandContext } from "./command.ts";

/** Where tasks go. */
export type InjectPlace =
  | { readonly kind: "stdout"; readonly lines: boolean }
  | { readonly kind: "file" | "folder"; readonly path: string };

/** Longest task that is compared, in bytes. */
const MAX_BYTES = 32 * 1024 * 1024;

/** The folder where none is named. */
const DEFAULT_FOLDER = "conversations";

/** Where tasks go, by what is asked for. */
export function choosePlace(output: string | null, { single }: { single: boolean }): InjectPlace {
  if (output === "-" || (output === null && single)) return { kind: "stdout", lines: !single };
  const path = output ?? DEFAULT_FOLDER;
  return { kind: single && path.endsWith(".json") ? "file" : "folder", path };
}

/**
 * Makes sure that tasks can be written.
 *
 * @throws {UsageError} where they cannot.
 */
export async function probePlace(place: InjectPlace): Promise<void> {
  if (place.kind === "file") await probeFile(place.path);
  else if (place.kind === "folder") await probeFolder(place.path);
}

/**
 * Writes the task of that number, from 1, of its module, and gives where it is.
 *
 * @throws {UsageError} where another task has that file.
 */
export async function putTask(
  payload: Payload,
  number: number,
  { place, force, context }: { place: InjectPlace; force: boolean; context: CommandContext },
): Promise<string> {
  if (place.kind === "stdout") {
    const json = toSortedJson(payload);
    await context.stdout(place.lines ? `${JSON.stringify(JSON.parse(json))}\n` : json);
    return "stdout";
  }
  if (place.kind === "file") {
    await saveConversation(payload, place.path);
    return place.path;
  }
  const path = join(place.path, `${payload.module_name}_${String(number).padStart(3, "0")}.json`);
  if (!force) await refuseOther(path, payload);
  await saveConversation(payload, path, place.path);
  return path;
}

/** A file with another task is not replaced; the same one may be made again. */
async function refuseOther(path: string, payload: Payload): Promise<void> {
  const isThere = await Deno.lstat(path).then(() => true, () => false);
  if (!isThere || await readTextBounded(path, MAX_BYTES) === toSortedJson(payload)) return;
  throw new UsageError(`Cannot write "${path}": it holds another task; name another folder, or use --force`);
}
