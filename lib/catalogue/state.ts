import { basename, dirname, join, resolve } from "../deps/path.ts";
import { withLock } from "../files/lock.ts";
import { OtherClaims, OwnClaims } from "./claims.ts";
import { StateFile, type StateOptions } from "./state_file.ts";

/** Which draws are used up, shared by runs that work on one data set. Keys are those of `drawKey()`. */
export interface DrawState {
  /**
   * Calls `choose` with every key that is used or claimed by any run, and claims the key that it chooses for this run.
   * The set is alive: it holds for the call only.
   *
   * @throws {UsageError} where the state cannot be read or written.
   * @throws {RangeError} where `choose` gives a taken key.
   */
  claim(choose: (taken: ReadonlySet<string>) => string | null): Promise<string | null>;
  /**
   * Runs `save`, which writes the task's files, then counts the claimed key as used. Where `save` throws, the key
   * stays claimed. `save` may not call the state.
   *
   * @throws {RangeError} for a key that this run has not claimed.
   */
  confirm(key: string, save: () => Promise<void>): Promise<void>;
  /** Gives a claimed key back; nothing happens where it is not claimed. */
  release(key: string): Promise<void>;
  /** Drops all claims; the state takes no more calls but this one. */
  close(): Promise<void>;
  /** The keys used now, sorted; claims are not among them. */
  used(): Promise<readonly string[]>;
}

/**
 * Opens a state file, which need not exist. Any number of processes may have it open: calls take turns by a lock
 * beside it, and what a killed run had claimed is free again.
 *
 * @throws {UsageError} where the file is torn, of another catalogue, or cannot be read or written.
 */
export async function openState(path: string, options: StateOptions): Promise<DrawState> {
  const target = await followLink(path);
  const file = new StateFile(target, options);
  // Before the lock, so that a mistyped path leaves nothing behind and is told by its own name.
  await file.read();
  await file.probe();
  const own = await withLock(target, (lock) => {
    // A longer lock file tells the other runs to look for new claims files.
    lock.seekSync(0, Deno.SeekMode.End);
    lock.writeSync(new TextEncoder().encode("."));
    return OwnClaims.open(target);
  });
  return new FileState(target, { file, own });
}

/** A state that lives in memory, for runs without a state file. */
export function memoryState(): DrawState {
  const taken = new Set<string>();
  const claimed = new Set<string>();
  return {
    claim(choose) {
      const key = chooseFree(choose, taken);
      if (key === null) return Promise.resolve(null);
      taken.add(key);
      claimed.add(key);
      return Promise.resolve(key);
    },
    async confirm(key, save) {
      requireClaim(key, claimed);
      await save();
      claimed.delete(key);
    },
    release(key) {
      if (claimed.delete(key)) taken.delete(key);
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
    used: () => Promise.resolve([...taken.difference(claimed)].sort()),
  };
}

class FileState implements DrawState {
  readonly #path: string;
  readonly #file: StateFile;
  readonly #own: OwnClaims;
  readonly #others: OtherClaims;
  /** Used keys and this run's claims; those of others only while `choose` runs. */
  #taken: Set<string> = new Set();
  /** The used keys that `#taken` was made from. */
  #used: readonly string[] | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(path: string, parts: { file: StateFile; own: OwnClaims }) {
    this.#path = path;
    this.#file = parts.file;
    this.#own = parts.own;
    this.#others = new OtherClaims(path);
  }

  claim(choose: (taken: ReadonlySet<string>) => string | null): Promise<string | null> {
    return this.#locked(async (mark) => {
      await this.#refresh();
      const others = new Set(await this.#others.read(this.#own.name, mark)).difference(this.#taken);
      // Adding and taking back is cheaper than a copy of ten thousand keys for each claim.
      for (const key of others) this.#taken.add(key);
      let key: string | null;
      try {
        key = chooseFree(choose, this.#taken);
      } finally {
        for (const other of others) this.#taken.delete(other);
      }
      if (key === null) return null;
      this.#own.add(key);
      this.#taken.add(key);
      return key;
    });
  }

  confirm(key: string, save: () => Promise<void>): Promise<void> {
    return this.#locked(async () => {
      requireClaim(key, this.#own.keys);
      await this.#refresh();
      await save();
      this.#used = await this.#file.add(key);
      this.#own.drop(key);
    });
  }

  async release(key: string): Promise<void> {
    if (this.#closed) return;
    await this.#locked(() => {
      // The next claim makes the set anew: the key may have come into the file by other hands.
      if (this.#own.drop(key)) this.#used = null;
    });
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    const closing = this.#locked(async (mark) => {
      await this.#own.close();
      await this.#others.read(this.#own.name, mark);
      // Whoever waits for the lock notices that its file is gone: see withLock().
      if (this.#others.none) await Deno.remove(`${this.#path}.lock`).catch(() => {});
    });
    this.#closed = true;
    await closing;
  }

  used(): Promise<readonly string[]> {
    // In turn, like all: a reading beside confirm() could put older keys back under its hands.
    return this.#locked(() => this.#file.read());
  }

  async #refresh(): Promise<void> {
    const used = await this.#file.read();
    if (used !== this.#used) this.#taken = new Set([...used, ...this.#own.keys]);
    this.#used = used;
  }

  /** Calls take turns here first: each waiting lock would hold a thread, and its holder needs some. */
  #locked<T>(run: (mark: string) => Promise<T> | T): Promise<T> {
    if (this.#closed) return Promise.reject(new Error(`Cannot use state "${this.#path}": it is closed`));
    const result = this.#queue.then(() =>
      withLock(this.#path, (lock) => {
        const { ino, size } = lock.statSync();
        return run(`${ino} ${size}`);
      })
    );
    this.#queue = result.catch(() => {});
    return result;
  }
}

function chooseFree(
  choose: (taken: ReadonlySet<string>) => string | null,
  taken: ReadonlySet<string>,
): string | null {
  const key = choose(taken);
  if (key !== null && taken.has(key)) throw new RangeError(`Cannot claim "${key}": it is taken`);
  return key;
}

function requireClaim(key: string, claimed: ReadonlySet<string>): void {
  if (!claimed.has(key)) throw new RangeError(`Cannot confirm "${key}": this run has not claimed it`);
}

/** The file that a path leads to: its lock and claims stand beside it, whatever name a run calls it by. */
async function followLink(path: string): Promise<string> {
  const absolute = resolve(path);
  const file = await Deno.realPath(absolute).catch(() => null);
  if (file !== null) return file;
  const folder = await Deno.realPath(dirname(absolute)).catch(() => dirname(absolute));
  return join(folder, basename(absolute));
}
