import { bugKey } from "../core/bug_key.ts";
import type { BenchmarkIndex } from "../core/contamination.ts";
import type { ExportTask } from "../core/export_task.ts";
import { NearDuplicateIndex } from "../core/near_duplicates.ts";
import type { Rejection } from "../core/rejection.ts";
import type { TaskFilter } from "../core/task_filter.ts";
import { readTasks } from "./read_tasks.ts";

/** Which tasks come into a dataset. */
export interface ChoiceOptions {
  /** Null for all tasks. */
  readonly filter: TaskFilter | null;
  /** Whether groups are asked for. */
  readonly grouped: boolean;
  /** Whether a bug comes once only: in a module, and in those that are the same in other words. */
  readonly dedupe: boolean;
  /** Task files of which no bug may come in again. */
  readonly against: readonly string[];
  /** Whether no module of those files may come in again either. */
  readonly newModules: boolean;
  /** Texts that no task may repeat; null for none. */
  readonly benchmark: BenchmarkIndex | null;
  /** Most tasks; null for all. */
  readonly limit: number | null;
  /** Ends the work. */
  readonly signal: AbortSignal;
}

/** A task that comes into a dataset, of which a hundred thousand must fit in memory. */
export interface ChosenTask {
  readonly file: string;
  readonly id: string;
  /** The same for all tasks of a module, and of those that are the same in other words; "" where none is asked for. */
  readonly group: string;
}

/** Told of a file that is left out. */
type Skip = (file: string, why: Rejection) => void;

/** The place of a module that nobody compares: finding what is like it takes longer than reading it. */
const UNGROUPED = -1;

interface Known {
  readonly file: string;
  readonly id: string;
  /** The module's place in the index. */
  readonly place: number;
  readonly bug: string;
}

/** Chooses tasks, in the order of their files, of which one at a time is in memory. */
export async function chooseTasks(
  files: readonly string[],
  options: ChoiceOptions,
  skip: Skip,
): Promise<readonly ChosenTask[]> {
  const modules = new NearDuplicateIndex();
  // What cannot be read there may be what is to be left out here: that is told like any other loss.
  const others = await readAll(options.against, { modules, options, skip });
  const wanted = await readAll(files, { modules, options: { ...options, isWanted: true }, skip });
  const groupOf = ({ place }: Known) => place === UNGROUPED ? "" : modules.groupOf(place);
  const nameOf = (task: Known) => `${groupOf(task)} ${task.bug}`;
  const knownModules = new Set(others.map(groupOf));
  const bugs = new Map(others.map((other) => [nameOf(other), other.file]));
  const chosen: ChosenTask[] = [];
  for (const task of wanted) {
    if (options.limit !== null && chosen.length === options.limit) break;
    const group = groupOf(task);
    const twin = bugs.get(nameOf(task));
    if (options.newModules && knownModules.has(group)) {
      skip(task.file, { reason: "known_module", detail: "its module, or one like it, is in --against" });
    } else if (twin !== undefined) {
      skip(task.file, { reason: "duplicate", detail: `its bug is that of ${twin}` });
    } else {
      if (options.dedupe) bugs.set(nameOf(task), task.file);
      chosen.push({ file: task.file, id: task.id, group });
    }
  }
  return chosen;
}

async function readAll(
  files: readonly string[],
  { modules, options, skip }: {
    readonly modules: NearDuplicateIndex;
    readonly options: ChoiceOptions & { readonly isWanted?: boolean };
    readonly skip: Skip;
  },
): Promise<readonly Known[]> {
  const { filter, grouped, dedupe, against, benchmark, limit, signal, isWanted = false } = options;
  const found: Known[] = [];
  const ids = new Set<string>();
  // What is left out later is not known before all are read.
  const most = isWanted && !dedupe && against.length === 0 ? limit : null;
  for await (const { item: file, read } of readTasks(files, (path) => path)) {
    signal.throwIfAborted();
    if (most !== null && found.length === most) break;
    if (!read.ok) {
      skip(file, read.rejection);
      continue;
    }
    const task = read.value;
    const why = isWanted ? whyNot(task, { filter, benchmark, ids }) : null;
    if (why !== null) skip(file, why);
    else {
      ids.add(task.id);
      const place = grouped || dedupe || against.length > 0 ? modules.add(task.correctCode) : UNGROUPED;
      found.push({ file, id: task.id, place, bug: bugKey(task.fix) });
    }
  }
  return found;
}

function whyNot(
  task: ExportTask,
  { filter, benchmark, ids }: Pick<ChoiceOptions, "filter" | "benchmark"> & {
    readonly ids: ReadonlySet<string>;
  },
): Rejection | null {
  if (filter !== null && !filter(task)) return { reason: "filtered", detail: "--filter leaves it out" };
  if (ids.has(task.id)) return { reason: "same_task", detail: `another file holds the task ${task.id}` };
  const found = benchmark?.find([task.problemDescription, task.correctCode, task.unitTests]) ?? null;
  if (found === null) return null;
  const share = (part: number) => `${(100 * part).toFixed(0)} %`;
  const detail = `it shares ${share(found.ofBenchmark)} of ${found.record} of the benchmark, ${
    share(found.ofTask)
  } of its own text, such as "${found.sample}"`;
  return { reason: "contaminated", detail };
}
