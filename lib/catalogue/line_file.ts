import { UsageError } from "../core/errors.ts";
import { fileError } from "../files/file_error.ts";
import { lstatOrNull, plainProblem } from "../files/plain_file.ts";

/** Longest file that is read, in bytes. */
const MAX_BYTES = 1024 * 1024 * 1024;

/** Most lines of a file, empty ones too. */
const MAX_LINES = 2_000_000;

/** What one reading gives at most, in bytes and lines, so that a large file is never in memory as a whole. */
const PORTION = { bytes: 16 * 1024 * 1024, lines: 50_000 };

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
  /** Whether there is more to be read at once. */
  readonly more: boolean;
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
  /** Size of the file at the last reading that came to its end. */
  #size = 0;
  /** Lines that were read. */
  #count = 0;
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
   * Reads what is new, or a part of it; nothing where the file is as it was, or is not there.
   *
   * @throws {UsageError} where the file cannot be read, or is far too long.
   */
  readNew(): NewLines {
    try {
      const info = lstatOrNull(this.#path);
      const problem = info && plainProblem(info);
      if (problem) throw new UsageError(`Cannot read "${this.#path}": ${problem}`);
      const [size, inode] = [info?.size ?? 0, info?.ino ?? null];
      if (size > MAX_BYTES) {
        throw new UsageError(`Cannot read "${this.#path}": it is larger than ${MAX_BYTES} bytes`);
      }
      const replaced = size < this.#offset || (this.#offset > 0 && inode !== this.#inode);
      if (replaced) [this.#offset, this.#size, this.#count, this.#torn] = [0, 0, 0, false];
      this.#inode = inode;
      if (size === this.#size) return { lines: [], replaced, more: false };
      const { lines, more } = this.#readLines();
      if (!more) this.#size = size;
      this.#count += lines.length;
      if (this.#count > MAX_LINES) {
        throw new UsageError(`Cannot read "${this.#path}": it has more than ${MAX_LINES} lines`);
      }
      return { lines, replaced, more };
    } catch (error) {
      throw fileError("read", this.#path, error);
    }
  }

  /**
   * Fails early where something is there that cannot be written, or is no regular file.
   *
   * @throws {UsageError} `Cannot write "<path>": <state>`.
   */
  probe(): void {
    try {
      if (this.#isThere()) Deno.openSync(this.#path, { append: true }).close();
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
      this.#isThere();
      using file = Deno.openSync(this.#path, { read: true, append: true, create: true });
      const bytes = new TextEncoder().encode(`${endsWhole(file) ? "" : "\n"}${line}\n`);
      for (let at = 0; at < bytes.length;) at += file.writeSync(bytes.subarray(at));
    } catch (error) {
      throw fileError("write", this.#path, error);
    }
  }

  #isThere(): boolean {
    const info = lstatOrNull(this.#path);
    const problem = info && plainProblem(info);
    if (problem) throw new UsageError(`Cannot write "${this.#path}": ${problem}`);
    return info !== null;
  }

  #readLines(): { lines: string[]; more: boolean } {
    using file = Deno.openSync(this.#path, { read: true });
    file.seekSync(this.#offset, Deno.SeekMode.Start);
    const lines: string[] = [];
    const decoder = new TextDecoder();
    const part = new Uint8Array(1024 * 1024);
    const begin = this.#offset;
    let before = begin;
    let rest = new Uint8Array();
    for (let count = file.readSync(part); count !== null; count = file.readSync(part)) {
      const bytes = part.subarray(0, count);
      let start = 0;
      for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
        const own = bytes.subarray(start, end);
        const line = rest.length === 0 ? own : joined(rest, own);
        lines.push(line.length === 0 ? "" : decoder.decode(line.subarray(0, MAX_LINE)));
        start = end + 1;
        if (rest.length > 0) rest = new Uint8Array();
        this.#offset = before + start;
        if (lines.length >= PORTION.lines) return { lines, more: true };
      }
      rest = joined(rest, bytes.subarray(start)).subarray(0, MAX_LINE);
      before += count;
      if (lines.length > 0 && before - begin >= PORTION.bytes) return { lines, more: true };
    }
    this.#torn = rest.length > 0;
    return { lines, more: false };
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** Whether a file is empty or ends with a line's end. */
function endsWhole(file: Deno.FsFile): boolean {
  if (file.statSync().size === 0) return true;
  file.seekSync(-1, Deno.SeekMode.End);
  const last = new Uint8Array(1);
  file.readSync(last);
  return last[0] === NEWLINE;
}
