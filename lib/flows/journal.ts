import { visibleText } from "../core/visible_text.ts";
import { fileError } from "../files/file_error.ts";
import { refuseUnlessPlain } from "../files/plain_file.ts";

/** One event of a run, as a line of `run.jsonl`. */
export interface JournalEvent {
  /** Such as "run_start", "task_made", "refused", "candidate", "task_skipped", "run_end". */
  readonly event: string;
  /** What the event tells besides; plain JSON values. */
  readonly [field: string]: unknown;
}

/**
 * Appends the events of a run to a JSON Lines file: whole lines, each in one write. A line that a crash or a full disk
 * tore stays alone: the next run begins a new one. A terminal that shows the file obeys nothing in it.
 */
export class Journal implements Disposable {
  readonly #file: Deno.FsFile;
  readonly #path: string;
  readonly #run: string;
  readonly #now: () => Date;

  private constructor(file: Deno.FsFile, { path, run, now }: { path: string; run: string; now: () => Date }) {
    this.#file = file;
    this.#path = path;
    this.#run = run;
    this.#now = now;
  }

  /**
   * Opens the journal; what is in it stays.
   *
   * @throws {UsageError} where the file cannot be written.
   */
  static async open(path: string, { run, now }: { run: string; now: () => Date }): Promise<Journal> {
    let file: Deno.FsFile | null = null;
    try {
      refuseUnlessPlain(path);
      file = await Deno.open(path, { read: true, create: true, append: true });
      const journal = new Journal(file, { path, run, now });
      if (!await endsWhole(file)) journal.#append("\n");
      return journal;
    } catch (error) {
      file?.close();
      throw fileError("write", path, error);
    }
  }

  /**
   * Adds an event, with the run's name and the time.
   *
   * @throws {UsageError} where the file cannot be written.
   */
  write(event: JournalEvent): void {
    this.#append(
      visibleText(JSON.stringify({ ...event, run: this.#run, time: this.#now().toISOString() })) + "\n",
    );
  }

  #append(text: string): void {
    try {
      const bytes = new TextEncoder().encode(text);
      for (let at = 0; at < bytes.length;) at += this.#file.writeSync(bytes.subarray(at));
    } catch (error) {
      throw fileError("write", this.#path, error);
    }
  }

  /** Closes the file. */
  [Symbol.dispose](): void {
    this.#file.close();
  }
}

/** Whether a file is empty or ends with a line's end. */
async function endsWhole(file: Deno.FsFile): Promise<boolean> {
  if ((await file.stat()).size === 0) return true;
  await file.seek(-1, Deno.SeekMode.End);
  const last = new Uint8Array(1);
  await file.read(last);
  return last[0] === 10;
}
