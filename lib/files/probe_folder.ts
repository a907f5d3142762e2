import { UsageError } from "../core/errors.ts";
import { fileError } from "./file_error.ts";

/**
 * Makes sure that a folder is there and files can be written in it, by trying.
 *
 * @throws {UsageError} `Cannot write "<path>": <state>`.
 */
export async function probeFolder(path: string): Promise<void> {
  try {
    await Deno.mkdir(path, { recursive: true });
    const probe = await Deno.makeTempFile({ dir: path, prefix: ".probe-" });
    await Deno.remove(probe);
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) {
      throw new UsageError(`Cannot write "${path}": a file stands where a folder is needed`, {
        cause: error,
      });
    }
    throw fileError("write", path, error);
  }
}
