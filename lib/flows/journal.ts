import { fileError } from "../files/file_error.ts";

/** One event of a run, as a line of `run.jsonl`. */
export interface JournalEvent {
  /** Such as "run_start", "task_made", "attempt_failed", "task_skipped", "run_end". */
  readonly event: string;
  /** What the event tells besides; plain JSON values. */
  readonly [field: string]: unknown;
}

/** Appends the events of a run to a JSON Lines file: whole lines, each in one write. */
export class Journal implements Disposable {
  readonly #file: Deno.FsFile;
  readonly #run: string;
  readonly #now: () => Date;

  private constructor(file: Deno.FsFile, run: string, now: () => Date) {
    this.#file = file;
    this.#run = run;
    this.#now = now;
  }

  /**
   * Opens the journal; what is in it stays.
   *
   * @throws {UsageError} where the file cannot be written.
   */
  static async open(path: string, { run, now }: { run: string; now: () => Date }): Promise<Journal> {
    try {
      return new Journal(await Deno.open(path, { create: true, append: true }), run, now);
    } catch (error) {
      throw fileError("write", path, error);
    }
  }

  /** Adds an event, with the run's name and the time. */
  write(event: JournalEvent): void {
    const line = JSON.stringify({ ...event, run: this.#run, time: this.#now().toISOString() }) + "\n";
    this.#file.writeSync(new TextEncoder().encode(line));
  }

  /** Closes the file. */
  [Symbol.dispose](): void {
    this.#file.close();
  }
}
