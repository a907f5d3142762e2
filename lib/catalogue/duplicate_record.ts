import { contentHash } from "../core/content_hash.ts";
import { toSortedJson } from "../core/sorted_json.ts";
import { isMapping } from "../core/text_check.ts";
import { join } from "../deps/path.ts";
import { writeFileAtomic } from "../files/atomic_write.ts";
import { fileError } from "../files/file_error.ts";
import { readTextBounded } from "../files/read_bounded.ts";
import type { NearModule } from "./module_index.ts";

/** A module of which it is asked whether it repeats another one. */
export interface JudgedModule {
  /** The `drawKey()` of its task. */
  readonly key: string;
  /** Its healthy Python source. */
  readonly code: string;
  /** When it is asked: each task is looked at twice. */
  readonly at: "written" | "saved";
}

/**
 * What was said of modules that repeat others. Of two such modules the one that is saved first stays, and which one
 * that is no replay can know: it depends on how fast a model answered.
 */
export interface DuplicateRecord {
  /**
   * What a module repeats: what `look` finds, or in a replay what it found when the run was recorded.
   *
   * @throws {UsageError} where the record cannot be read or written.
   */
  judge(module: JudgedModule, look: () => NearModule | null): Promise<NearModule | null>;
}

/** For runs whose answers are not kept. */
export const NO_RECORD: DuplicateRecord = { judge: (_, look) => Promise.resolve(look()) };

/** Keeps it among the answers of a folder, a file for each module that was refused. */
export function recordDuplicates(dir: string): DuplicateRecord {
  const looks = new Looks(dir);
  return {
    async judge(module, look) {
      const near = look();
      const path = looks.next(module);
      // In an earlier run it may have been the other one that came first.
      if (near === null) await removeIfThere(path);
      else await writeFileAtomic(path, toSortedJson({ schema_version: 1, like: { ...near } }));
      return near;
    },
  };
}

/** Says what was said when the answers of a folder were recorded. */
export function replayDuplicates(dir: string): DuplicateRecord {
  const looks = new Looks(dir);
  return {
    async judge(module) {
      const path = looks.next(module);
      return await isThere(path) ? readLike(await readTextBounded(path, MAX_BYTES)) : null;
    },
  };
}

const MAX_BYTES = 100_000;

/** Counts how often a run looks at the same module: a model may write it again, and it is another question then. */
class Looks {
  readonly #dir: string;
  readonly #counts = new Map<string, number>();

  constructor(dir: string) {
    this.#dir = dir;
  }

  /** The file of the next look. */
  next({ key, code, at }: JudgedModule): string {
    const module = contentHash(toSortedJson({ key, code, at }));
    const count = (this.#counts.get(module) ?? 0) + 1;
    this.#counts.set(module, count);
    const hash = contentHash(`${module} ${count}`);
    return join(this.#dir, hash.slice(0, 2), `${hash}.duplicate.json`);
  }
}

/** What a record's text says; null where it is none that this program writes. */
function readLike(text: string): NearModule | null {
  let entry: unknown;
  try {
    entry = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  const like = isMapping(entry) && entry.schema_version === 1 ? entry.like : null;
  if (!isMapping(like)) return null;
  const { key, similarity } = like;
  return typeof key === "string" && typeof similarity === "number" ? { key, similarity } : null;
}

async function isThere(path: string): Promise<boolean> {
  try {
    await Deno.stat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw fileError("read", path, error);
  }
}

async function removeIfThere(path: string): Promise<void> {
  try {
    await Deno.remove(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw fileError("write", path, error);
  }
}
