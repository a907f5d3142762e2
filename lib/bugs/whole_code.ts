import type { SpanEdit } from "../core/span_edit.ts";
import { diffArrays } from "../deps/diff.ts";

/** Lines that may differ; what differs in more is another module. */
const MOST_CHANGED_LINES = 400;

/**
 * The edits that lead from one source to another: one for each line that differs, or for a run of lines where
 * more or fewer come in their place, without the indentation and line end that both have. Blank lines, and
 * blanks at the ends of lines, are not compared: where nothing else differs they stay as they were. Null
 * where hundreds of lines differ.
 */
export function editsBetween(source: string, changed: string): readonly SpanEdit[] | null {
  const code = changed.endsWith("\n") ? changed : `${changed}\n`;
  const [before, after] = [linesOf(source), linesOf(code)];
  const options = { maxEditLength: MOST_CHANGED_LINES };
  const changes = diffArrays(before.map(({ text }) => text), after.map(({ text }) => text), options);
  if (changes === undefined) return null;
  const edits: SpanEdit[] = [];
  let [from, to] = [0, 0];
  for (let at = 0; at < changes.length; at++) {
    const [first, second] = [changes[at]!, changes[at + 1]];
    if (!first.added && !first.removed) {
      from += first.count;
      to += first.count;
      continue;
    }
    // What goes and what comes in its place are two changes in a row, in either order.
    const pair = second && (second.added || second.removed) ? [first, second] : [first];
    at += pair.length - 1;
    const removed = pair.find((change) => change.removed)?.count ?? 0;
    const added = pair.find((change) => change.added)?.count ?? 0;
    const gone = before.slice(from, from + removed);
    const come = after.slice(to, to + added);
    if (gone.length === 0) {
      const around = { above: before[from - 1], over: after[to - 1], below: after[to + added] };
      edits.push(insertLines(come, { source, code, ...around }));
    } else if (gone.length === come.length) {
      // Line by line, so that each can be told, and undone, alone.
      gone.forEach((line, n) => edits.push(replaceLines([line], [come[n]!], { source, code })));
    } else edits.push(replaceLines(gone, come, { source, code }));
    from += removed;
    to += added;
  }
  return edits;
}

/** How many lines edits take away and put there. */
export function changedLines(edits: readonly SpanEdit[], source: string): number {
  const count = (text: string) => text.split("\n").filter((line) => line.trim() !== "").length;
  return edits.reduce((sum, { start, end, text }) => sum + count(source.slice(start, end)) + count(text), 0);
}

/** A line that is not blank. */
interface Line {
  /** Without the blanks at its end. */
  readonly text: string;
  /** Where it begins. */
  readonly start: number;
  /** After its line end. */
  readonly end: number;
}

function linesOf(source: string): readonly Line[] {
  const lines: Line[] = [];
  for (const { 0: whole, index } of source.matchAll(/[^\n]*\n|[^\n]+$/g)) {
    const text = whole.trimEnd();
    if (text !== "") lines.push({ text, start: index, end: index + whole.length });
  }
  return lines;
}

interface Sources {
  readonly source: string;
  readonly code: string;
}

/** Lines that go, or become others: then without the indentation and the line end that both have. */
function replaceLines(gone: readonly Line[], come: readonly Line[], { source, code }: Sources): SpanEdit {
  const [start, end] = [gone[0]!.start, gone.at(-1)!.end];
  if (come.length === 0) return { start, end, text: "" };
  const removed = source.slice(start, end);
  const added = code.slice(come[0]!.start, come.at(-1)!.end);
  const indent = Math.min(...[removed, added].map((text) => /^ */.exec(text)![0].length));
  const tail = removed.endsWith("\n") && added.endsWith("\n") ? 1 : 0;
  return { start: start + indent, end: end - tail, text: added.slice(indent, added.length - tail) };
}

/**
 * Lines that come in between: right below the line above unless they stand right over the next, blank lines
 * aside.
 */
function insertLines(
  come: readonly Line[],
  { source, code, above, over, below }: Sources & {
    /** The line of the source that they follow. */
    readonly above: Line | undefined;
    /** The same line in the code. */
    readonly over: Line | undefined;
    /** The line of the code that follows them. */
    readonly below: Line | undefined;
  },
): SpanEdit {
  const at = above?.end ?? 0;
  const [first, last] = [come[0]!, come.at(-1)!];
  if (last.end === below?.start && first.start > (over?.end ?? 0)) {
    const next = at + /^(?:[ \t]*\n)*/.exec(source.slice(at))![0].length;
    return { start: next, end: next, text: code.slice(first.start, last.end) };
  }
  const lineEnd = at > 0 && source[at - 1] !== "\n" ? "\n" : "";
  return { start: at, end: at, text: lineEnd + code.slice(over?.end ?? 0, last.end) };
}
