import { join } from "../deps/path.ts";
import { fileError } from "../files/file_error.ts";

/**
 * The task files that paths name: files as they are; of folders every `.json` file below, hidden ones and links to folders
 * passed over. Sorted within each folder, none twice.
 *
 * @throws {UsageError} where a folder cannot be read.
 */
export async function findTaskFiles(paths: readonly string[]): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const path of paths) {
    const isFolder = await Deno.stat(path).then((info) => info.isDirectory, () => false);
    if (!isFolder) found.add(path);
    else for await (const file of filesBelow(path)) found.add(file);
  }
  return [...found];
}

async function* filesBelow(folder: string): AsyncGenerator<string> {
  let entries: Deno.DirEntry[];
  try {
    entries = await Array.fromAsync(Deno.readDir(folder));
  } catch (error) {
    throw fileError("read", folder, error);
  }
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith(".")) continue;
    if (entry.isDirectory) yield* filesBelow(join(folder, entry.name));
    else if (entry.name.endsWith(".json")) yield join(folder, entry.name);
  }
}
