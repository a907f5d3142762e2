import { UsageError } from "../core/errors.ts";
import { parseJson } from "../core/parse_json.ts";
import { basename, dirname, join } from "../deps/path.ts";
import { fileError } from "../files/file_error.ts";
import { readTextBounded } from "../files/read_bounded.ts";

/** Longest claims file that is read, in bytes: a run claims what it works on, not more. */
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * The claims of one run in a file of its own, `<state>.claims-<random>.json`, locked by the run for its lifetime:
 * a lock that others can obtain means that the run is dead. All methods need the state's lock to be held.
 */
export class OwnClaims {
  /** Name of the file, without folder. */
  readonly name: string;
  readonly #keys: Set<string> = new Set();
  readonly #path: string;
  readonly #file: Deno.FsFile;

  private constructor(path: string, file: Deno.FsFile) {
    this.#path = path;
    this.name = basename(path);
    this.#file = file;
  }

  /**
   * Makes the claims file of a run beside the state file.
   *
   * @throws {UsageError} where it cannot be made.
   */
  static async open(statePath: string): Promise<OwnClaims> {
    const path = `${statePath}.claims-${crypto.randomUUID().slice(0, 13)}.json`;
    let file: Deno.FsFile | null = null;
    try {
      file = await Deno.open(path, { write: true, createNew: true });
      await file.lock(true);
    } catch (error) {
      file?.close();
      throw fileError("write", path, error);
    }
    const claims = new OwnClaims(path, file);
    claims.#save();
    return claims;
  }

  /**
   * Adds a key.
   *
   * @throws {UsageError} where the file cannot be written; then the key is not added.
   */
  add(key: string): void {
    this.#keys.add(key);
    try {
      this.#save();
    } catch (error) {
      this.#keys.delete(key);
      throw error;
    }
  }

  /**
   * Drops a key, and tells whether it was there.
   *
   * @throws {UsageError} where the file cannot be written.
   */
  drop(key: string): boolean {
    if (!this.#keys.delete(key)) return false;
    this.#save();
    return true;
  }

  /** Keys that this run has claimed and not dropped. */
  get keys(): ReadonlySet<string> {
    return this.#keys;
  }

  /** Drops all claims and the file. */
  async close(): Promise<void> {
    this.#keys.clear();
    this.#file.close();
    await removeIfThere(this.#path);
  }

  /** Writes in place, since a new file would not have the lock; first the text, then the end, for full disks. */
  #save(): void {
    try {
      const bytes = new TextEncoder().encode(JSON.stringify([...this.#keys]) + "\n");
      this.#file.seekSync(0, Deno.SeekMode.Start);
      for (let at = 0; at < bytes.length;) at += this.#file.writeSync(bytes.subarray(at));
      this.#file.truncateSync(bytes.length);
    } catch (error) {
      throw fileError("write", this.#path, error);
    }
  }
}

/** The claims files of other runs. All methods need the state's lock to be held. */
export class OtherClaims {
  readonly #statePath: string;
  #names: readonly string[] = [];
  #mark: string | null = null;

  /** For the state file at `statePath`. */
  constructor(statePath: string) {
    this.#statePath = statePath;
  }

  /**
   * Keys that runs other than `own` hold. The folder, which may hold the tasks of a whole data set, is listed only
   * where `mark` differs from the last call's: see `FileState`. Leftovers of dead runs are deleted.
   *
   * @throws {UsageError} where a claims file cannot be read.
   */
  async read(own: string, mark: string): Promise<readonly string[]> {
    if (mark !== this.#mark) {
      this.#names = await claimsFiles(this.#statePath);
      this.#mark = mark;
    }
    const keys: string[] = [];
    const live: string[] = [];
    for (const name of this.#names) {
      if (name === own) continue;
      const claims = await readLive(join(dirname(this.#statePath), name));
      if (claims === null) continue;
      live.push(name);
      keys.push(...claims);
    }
    this.#names = live;
    return keys;
  }

  /** Whether the last reading found no other run. */
  get none(): boolean {
    return this.#names.length === 0;
  }
}

async function claimsFiles(statePath: string): Promise<string[]> {
  const names: string[] = [];
  const prefix = `${basename(statePath)}.claims-`;
  try {
    for await (const { name } of Deno.readDir(dirname(statePath))) {
      if (name.startsWith(prefix) && name.endsWith(".json")) names.push(name);
    }
  } catch (error) {
    throw fileError("read", dirname(statePath), error);
  }
  return names;
}

/**
 * A live run's keys; null for a dead one, whose file is deleted, for one that is gone, and for what is no file and hence
 * no run's.
 */
async function readLive(path: string): Promise<readonly string[] | null> {
  try {
    // Before it is opened: opening a pipe waits for its writer.
    if (!(await Deno.lstat(path)).isFile) return null;
    using file = await Deno.open(path, { read: true });
    if (await file.tryLock(true)) {
      await removeIfThere(path);
      return null;
    }
    return parseClaims(await readTextBounded(path, MAX_BYTES), path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw fileError("read", path, error);
  }
}

/**
 * A claims file's text as its keys.
 *
 * @throws {UsageError} where it is not a JSON list of strings.
 */
export function parseClaims(text: string, path: string): readonly string[] {
  const parsed = parseJson(text);
  if (!parsed.ok) throw new UsageError(`Cannot read claims "${path}": ${parsed.rejection.detail}`);
  const { value } = parsed;
  if (Array.isArray(value) && value.every((key) => typeof key === "string")) return value;
  throw new UsageError(`Cannot read claims "${path}": it is not a list of strings`);
}

async function removeIfThere(path: string): Promise<void> {
  try {
    await Deno.remove(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw fileError("write", path, error);
  }
}
