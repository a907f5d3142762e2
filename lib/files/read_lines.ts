import { UsageError } from "../core/errors.ts";
import { fileError } from "./file_error.ts";

/**
 * The lines of a file, one after the other, with their numbers from 1; never more than one is in memory.
 *
 * @param maxLength Most characters of a line.
 * @throws {UsageError} `Cannot read "<path>": <state>`.
 */
export async function* readLines(
  path: string,
  maxLength: number,
): AsyncGenerator<{ readonly number: number; readonly text: string }> {
  let number = 0;
  let parts: string[] = [];
  let length = 0;
  const add = (part: string) => {
    length += part.length;
    if (length > maxLength) {
      throw new UsageError(
        `Cannot read "${path}": line ${number + 1} is longer than ${maxLength} characters`,
      );
    }
    parts.push(part);
  };
  try {
    if ((await Deno.stat(path)).isDirectory) throw new UsageError(`Cannot read "${path}": it is a folder`);
    const file = await Deno.open(path, { read: true });
    const decoder = new TextDecoderStream("utf-8", { fatal: true });
    for await (
      const chunk of file.readable.pipeThrough(decoder as ReadableWritablePair<string, Uint8Array>)
    ) {
      const lines = chunk.split("\n");
      for (const [at, part] of lines.entries()) {
        add(part);
        if (at === lines.length - 1) break;
        yield { number: ++number, text: parts.join("").replace(/\r$/, "") };
        [parts, length] = [[], 0];
      }
    }
  } catch (error) {
    if (error instanceof TypeError) {
      throw new UsageError(`Cannot read "${path}": it is not UTF-8 text`, { cause: error });
    }
    throw fileError("read", path, error);
  }
  if (length > 0) yield { number: number + 1, text: parts.join("") };
}
