import { UsageError } from "../core/errors.ts";
import { fileError } from "./file_error.ts";

/** Names of the process's own open files: what a shell hands over, such as `/dev/stdin` and `<(command)`. */
const HANDED_OVER = /^\/(?:dev\/(?:stdin|fd\/\d+)|proc\/self\/fd\/\d+)$/;

/**
 * A file's text, where it is UTF-8 and no longer than `maxBytes`; a byte order mark is dropped. Never more than
 * the limit is held in memory, also where the file grows. Devices, sockets and pipes are refused, since they may never
 * end, or never begin; but for those that a shell handed over.
 *
 * @throws {UsageError} `Cannot read "<path>": <state>`.
 */
export async function readTextBounded(path: string, maxBytes: number): Promise<string> {
  let bytes: Uint8Array;
  try {
    // Before it is opened: opening a pipe waits for its writer.
    const { size } = checkKind(path, await Deno.stat(path));
    if (size > maxBytes) throw tooLarge(path, maxBytes);
    using file = await Deno.open(path, { read: true });
    checkKind(path, await file.stat());
    bytes = await readUpTo(file, { expected: size, limit: maxBytes + 1 });
  } catch (error) {
    throw fileError("read", path, error);
  }
  if (bytes.length > maxBytes) throw tooLarge(path, maxBytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new UsageError(`Cannot read "${path}": it is not UTF-8 text`, { cause: error });
  }
}

function tooLarge(path: string, maxBytes: number): UsageError {
  return new UsageError(`Cannot read "${path}": it is larger than ${maxBytes} bytes`);
}

function checkKind(path: string, info: Deno.FileInfo): Deno.FileInfo {
  if (info.isDirectory) throw new UsageError(`Cannot read "${path}": it is a folder`);
  if (info.isFile || HANDED_OVER.test(path)) return info;
  throw new UsageError(`Cannot read "${path}": it is not a regular file`);
}

/** In one piece of memory, which is made larger where there is more than was expected. */
async function readUpTo(
  file: Deno.FsFile,
  { expected, limit }: { expected: number; limit: number },
): Promise<Uint8Array> {
  let held = new Uint8Array(Math.min(limit, expected + 1));
  let length = 0;
  for (;;) {
    if (length === held.length) {
      if (length === limit) break;
      const larger = new Uint8Array(Math.min(limit, Math.max(65536, 2 * length)));
      larger.set(held);
      held = larger;
    }
    const count = await file.read(held.subarray(length));
    if (count === null) break;
    length += count;
  }
  return held.subarray(0, length);
}
