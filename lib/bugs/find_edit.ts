import type { SpanEdit } from "../core/span_edit.ts";

/** A text to find, and the one to put in its place. */
export interface Replacement {
  /** Stands exactly once in the code. */
  readonly find: string;
  /** Stands there afterwards. */
  readonly replace: string;
}

/** How often a text stands in another, overlaps counted, up to two. */
export function occurrences(code: string, find: string): 0 | 1 | 2 {
  const first = code.indexOf(find);
  if (first < 0) return 0;
  return code.indexOf(find, first + 1) < 0 ? 1 : 2;
}

/** The edit of a text that stands once, without the lines that `find` and `replace` share at either end. */
export function findEdit({ find, replace }: Replacement, code: string): SpanEdit {
  const from = find.split("\n");
  const to = replace.split("\n");
  const most = Math.min(from.length, to.length) - 1;
  let head = 0;
  while (head < most && from[head] === to[head]) head++;
  let tail = 0;
  while (tail < most - head && from.at(-1 - tail) === to.at(-1 - tail)) tail++;
  const lengthOf = (lines: readonly string[]) => lines.reduce((sum, line) => sum + line.length + 1, 0);
  const start = code.indexOf(find) + lengthOf(from.slice(0, head));
  const end = code.indexOf(find) + find.length - lengthOf(from.slice(from.length - tail));
  return { start, end, text: to.slice(head, to.length - tail).join("\n") };
}
