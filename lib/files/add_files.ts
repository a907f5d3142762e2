import { UsageError } from "../core/errors.ts";
import { byteLength } from "../core/text_check.ts";
import { dirname, join } from "../deps/path.ts";
import { writeFileAtomic } from "./atomic_write.ts";
import { fileError } from "./file_error.ts";
import { readTextBounded } from "./read_bounded.ts";

/** What is added to a folder. */
export interface AddedFiles {
  /** Texts by name, written in this order. */
  readonly files: ReadonlyMap<string, string>;
  /** A folder and its files by path in it; written whole, before the last file. Default: none. */
  readonly folder?: { readonly name: string; readonly files: ReadonlyMap<string, Uint8Array> };
}

/**
 * Adds files to a folder, all or none. A file that is there with the very same text is left as it is.
 *
 * @throws {UsageError} where something else is in the way, before anything is written, or a file cannot be written.
 */
export async function addFiles(path: string, { files, folder }: AddedFiles): Promise<void> {
  const missing: (readonly [path: string, text: string])[] = [];
  for (const [name, text] of files) {
    const file = [join(path, name), text] as const;
    if (!await isWritten(...file)) missing.push(file);
  }
  const place = folder && !await isWholeFolder(join(path, folder.name), folder.files)
    ? join(path, folder.name)
    : null;
  const written: string[] = [];
  const add = async (target: string, write: () => Promise<void>) => {
    await write();
    written.push(target);
  };
  const last = missing.pop();
  try {
    for (const [file, text] of missing) await add(file, () => writeFileAtomic(file, text, { below: path }));
    if (place !== null) await add(place, () => writeFolder(place, folder!.files));
    if (last) await add(last[0], () => writeFileAtomic(...last, { below: path }));
  } catch (error) {
    // The first error is the one to tell.
    for (const each of written) await Deno.remove(each, { recursive: true }).catch(() => {});
    throw error;
  }
}

/**
 * Writes a new folder, whole or not at all.
 *
 * @param files Contents by path in the folder.
 * @throws {UsageError} where it cannot be written.
 */
export async function writeFolder(
  path: string,
  files: ReadonlyMap<string, string | Uint8Array>,
): Promise<void> {
  const staging = join(dirname(path), `.new.${crypto.randomUUID().slice(0, 13)}.tmp`);
  try {
    for (const [name, content] of files) {
      const target = join(staging, name);
      await Deno.mkdir(dirname(target), { recursive: true });
      using file = await Deno.open(target, { write: true, createNew: true });
      await writeAll(file, typeof content === "string" ? new TextEncoder().encode(content) : content);
      await file.sync();
    }
    await Deno.rename(staging, path);
  } catch (error) {
    await Deno.remove(staging, { recursive: true }).catch(() => undefined);
    throw fileError("write", path, error);
  }
}

async function writeAll(file: Deno.FsFile, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
}

/**
 * Whether a folder is there with these very files, as a run that was killed may have left it.
 *
 * @throws {UsageError} where something else is.
 */
async function isWholeFolder(path: string, files: ReadonlyMap<string, Uint8Array>): Promise<boolean> {
  if (!await Deno.lstat(path).then(() => true, () => false)) return false;
  for (const [name, bytes] of files) {
    const target = join(path, name);
    const info = await Deno.lstat(target).catch(() => null);
    const isSame = info?.isFile && info.size === bytes.length &&
      equals(await Deno.readFile(target).catch(() => new Uint8Array()), bytes);
    if (!isSame) {
      throw new UsageError(
        `Cannot write "${path}": it exists; name another folder, or give each task its own`,
      );
    }
  }
  return true;
}

function equals(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
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
