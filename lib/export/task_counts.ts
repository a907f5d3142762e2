import { contentHash } from "../core/content_hash.ts";
import type { ExportTask } from "../core/export_task.ts";
import { failureKind } from "../core/failure_kind.ts";
import { shortened } from "../core/visible_text.ts";

/** Numbers by name. */
export type Counts = ReadonlyMap<string, number>;

/** What can be counted of tasks. */
const COUNTED = {
  split: (_: ExportTask, split: string) => [split],
  domain: ({ domain }: ExportTask) => [domain],
  difficulty: ({ difficulty }: ExportTask) => [difficulty?.label ?? "not said"],
  failure: ({ failingOutput }: ExportTask) => [failureKind(failingOutput)],
  faults: ({ bugs }: ExportTask) => [bugs.length === 0 ? "not said" : String(bugs.length)],
  author: ({ author, model }: ExportTask) => [model === null ? author : `${author} (${model})`],
  python: ({ pythonVersion }: ExportTask) => [pythonVersion ?? "not said"],
  /** These two count bugs: a task may have several. */
  family: ({ bugs }: ExportTask) => bugs.map(({ family }) => family),
  operator: ({ bugs }: ExportTask) => bugs.map(({ operator }) => operator),
} as const satisfies Record<string, (task: ExportTask, split: string) => readonly string[]>;

/** A name that tasks are counted by. */
export type Counted = keyof typeof COUNTED;

/** Longest name that is kept: names come out of files, and there may be one a task. */
const LONGEST = 200;

/** Counts of tasks, taken one task at a time. */
export class TaskCounts {
  #tasks = 0;
  #withoutTests = 0;
  readonly #modules = new Set<string>();
  readonly #counts = new Map<Counted, Map<string, number>>();

  /** Takes a task in. */
  add(task: ExportTask, split: string): void {
    this.#tasks++;
    if (task.failToPass === null) this.#withoutTests++;
    this.#modules.add(contentHash(task.correctCode).slice(0, 16));
    for (const [counted, namesOf] of Object.entries(COUNTED)) {
      const counts = this.#counts.get(counted as Counted) ?? new Map<string, number>();
      this.#counts.set(counted as Counted, counts);
      for (const name of namesOf(task, split)) {
        const key = shortened(name, LONGEST);
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
  }

  /** Tasks in all. */
  get tasks(): number {
    return this.#tasks;
  }

  /** Tasks that do not say which tests the bug breaks. */
  get withoutTests(): number {
    return this.#withoutTests;
  }

  /** Different healthy modules. */
  get modules(): number {
    return this.#modules.size;
  }

  /** Counts by name: most first, and by name where they are even. */
  by(counted: Counted): Counts {
    const entries = [...this.#counts.get(counted) ?? []];
    return new Map(entries.sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)));
  }
}
