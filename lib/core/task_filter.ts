import { UsageError } from "./errors.ts";
import type { ExportTask } from "./export_task.ts";
import { failureKind } from "./failure_kind.ts";
import { changedLines } from "./unified_diff.ts";

/** Whether a task is wanted. */
export type TaskFilter = (task: ExportTask) => boolean;

/** What can be asked for by its words. */
const WORDS: Readonly<Record<string, (task: ExportTask) => readonly string[]>> = {
  domain: ({ domain }) => [domain],
  topic: ({ topic }) => [topic],
  subtopic: ({ subtopic }) => [subtopic],
  module: ({ moduleName }) => [moduleName],
  difficulty: ({ difficulty }) => difficulty === null ? [] : [difficulty.label],
  family: ({ bugs }) => bugs.map(({ family }) => family),
  operator: ({ bugs }) => bugs.map(({ operator }) => operator),
  strategy: ({ bugs }) => bugs.map(({ strategy }) => strategy),
  author: ({ author }) => [author],
  model: ({ model }) => model === null ? [] : [model],
  failure: (task) => [failureKind(task.failingOutput)],
};

/** What can be asked for by its size; null where the task does not say. */
const NUMBERS: Readonly<Record<string, (task: ExportTask) => number | null>> = {
  score: ({ difficulty }) => difficulty?.score ?? null,
  faults: ({ bugs }) => bugs.length === 0 ? null : bugs.length,
  tests: ({ failToPass, passToPass }) =>
    failToPass === null || passToPass === null ? null : failToPass.length + passToPass.length,
  failing: ({ failToPass }) => failToPass?.length ?? null,
  lines: ({ buggyCode }) => buggyCode.trimEnd().split("\n").length,
  changed_lines: ({ fix }) => changedLines(fix),
};

/** What a filter may ask for, for help pages and errors. */
export const FILTER_KEYS: readonly string[] = [...Object.keys(WORDS), ...Object.keys(NUMBERS)];

/**
 * A filter from its text: conditions with commas between them, all of which must hold. `key=a|b` and `key!=a|b` compare
 * words, without regard to case; `key>=n`, `key<=n` and `key=n` compare numbers.
 *
 * @throws {UsageError} `Cannot use "--filter": <state>`.
 */
export function parseTaskFilter(text: string): TaskFilter {
  const conditions = text.split(",").map((part) => parseCondition(part.trim()));
  return (task) => conditions.every((holds) => holds(task));
}

function parseCondition(text: string): TaskFilter {
  const [, key, sign, value] = /^(\w+)\s*(!=|>=|<=|=)\s*(.+)$/.exec(text) ?? [];
  if (key === undefined || sign === undefined || value === undefined) {
    throw new UsageError(`Cannot use "--filter": "${text}" is not like key=value or key>=number`);
  }
  const words = Object.hasOwn(WORDS, key) ? WORDS[key]! : null;
  const size = Object.hasOwn(NUMBERS, key) ? NUMBERS[key]! : null;
  if (words !== null && (sign === "=" || sign === "!=")) {
    const wanted = value.split("|").map((word) => word.trim().toLowerCase());
    const isOne = (task: ExportTask) => words(task).some((word) => wanted.includes(word.toLowerCase()));
    return sign === "=" ? isOne : (task) => !isOne(task);
  }
  if (size !== null && sign !== "!=") {
    const limit = Number(value);
    if (!Number.isFinite(limit)) {
      throw new UsageError(`Cannot use "--filter": "${value}" is not a number`);
    }
    return (task) => {
      const found = size(task);
      if (found === null) return false;
      return sign === "=" ? found === limit : sign === ">=" ? found >= limit : found <= limit;
    };
  }
  if (words === null && size === null) {
    throw new UsageError(`Cannot use "--filter": there is no "${key}"; there are ${FILTER_KEYS.join(", ")}`);
  }
  throw new UsageError(`Cannot use "--filter": "${key}" cannot be compared by ${sign}`);
}
