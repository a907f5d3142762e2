import { byteLength } from "../core/text_check.ts";
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
 * @param name The folder's name in `dumpDir`, which the user named: through a link in there nothing is written.
 * @throws {UsageError} where a file cannot be written.
 */
export async function dumpTask(
  { moduleName, correctCode, unitTests, buggyCode }: DumpedTask,
  { dumpDir, name }: { readonly dumpDir: string; readonly name: string },
): Promise<void> {
  const shown = buggyCode === null ? "correct" : "buggy";
  const files: readonly (readonly [name: string, text: string | null])[] = [
    [`${moduleName}_correct.py`, correctCode],
    [`${moduleName}_buggy.py`, buggyCode],
    [`test_${moduleName}.py`, unitTests],
    ["run_tests.py", runnerCode(moduleName, `${moduleName}_${shown}.py`)],
  ];
  for (const [file, text] of files) {
    if (text !== null) await writeFileAtomic(join(dumpDir, name, file), text, { below: dumpDir });
  }
}

/** Longest stem that is kept, in bytes: a number and the names of files being written must fit in 255. */
const MAX_STEM = 200;

/**
 * Names for the folders of dumped tasks: the stem of each task's file, numbered where it was given before, also in other
 * letters that some file systems take for the same.
 */
export class DumpNames {
  readonly #taken = new Set<string>();
  /** By stem, the number that was given last: a stem may come a hundred thousand times. */
  readonly #counts = new Map<string, number>();

  /** The folder name for a task file. */
  take(file: string): string {
    const stem = shortStem(
      basename(file).replace(/\.json$/, "").replace(/^\.+/, "_").replaceAll("/", "_") || "task",
    );
    const same = folded(stem);
    let count = (this.#counts.get(same) ?? 0) + 1;
    let name = count === 1 ? stem : `${stem}-${count}`;
    while (this.#taken.has(folded(name))) name = `${stem}-${++count}`;
    this.#counts.set(same, count);
    this.#taken.add(folded(name));
    return name;
  }
}

function folded(name: string): string {
  return name.normalize("NFKC").toLowerCase();
}

function shortStem(stem: string): string {
  let short = stem.slice(0, MAX_STEM);
  while (byteLength(short) > MAX_STEM) short = [...short].slice(0, -1).join("");
  return short.toWellFormed();
}
