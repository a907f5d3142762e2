import { UsageError } from "../core/errors.ts";
import { byteLength } from "../core/text_check.ts";
import { basename, dirname, join } from "../deps/path.ts";
import { fileError } from "./file_error.ts";
import { lstatOrNull } from "./plain_file.ts";
import { readTextBounded } from "./read_bounded.ts";

/** What became of each file. */
export interface RestoredFiles {
  /** Names of files that are as they were before, for they were changed, missing, or something else. */
  readonly restored: readonly string[];
  /** Names of files that were as wanted, and were not touched. */
  readonly kept: readonly string[];
}

/**
 * Gives files of a folder these texts again, all or none: where one cannot be written, those that were replaced before are
 * put back. Links are replaced and not followed; other files are left alone.
 *
 * @param files Texts by name.
 * @throws {UsageError} `Cannot write "<path>": <state>`.
 */
export async function restoreFiles(
  folder: string,
  files: ReadonlyMap<string, string>,
): Promise<RestoredFiles> {
  const [restored, kept]: [string[], string[]] = [[], []];
  for (const [name, text] of files) (await isKept(join(folder, name), text) ? kept : restored).push(name);
  const swaps = restored.map((name) => new Swap(join(folder, name)));
  try {
    for (const [at, swap] of swaps.entries()) await swap.stage(files.get(restored[at]!)!);
    for (const swap of swaps) await swap.make();
  } catch (error) {
    // The last first, and the first error is the one to tell.
    for (const swap of swaps.toReversed()) await swap.undo().catch(() => {});
    throw error;
  }
  for (const swap of swaps) await swap.forget();
  return { restored, kept };
}

async function isKept(path: string, text: string): Promise<boolean> {
  let info: Deno.FileInfo | null;
  try {
    info = lstatOrNull(path);
  } catch (error) {
    throw fileError("write", path, error);
  }
  // A folder may hold what nobody wants to lose.
  if (info?.isDirectory) throw new UsageError(`Cannot write "${path}": it is a folder`);
  const size = byteLength(text);
  if (!info?.isFile || info.size !== size) return false;
  return await readTextBounded(path, size).catch(() => null) === text;
}

/** A file that is replaced, and can be put back until that is forgotten. */
class Swap {
  readonly #path: string;
  readonly #fresh: string;
  readonly #old: string;
  #state: "begun" | "made" = "begun";

  constructor(path: string) {
    const start = `.${basename(path).slice(0, 60)}.${crypto.randomUUID().slice(0, 13)}`;
    this.#path = path;
    this.#fresh = join(dirname(path), `${start}.tmp`);
    this.#old = join(dirname(path), `${start}.old`);
  }

  async stage(text: string): Promise<void> {
    await this.#try(async () => {
      await Deno.mkdir(dirname(this.#path), { recursive: true });
      using file = await Deno.open(this.#fresh, { write: true, createNew: true });
      const bytes = new TextEncoder().encode(text);
      for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
      await file.sync();
    });
  }

  async make(): Promise<void> {
    await this.#try(async () => {
      if (lstatOrNull(this.#path) !== null) {
        await Deno.rename(this.#path, this.#old);
      }
      await Deno.rename(this.#fresh, this.#path);
      this.#state = "made";
    });
  }

  async undo(): Promise<void> {
    if (this.#state === "made") await Deno.remove(this.#path);
    if (lstatOrNull(this.#old) !== null) await Deno.rename(this.#old, this.#path);
    if (lstatOrNull(this.#fresh) !== null) await Deno.remove(this.#fresh);
  }

  async forget(): Promise<void> {
    await Deno.remove(this.#old).catch(() => {});
  }

  async #try(step: () => Promise<void>): Promise<void> {
    try {
      await step();
    } catch (error) {
      throw fileError("write", this.#path, error);
    }
  }
}
