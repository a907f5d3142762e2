import { UsageError } from "../core/errors.ts";
import type { ExportFile, ExportFolder } from "../core/export_format.ts";
import { basename, dirname, join, resolve } from "../deps/path.ts";
import { fileError } from "./file_error.ts";

/** Bytes that are gathered before they are written. */
const BUFFER = 1 << 20;

/**
 * A folder that is filled beside its place, hidden, and put there by one rename: whoever looks sees nothing, or all of
 * it. A program that is killed leaves the hidden folder, `.<name>.<random>.tmp`, and the place as it was.
 */
export class StagedFolder implements ExportFolder {
  readonly #path: string;
  readonly #staging: string;
  readonly #replace: boolean;

  private constructor(path: string, { replace }: { readonly replace: boolean }) {
    this.#path = path;
    this.#staging = join(
      dirname(path),
      `.${basename(path).slice(0, 60)}.${crypto.randomUUID().slice(0, 13)}.tmp`,
    );
    this.#replace = replace;
  }

  /**
   * Starts a folder.
   *
   * @param options.replace Whether a folder that is there already may be replaced. Default: false, unless it is empty.
   * @throws {UsageError} where it cannot be written, or something is in its place.
   */
  static async start(path: string, options: { readonly replace?: boolean } = {}): Promise<StagedFolder> {
    const folder = new StagedFolder(resolve(path), { replace: options.replace ?? false });
    await folder.#checkPlace();
    try {
      await Deno.mkdir(folder.#staging, { recursive: true });
    } catch (error) {
      throw fileError("write", path, error);
    }
    return folder;
  }

  async write(
    path: string,
    data: string | Uint8Array,
    options: { readonly executable?: boolean } = {},
  ): Promise<void> {
    const target = this.#inside(path);
    try {
      await Deno.mkdir(dirname(target), { recursive: true });
      const bytes = typeof data === "string" ? new TextEncoder().encode(data) : data;
      await Deno.writeFile(target, bytes, { createNew: true, mode: options.executable ? 0o755 : 0o644 });
    } catch (error) {
      throw fileError("write", join(this.#path, path), error);
    }
  }

  async open(path: string): Promise<ExportFile> {
    const target = this.#inside(path);
    try {
      await Deno.mkdir(dirname(target), { recursive: true });
      const file = await Deno.open(target, { write: true, createNew: true });
      return new BufferedFile(file, join(this.#path, path));
    } catch (error) {
      throw fileError("write", join(this.#path, path), error);
    }
  }

  async rename(from: string, to: string): Promise<void> {
    try {
      await Deno.rename(this.#inside(from), this.#inside(to));
    } catch (error) {
      throw fileError("write", join(this.#path, to), error);
    }
  }

  /** Puts the folder into its place. @throws {UsageError} where something came there meanwhile. */
  async publish(): Promise<void> {
    await this.#checkPlace();
    const old = `${this.#staging}.old`;
    try {
      const isThere = await Deno.lstat(this.#path).then(() => true, () => false);
      // An empty folder is replaced by the rename itself.
      if (isThere && this.#replace) await Deno.rename(this.#path, old);
      await Deno.rename(this.#staging, this.#path);
      if (isThere && this.#replace) await Deno.remove(old, { recursive: true });
    } catch (error) {
      throw fileError("write", this.#path, error);
    }
  }

  /** Removes what was written, where it was not published. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.#staging, { recursive: true }).catch(() => undefined);
  }

  async #checkPlace(): Promise<void> {
    let entries: AsyncIterable<Deno.DirEntry>;
    try {
      const info = await Deno.lstat(this.#path);
      if (!info.isDirectory) {
        throw new UsageError(`Cannot write "${this.#path}": a file stands where a folder is needed`);
      }
      entries = Deno.readDir(this.#path);
      if (this.#replace) return;
      for await (const _ of entries) {
        throw new UsageError(
          `Cannot write "${this.#path}": the folder is not empty; --overwrite replaces it`,
        );
      }
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return;
      throw fileError("write", this.#path, error);
    }
  }

  #inside(path: string): string {
    const target = resolve(this.#staging, path);
    if (target.startsWith(this.#staging + "/")) return target;
    throw new RangeError(`Cannot write "${path}": it leads out of the dataset`);
  }
}

class BufferedFile implements ExportFile {
  readonly #file: Deno.FsFile;
  readonly #name: string;
  #waiting: Uint8Array[] = [];
  #length = 0;

  constructor(file: Deno.FsFile, name: string) {
    this.#file = file;
    this.#name = name;
  }

  async append(data: string | Uint8Array): Promise<void> {
    const bytes = typeof data === "string" ? new TextEncoder().encode(data) : data;
    this.#waiting.push(bytes);
    this.#length += bytes.length;
    if (this.#length >= BUFFER) await this.#flush();
  }

  async close(): Promise<void> {
    try {
      await this.#flush();
    } finally {
      this.#file.close();
    }
  }

  async #flush(): Promise<void> {
    const waiting = this.#waiting;
    [this.#waiting, this.#length] = [[], 0];
    try {
      for (const bytes of waiting) {
        for (let at = 0; at < bytes.length;) at += await this.#file.write(bytes.subarray(at));
      }
    } catch (error) {
      throw fileError("write", this.#name, error);
    }
  }
}
