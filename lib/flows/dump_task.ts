import { basename, join } from "../deps/path.ts";
import { writeFileAtomic } from "../files/atomic_write.ts";
import { runnerCode } from "../python/embedded.ts";

/** A task that was read, as far as its files go. */
export interface DumpedTask {
  readonly moduleName: string;
  readonly correctCode: string;
  readonly unitTests: string;
  /** null where there is none: then that file is left out. */
  readonly buggyCode: string | null;
}

/**
 * Lays out a task in a folder: `<module>_correct.py`, `<module>_buggy.py`, `test_<module>.py` and a run_tests.py that runs the tests on
 * the buggy module, or on the file that is named after it.
 *
 * @throws {UsageError} where a file cannot be written.
 */
export async function dumpTask(
  { moduleName, correctCode, unitTests, buggyCode }: DumpedTask,
  folder: string,
): Promise<void> {
  const shown = buggyCode === null ? "correct" : "buggy";
  const files: readonly (readonly [name: string, text: string | null])[] = [
    [`${moduleName}_correct.py`, correctCode],
    [`${moduleName}_buggy.py`, buggyCode],
    [`test_${moduleName}.py`, unitTests],
    ["run_tests.py", runnerCode(moduleName, `${moduleName}_${shown}.py`)],
  ];
  for (const [file, text] of files) {
    if (text !== null) await writeFileAtomic(join(folder, file), text, { refuseSymlink: true });
  }
}

/** Names for the folders of dumped tasks: the stem of each task's file, numbered where it was given before. */
export class DumpNames {
  readonly #taken = new Set<string>();

  /** The folder name for a task file. */
  take(file: string): string {
    const stem = basename(file).replace(/\.json$/, "").replace(/^\.+/, "_") || "task";
    let name = stem;
    for (let n = 2; this.#taken.has(name); n++) name = `${stem}-${n}`;
    this.#taken.add(name);
    return name;
  }
}
