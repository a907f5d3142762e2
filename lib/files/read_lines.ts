import { UsageError } from "../core/errors.ts";
import { fileError } from "./file_error.ts";

/**
 * The lines of a UTF-8 file, one after the other, without their ends; no more of it is in memory than a line and a bit.
 *
 * @throws {UsageError} where it cannot be read, is no text, or a line is longer than `maxBytes`.
 */
export async function* readLines(path: string, maxBytes: number): AsyncGenerator<string> {
  let file: Deno.FsFile;
  try {
    const info = await Deno.stat(path);
    if (!info.isFile) throw new UsageError(`Cannot read "${path}": it is not a regular file`);
    file = await Deno.open(path, { read: true });
  } catch (error) {
    throw fileError("read", path, error);
  }
  let rest = "";
  try {
    for await (const part of file.readable.pipeThrough(new TextDecoderStream("utf-8", { fatal: true }))) {
      const lines = (rest + part).split("\n");
      rest = lines.pop()!;
      if (rest.length > maxBytes) {
        throw new UsageError(`Cannot read "${path}": a line is longer than ${maxBytes} bytes`);
      }
      yield* lines;
    }
  } catch (error) {
    if (error instanceof TypeError) {
      throw new UsageError(`Cannot read "${path}": it is not UTF-8 text`, { cause: error });
    }
    throw fileError("read", path, error);
  }
  if (rest !== "") yield rest;
}
