import { UsageError } from "../core/errors.ts";
import { parseJson } from "../core/parse_json.ts";
import { parseDrawKey } from "../core/seed.ts";
import { writeFileAtomic } from "../files/atomic_write.ts";
import { fileError } from "../files/file_error.ts";
import { readTextBounded } from "../files/read_bounded.ts";

/** Options of a state file. */
export interface StateOptions {
  /** Keys of the catalogue, which every used key must be in; null: any key will do. */
  readonly knownKeys: ReadonlySet<string> | null;
}

/** Longest state file that is read, in bytes: a million keys. */
const MAX_BYTES = 128 * 1024 * 1024;

/** Longest key, in characters: three names of a catalogue and a number. */
const MAX_KEY = 1000;

/**
 * The used keys of a state file, in its order; none where there is no file.
 *
 * @throws {UsageError} where the file cannot be read, is torn, or is of another catalogue.
 */
export async function readStateFile(path: string, options: StateOptions): Promise<readonly string[]> {
  if (await stamp(path) === "") return [];
  return parseState(await readTextBounded(path, MAX_BYTES), { path, ...options });
}

/**
 * A state file's text as its keys.
 *
 * @throws {UsageError} where it is not a JSON list of different strings of the catalogue.
 */
export function parseState(text: string, options: StateOptions & { path: string }): readonly string[] {
  const { path, knownKeys } = options;
  const parsed = parseJson(text);
  if (!parsed.ok) {
    const remedy = "restore it from a copy, or delete it to start anew";
    throw new UsageError(`Cannot read state "${path}": ${parsed.rejection.detail}; ${remedy}`);
  }
  const { value } = parsed;
  if (!Array.isArray(value)) throw new UsageError(`Cannot read state "${path}": it is not a list of strings`);
  const seen = new Map<string, number>();
  value.forEach((key: unknown, index) => {
    if (typeof key !== "string") {
      throw new UsageError(`Cannot read state "${path}": entry ${index + 1} is not a string`);
    }
    if (key.length > MAX_KEY || !key.isWellFormed()) {
      throw new UsageError(`Cannot read state "${path}": entry ${index + 1} is not a key of this program`);
    }
    const first = seen.get(key);
    if (first !== undefined) {
      const state = `entry ${index + 1} ${JSON.stringify(key)} is a duplicate of entry ${first + 1}`;
      throw new UsageError(`Cannot read state "${path}": ${state}`);
    }
    if (knownKeys !== null && !knownKeys.has(parseDrawKey(key).key)) {
      throw new UsageError(`Cannot use state "${path}": ${JSON.stringify(key)} is not in the catalogue`);
    }
    seen.set(key, index);
  });
  return value as string[];
}

/** Reads and writes one state file; what it read stays in memory as long as the file is the same. */
export class StateFile {
  readonly #path: string;
  readonly #options: StateOptions;
  #stamp: string | null = null;
  #keys: readonly string[] = [];

  /** A reader of the file at `path`, which need not exist. */
  constructor(path: string, options: StateOptions) {
    this.#path = path;
    this.#options = options;
  }

  /**
   * The keys of now, sorted: the same list as before where the file is the same.
   *
   * @throws {UsageError} see {@linkcode readStateFile}.
   */
  async read(): Promise<readonly string[]> {
    const now = await stamp(this.#path);
    if (now === this.#stamp) return this.#keys;
    this.#keys = (await readStateFile(this.#path, this.#options)).toSorted();
    this.#stamp = now;
    return this.#keys;
  }

  /**
   * Writes the keys of the last reading with one more, and gives them; sorted, so that the order of finished tasks
   * leaves no trace.
   *
   * @throws {UsageError} where the file cannot be written.
   */
  async add(key: string): Promise<readonly string[]> {
    const at = placeOf(key, this.#keys);
    if (this.#keys[at] === key) return this.#keys;
    const keys = this.#keys.toSpliced(at, 0, key);
    await writeFileAtomic(this.#path, JSON.stringify(keys, null, 2) + "\n");
    this.#keys = keys;
    this.#stamp = await stamp(this.#path);
    return keys;
  }

  /**
   * Fails early where a file is there that cannot be written.
   *
   * @throws {UsageError} `Cannot write "<path>": <state>`.
   */
  async probe(): Promise<void> {
    try {
      const isLink = (await Deno.lstat(this.#path)).isSymlink;
      if (isLink) throw new UsageError(`Cannot write "${this.#path}": it is a symbolic link to nothing`);
      (await Deno.open(this.#path, { write: true })).close();
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw fileError("write", this.#path, error);
    }
  }
}

/** What changes when a file does; "" where there is none. Each write makes a new file, hence the inode. */
async function stamp(path: string): Promise<string> {
  try {
    const { ino, mtime, size } = await Deno.stat(path);
    return `${ino} ${mtime?.getTime()} ${size}`;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw fileError("read", path, error);
  }
}

/** Where a key stands, or would stand, among sorted ones. */
function placeOf(key: string, sorted: readonly string[]): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
