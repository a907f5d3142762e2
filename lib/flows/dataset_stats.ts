import type { ExportTask } from "../core/export_task.ts";
import { failureKind } from "../core/failure_kind.ts";
import { bugKey } from "../core/bug_key.ts";
import { changedLines } from "../core/unified_diff.ts";
import { NearDuplicateIndex } from "../core/near_duplicates.ts";
import { readTasks } from "./read_tasks.ts";

/** How often each word comes, most often first. */
export type Counts = Readonly<Record<string, number>>;

/** How a quantity is distributed over the tasks that have it. */
export interface Spread {
  /** Tasks that have it. */
  readonly tasks: number;
  readonly min: number;
  /** Quartiles as the value at rank n/4, n/2 and 3n/4, rounded up. */
  readonly quartiles: readonly [number, number, number];
  readonly max: number;
  readonly mean: number;
}

/** What a dataset is made of. */
export interface DatasetStats {
  /** Files that were looked at. */
  readonly files: number;
  /** Tasks among them. */
  readonly tasks: number;
  /** Different healthy modules. */
  readonly modules: number;
  /** The same, those that are alike in other words counted once. */
  readonly module_groups: number;
  /** Tasks whose bug an earlier one has: the same change in the same module, or in one that is alike. */
  readonly repeated_bugs: number;
  /** Files that hold no task, by reason. */
  readonly unreadable: Counts;
  /** Tasks by what they are about, and bugs by what they are. */
  readonly counts: Readonly<Record<string, Counts>>;
  /** Sizes. */
  readonly sizes: Readonly<Record<string, Spread>>;
}

const COUNTED: Readonly<Record<string, (task: ExportTask) => readonly string[]>> = {
  domain: ({ domain }) => [domain],
  difficulty: ({ difficulty }) => [difficulty?.label ?? "not said"],
  failure: ({ failingOutput }) => [failureKind(failingOutput)],
  faults: ({ bugs }) => [bugs.length === 0 ? "not said" : String(bugs.length)],
  strategy: ({ bugs }) => bugs.map(({ strategy }) => strategy),
  family: ({ bugs }) => bugs.map(({ family }) => family),
  operator: ({ bugs }) => bugs.map(({ operator }) => operator),
  author: ({ author, model }) => [model ?? author],
};

const MEASURED: Readonly<Record<string, (task: ExportTask) => number | null>> = {
  module_lines: ({ correctCode }) => linesOf(correctCode),
  test_lines: ({ unitTests }) => linesOf(unitTests),
  module_tokens: ({ correctCode }) => tokensOf(correctCode),
  test_tokens: ({ unitTests }) => tokensOf(unitTests),
  problem_tokens: ({ problemDescription }) => tokensOf(problemDescription),
  conversation_tokens: ({ conversation }) =>
    conversation.reduce((sum, { content }) => sum + tokensOf(content), 0),
  turns: ({ conversation }) => conversation.length,
  tests: ({ failToPass, passToPass }) =>
    failToPass === null || passToPass === null ? null : failToPass.length + passToPass.length,
  failing_tests: ({ failToPass }) => failToPass?.length ?? null,
  changed_lines: ({ fix }) => changedLines(fix),
  difficulty_score: ({ difficulty }) => difficulty?.score ?? null,
};

/** Looks through tasks, one at a time; of each only its numbers are kept. */
export async function readStats(
  files: readonly string[],
  { signal }: { readonly signal: AbortSignal },
): Promise<DatasetStats> {
  const counts = new Map(Object.keys(COUNTED).map((key) => [key, new Map<string, number>()]));
  const sizes = new Map(Object.keys(MEASURED).map((key) => [key, [] as number[]]));
  const unreadable = new Map<string, number>();
  const modules = new NearDuplicateIndex();
  const bugs: { readonly place: number; readonly key: string }[] = [];
  for await (const { read } of readTasks(files, (file) => file)) {
    signal.throwIfAborted();
    if (!read.ok) {
      count(unreadable, read.rejection.reason);
      continue;
    }
    const task = read.value;
    bugs.push({ place: modules.add(task.correctCode), key: bugKey(task.fix) });
    for (const [key, words] of Object.entries(COUNTED)) {
      for (const word of words(task)) count(counts.get(key)!, word);
    }
    for (const [key, measure] of Object.entries(MEASURED)) {
      const size = measure(task);
      if (size !== null) sizes.get(key)!.push(size);
    }
  }
  const groups = bugs.map(({ place }) => modules.groupOf(place));
  return {
    files: files.length,
    tasks: bugs.length,
    modules: new Set(bugs.map(({ place }) => place)).size,
    module_groups: new Set(groups).size,
    repeated_bugs: bugs.length - new Set(bugs.map(({ key }, at) => `${groups[at]} ${key}`)).size,
    unreadable: inOrder(unreadable),
    counts: Object.fromEntries([...counts].map(([key, words]) => [key, inOrder(words)])),
    sizes: Object.fromEntries(
      [...sizes].filter(([, list]) => list.length > 0).map(([key, list]) => [key, spreadOf(list)]),
    ),
  };
}

function count(words: Map<string, number>, word: string): void {
  words.set(word, (words.get(word) ?? 0) + 1);
}

/** Most often first, then by the alphabet. */
function inOrder(words: ReadonlyMap<string, number>): Counts {
  return Object.fromEntries([...words].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)));
}

function spreadOf(list: readonly number[]): Spread {
  const sorted = Float64Array.from(list).sort();
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
  const mean = sorted.reduce((sum, size) => sum + size, 0) / sorted.length;
  return {
    tasks: sorted.length,
    min: sorted[0]!,
    quartiles: [at(0.25), at(0.5), at(0.75)],
    max: sorted.at(-1)!,
    mean: Number(mean.toPrecision(6)),
  };
}

function linesOf(text: string): number {
  return text.trimEnd().split("\n").length;
}

/** Words and single signs: what a model's tokens are differs from model to model, and is between one and two times that. */
function tokensOf(text: string): number {
  let tokens = 0;
  for (const _ of text.matchAll(/[\p{L}\p{N}_]+|[^\s]/gu)) tokens++;
  return tokens;
}
