import { UsageError } from "../core/errors.ts";
import { basename, dirname, join } from "../deps/path.ts";
import { fileError } from "./file_error.ts";
import { refuseDetour } from "./plain_file.ts";

/** Options of {@linkcode writeFileAtomic}. */
export interface AtomicWriteOptions {
  /**
   * The folder that the user named, where the program names the file itself: then a symbolic link on the way from
   * there, and a target that is no regular file, are refused. Default: the path is the user's own word, and a link is
   * followed to the file that is replaced.
   */
  readonly below?: string;
}

/**
 * Writes a whole file or nothing: readers, and a crash at any moment, see the old text or the new one. Missing
 * parent folders are made; an existing file keeps its mode. Devices and pipes, such as /dev/stdout, cannot be
 * replaced and are written to; disks are not.
 *
 * @throws {UsageError} `Cannot write "<path>": <state>` where the file system refuses.
 */
export async function writeFileAtomic(
  path: string,
  data: string | Uint8Array,
  options: AtomicWriteOptions = {},
): Promise<void> {
  try {
    const bytes = typeof data === "string" ? new TextEncoder().encode(data) : data;
    const target = await findTarget(path, options.below ?? null);
    if (target.special) {
      await Deno.writeFile(path, bytes, { create: false });
    } else {
      await Deno.mkdir(dirname(target.path), { recursive: true });
      await replaceFile(target.path, { bytes, mode: target.mode });
    }
  } catch (error) {
    throw fileError("write", path, error);
  }
}

/**
 * Makes sure that {@linkcode writeFileAtomic} can write a file, by trying beside it; the file itself stays as it is. For
 * work that costs something before there is anything to write.
 *
 * @throws {UsageError} as writeFileAtomic does.
 */
export async function probeFile(path: string): Promise<void> {
  try {
    const target = await findTarget(path, null);
    if (target.special) return;
    await Deno.mkdir(dirname(target.path), { recursive: true });
    const temporary = temporaryName(target.path);
    (await Deno.open(temporary, { write: true, createNew: true })).close();
    await Deno.remove(temporary);
  } catch (error) {
    throw fileError("write", path, error);
  }
}

interface Target {
  readonly path: string;
  /** A device, pipe or socket. */
  readonly special: boolean;
  readonly mode: number | null;
}

async function findTarget(path: string, below: string | null): Promise<Target> {
  if (path === "") throw new UsageError(`Cannot write "": the name is empty`);
  if (path.endsWith("/")) throw new UsageError(`Cannot write "${path}": the name is that of a folder`);
  if (below !== null) refuseDetour(path, below);
  const link = await statOrNull(Deno.lstat, path);
  const file = link?.isSymlink ? await statOrNull(Deno.stat, path) : link;
  if (file === null) {
    if (link !== null) throw new UsageError(`Cannot write "${path}": it is a symbolic link to nothing`);
    return { path, special: false, mode: null };
  }
  if (file.isDirectory) throw new UsageError(`Cannot write "${path}": it is a folder`);
  if (file.isBlockDevice) throw new UsageError(`Cannot write "${path}": it is a disk`);
  if (!file.isFile) return { path, special: true, mode: null };
  return { path: link?.isSymlink ? await Deno.realPath(path) : path, special: false, mode: file.mode };
}

async function statOrNull(
  stat: (path: string) => Promise<Deno.FileInfo>,
  path: string,
): Promise<Deno.FileInfo | null> {
  try {
    return await stat(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

async function replaceFile(
  path: string,
  content: { bytes: Uint8Array; mode: number | null },
): Promise<void> {
  const temporary = temporaryName(path);
  try {
    using file = await Deno.open(temporary, { write: true, createNew: true });
    await writeAll(file, content.bytes);
    await file.sync();
    if (content.mode !== null) await Deno.chmod(temporary, content.mode & 0o7777);
    await Deno.rename(temporary, path);
  } catch (error) {
    // The first error is the one to tell; where the temporary was never made there is nothing to remove.
    await Deno.remove(temporary).catch(() => {});
    throw error;
  }
}

/** Hidden, beside the target, unlike any other; the name is cut so that a long one stays possible. */
function temporaryName(path: string): string {
  const random = crypto.randomUUID().slice(0, 13);
  return join(dirname(path), `.${basename(path).slice(0, 60)}.${random}.tmp`);
}

async function writeAll(file: Deno.FsFile, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
}
