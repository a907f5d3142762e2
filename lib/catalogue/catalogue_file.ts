import { UsageError } from "../core/errors.ts";
import type { Rejection } from "../core/rejection.ts";
import { type Seed, seedKey } from "../core/seed.ts";
import { probeFile, writeFileAtomic } from "../files/atomic_write.ts";
import { fileError } from "../files/file_error.ts";
import { withLock } from "../files/lock.ts";
import { parseEntries, readCatalogueText } from "./catalogue.ts";
import { HeldScenarios } from "./held_scenarios.ts";
import { EMPTY_CATALOGUE, insertEntries } from "./insert_entries.ts";

/** Which catalogue grows, and where it is written. */
export interface CatalogueFileOptions {
  /** A file, null for the built-in catalogue, or "nothing". */
  readonly source: { readonly file: string | null } | "nothing";
  /** The file to write; it may be the source itself. */
  readonly output: string;
}

/** What came of adding. */
export interface Growth {
  readonly added: readonly Seed[];
  /** Those that others added in the meantime, in these or other words. */
  readonly refused: readonly Rejection[];
}

/**
 * A catalogue's file that grows, by any number of runs at once: each addition reads the file anew under its
 * lock and replaces it as a whole. What is in the output file already is kept; the source's scenarios are in
 * it too.
 */
export class CatalogueFile {
  /** The scenarios of source and output as they were read last, and those that were added since. */
  readonly held: HeldScenarios;
  readonly #path: string;
  readonly #source: string;
  /** Scenarios that the output must have too. */
  readonly #required: readonly Seed[];
  readonly #keys: Set<string>;

  private constructor(
    path: string,
    parts: { source: string; required: readonly Seed[]; seeds: readonly Seed[] },
  ) {
    const seeds = new Map(parts.seeds.map((seed) => [seedKey(seed), seed]));
    this.held = new HeldScenarios(seeds.values());
    this.#path = path;
    this.#source = parts.source;
    this.#required = parts.required;
    this.#keys = new Set(seeds.keys());
  }

  /**
   * Reads the source, and the output where it exists; writes nothing yet.
   *
   * @throws {UsageError} where one of them is no catalogue, or the output cannot be written.
   */
  static async open({ source, output }: CatalogueFileOptions): Promise<CatalogueFile> {
    const named = source === "nothing" ? "nothing" : source.file ?? "built-in";
    const text = source === "nothing" ? EMPTY_CATALOGUE : await readCatalogueText(source.file);
    const seeds = parseEntries(text, named);
    await probeFile(output);
    const path = await realPath(output);
    const same = source !== "nothing" && source.file !== null && await realPath(source.file) === path;
    const own = await isFile(path) ? parseEntries(await readCatalogueText(path), path) : [];
    return new CatalogueFile(path, { source: text, required: same ? [] : seeds, seeds: [...seeds, ...own] });
  }

  /**
   * Adds scenarios, but none that nearly is in the file by now.
   *
   * @throws {UsageError} where the file cannot be written.
   */
  add(seeds: readonly Seed[]): Promise<Growth> {
    return withLock(this.#path, async () => {
      const { text, missing } = await this.#read();
      const added: Seed[] = [];
      const refused: Rejection[] = [];
      for (const seed of seeds) {
        const like = this.held.nearest(seed);
        if (like === null) {
          added.push(seed);
          this.#take([seed]);
        } else {
          const detail = `"${seedKey(seed)}" is nearly "${seedKey(like)}", which came in meanwhile`;
          refused.push({ reason: "near_duplicate", detail });
        }
      }
      if (added.length > 0) {
        await writeFileAtomic(this.#path, insertEntries(text, [...missing, ...added], this.#path));
      }
      // Whoever waits for the lock notices, and makes a new file.
      await Deno.remove(`${this.#path}.lock`).catch(() => {});
      return { added, refused };
    });
  }

  /** Reads the file of now; what it lacks of the source is missing. */
  async #read(): Promise<{ text: string; missing: readonly Seed[] }> {
    if (!await isFile(this.#path)) return { text: this.#source, missing: [] };
    const text = await readCatalogueText(this.#path);
    const own = parseEntries(text, this.#path);
    this.#take(own);
    const keys = new Set(own.map(seedKey));
    return { text, missing: this.#required.filter((seed) => !keys.has(seedKey(seed))) };
  }

  #take(seeds: readonly Seed[]): void {
    for (const seed of seeds) {
      if (this.#keys.has(seedKey(seed))) continue;
      this.#keys.add(seedKey(seed));
      this.held.add(seed);
    }
  }
}

function realPath(path: string): Promise<string> {
  return Deno.realPath(path).catch(() => path);
}

/** Whether a file is there. What can only be written to, such as a pipe, cannot be merged with. */
async function isFile(path: string): Promise<boolean> {
  try {
    const info = await Deno.stat(path);
    if (info.isFile) return true;
    throw new UsageError(`Cannot write "${path}": it is no regular file`);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw fileError("read", path, error);
  }
}
