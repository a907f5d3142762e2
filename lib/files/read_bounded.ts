import { UsageError } from "../core/errors.ts";
import { fileError } from "./file_error.ts";

/**
 * A file's text, where it is UTF-8 and no longer than `maxBytes`; a byte order mark is dropped. Never more than
 * the limit is held in memory, also where the file grows or is a device.
 *
 * @throws {UsageError} `Cannot read "<path>": <state>`.
 */
export async function readTextBounded(path: string, maxBytes: number): Promise<string> {
  let bytes: Uint8Array;
  try {
    using file = await Deno.open(path, { read: true });
    const info = await file.stat();
    if (info.isDirectory) throw new UsageError(`Cannot read "${path}": it is a folder`);
    bytes = await readUpTo(file, maxBytes + 1);
  } catch (error) {
    throw fileError("read", path, error);
  }
  if (bytes.length > maxBytes) {
    throw new UsageError(`Cannot read "${path}": it is larger than ${maxBytes} bytes`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new UsageError(`Cannot read "${path}": it is not UTF-8 text`, { cause: error });
  }
}

async function readUpTo(file: Deno.FsFile, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let total = 0;
  while (total < limit) {
    const part = new Uint8Array(Math.min(65536, limit - total));
    const count = await file.read(part);
    if (count === null) break;
    parts.push(part.subarray(0, count));
    total += count;
  }
  const whole = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
