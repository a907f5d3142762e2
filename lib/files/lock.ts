import { dirname } from "../deps/path.ts";
import { fileError } from "./file_error.ts";
import { refuseUnlessPlain } from "./plain_file.ts";

/**
 * Runs a function while no other process, and no other call in this one, holds the lock of the same path: an
 * exclusive `flock` on `<path>.lock`, which ends with its process at the latest. The function is given the open
 * lock file and may write marks into it; as its last step it may remove it, since whoever waits notices and makes a
 * new one. Not reentrant. Each waiting call occupies a thread: queue the calls of one process.
 *
 * @throws {UsageError} `Cannot write "<path>.lock": <state>` where the lock file cannot be made.
 */
export async function withLock<T>(path: string, run: (file: Deno.FsFile) => Promise<T> | T): Promise<T> {
  using file = await obtain(`${path}.lock`);
  return await run(file);
}

async function obtain(lockPath: string): Promise<Deno.FsFile> {
  try {
    await Deno.mkdir(dirname(lockPath), { recursive: true });
    while (true) {
      refuseUnlessPlain(lockPath);
      const file = await lockFile(lockPath);
      if (await isCurrent(file, lockPath)) return file;
      file.close();
    }
  } catch (error) {
    throw fileError("write", lockPath, error);
  }
}

async function lockFile(lockPath: string): Promise<Deno.FsFile> {
  const file = await Deno.open(lockPath, { read: true, write: true, create: true });
  try {
    await file.lock(true);
    return file;
  } catch (error) {
    file.close();
    throw error;
  }
}

/** Whether the locked file still stands under its name: its last holder may have removed it while this one waited. */
async function isCurrent(file: Deno.FsFile, lockPath: string): Promise<boolean> {
  const open = await file.stat();
  try {
    const named = await Deno.lstat(lockPath);
    return open.ino === named.ino && open.dev === named.dev;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
