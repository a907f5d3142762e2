import { UsageError } from "../core/errors.ts";
import { fileError } from "../files/file_error.ts";

/** Longest file that is read, in bytes. */
const MAX_BYTES = 1024 * 1024 * 1024;

/** Longest line that is read whole, in bytes; of longer ones the beginning is given. */
const MAX_LINE = 64 * 1024;

const NEWLINE = 10;

/** What a file holds that was not read before. */
export interface NewLines {
  /** Whole lines, without their ends. */
  readonly lines: readonly string[];
  /**
   * Whether it is another file than before, or was cut: then all its lines are given, and older ones hold no
   * more.
   */
  readonly replaced: boolean;
}

/**
 * A file of lines that only grows, by any number of runs at once: each line is added by one write at the end,
 * and what others added is read with the next reading. A line that a crash tore stays alone: the next one
 * begins anew.
 */
export class LineFile {
  readonly #path: string;
  #inode: number | null = null;
  /** Where reading goes on: after the last newline that was read. */
  #offset = 0;
  /** Size of the file at the last reading. */
  #size = 0;
  #torn = false;

  /** A file at `path`, which need not exist. */
  constructor(path: string) {
    this.#path = path;
  }

  /** Whether the last reading found something after the last whole line. */
  get torn(): boolean {
    return this.#torn;
  }

  /**
   * Reads what is new; nothing where the file is as it was, or is not there.
   *
   * @throws {UsageError} where the file cannot be read, or is far too long.
   */
  readNew(): NewLines {
    try {
      const info = statOrNull(this.#path);
      const [size, inode] = [info?.size ?? 0, info?.ino ?? null];
      if (size > MAX_BYTES) {
        throw new UsageError(`Cannot read "${this.#path}": it is larger than ${MAX_BYTES} bytes`);
      }
      const replaced = size < this.#offset || (this.#offset > 0 && inode !== this.#inode);
      if (replaced) [this.#offset, this.#size, this.#torn] = [0, 0, false];
      this.#inode = inode;
      if (size === this.#size) return { lines: [], replaced };
      this.#size = size;
      return { lines: this.#readLines(), replaced };
    } catch (error) {
      throw fileError("read", this.#path, error);
    }
  }

  /**
   * Fails early where a file is there that cannot be written.
   *
   * @throws {UsageError} `Cannot write "<path>": <state>`.
   */
  probe(): void {
    try {
      if (statOrNull(this.#path) !== null) Deno.openSync(this.#path, { append: true }).close();
    } catch (error) {
      throw fileError("write", this.#path, error);
    }
  }

  /**
   * Adds one line, which may hold no line end.
   *
   * @throws {UsageError} where the file cannot be written.
   */
  append(line: string): void {
    try {
      using file = Deno.openSync(this.#path, { read: true, append: true, create: true });
      const bytes = new TextEncoder().encode(`${endsWhole(file) ? "" : "\n"}${line}\n`);
      for (let at = 0; at < bytes.length;) at += file.writeSync(bytes.subarray(at));
    } catch (error) {
      throw fileError("write", this.#path, error);
    }
  }

  #readLines(): string[] {
    using file = Deno.openSync(this.#path, { read: true });
    file.seekSync(this.#offset, Deno.SeekMode.Start);
    const lines: string[] = [];
    const part = new Uint8Array(1024 * 1024);
    let before = this.#offset;
    let rest = new Uint8Array();
    for (let count = file.readSync(part); count !== null; count = file.readSync(part)) {
      const bytes = part.subarray(0, count);
      let start = 0;
      for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
        const line = joined(rest, bytes.subarray(start, end));
        lines.push(new TextDecoder().decode(line.subarray(0, MAX_LINE)));
        [rest, start] = [new Uint8Array(), end + 1];
        this.#offset = before + start;
      }
      rest = joined(rest, bytes.subarray(start)).subarray(0, MAX_LINE);
      before += count;
    }
    this.#torn = rest.length > 0;
    return lines;
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

function statOrNull(path: string): Deno.FileInfo | null {
  try {
    return Deno.statSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

/** Whether a file is empty or ends with a line's end. */
function endsWhole(file: Deno.FsFile): boolean {
  if (file.statSync().size === 0) return true;
  file.seekSync(-1, Deno.SeekMode.End);
  const last = new Uint8Array(1);
  file.readSync(last);
  return last[0] === NEWLINE;
}
