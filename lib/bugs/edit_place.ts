import { type AstNode, scopeName, walk } from "../core/ast.ts";
import type { Candidate } from "../core/candidate.ts";
import { lineAt, type SpanEdit } from "../core/span_edit.ts";

/** A healthy module: its text and its tree. */
export interface Healthy {
  readonly source: string;
  readonly tree: AstNode;
}

/** Where a bug stands. */
export type EditPlace = Pick<Candidate, "function" | "line">;

/** "Class.method", "function" or "<module>" that an offset stands in. */
export function scopeAt(tree: AstNode, offset: number): string {
  return scopeName(wayTo(tree, offset));
}

/**
 * The place of a bug of several edits, in the order of the text: that of the first one inside a function or
 * class, such as not an import that it needs; the line counts in the code with the edits made.
 */
export function placeOfEdits(edits: readonly SpanEdit[], healthy: Healthy): EditPlace {
  const scopes = scopesOfEdits(edits, healthy);
  const main = Math.max(0, scopes.findIndex((scope) => scope !== "<module>"));
  return { function: scopes[main]!, line: linesAfter(edits, healthy.source)[main]! };
}

/** For each edit the function, class or module that it changes. */
export function scopesOfEdits(edits: readonly SpanEdit[], healthy: Healthy): readonly string[] {
  return edits.map((edit) => scopeOf(edit, healthy));
}

/** The line of the healthy module that stands where a bug's faulty line stands in its own. */
export function lineInHealthy({ edits, line }: Candidate, source: string): number {
  const main = linesAfter(edits, source).indexOf(line);
  return main < 0 ? line : lineAt(source, edits[main]!.start);
}

/** The edit that a bug's faulty line is told of. */
export function mainEdit({ edits, line }: Candidate, source: string): SpanEdit {
  return edits[Math.max(0, linesAfter(edits, source).indexOf(line))] ?? { start: 0, end: 0, text: "" };
}

function scopeOf({ start, end, text }: SpanEdit, { source, tree }: Healthy): string {
  const old = source.slice(start, end);
  if (old.trim() !== "") return scopeAt(tree, start + blanksBefore(old));
  // What is put in on lines of its own belongs to the block that its indentation continues, which may end
  // just before.
  const indent = /^ */.exec(text.replace(/^\s*\n/, ""))![0].length;
  const above = wayTo(tree, source.slice(0, start).trimEnd().length - 1);
  return scopeName(above.filter((node) => columnOf(node, source) < indent));
}

/** The innermost node at an offset, after all that hold it. */
function wayTo(tree: AstNode, offset: number): readonly AstNode[] {
  let way: readonly AstNode[] = [];
  for (const { node, ancestors } of walk(tree)) {
    if (node.start <= offset && offset < node.end) way = [...ancestors, node];
  }
  return way;
}

function columnOf({ start }: AstNode, source: string): number {
  return start - (source.lastIndexOf("\n", start - 1) + 1);
}

/** For each edit the first line that it touches in the code with all of them made. */
export function linesAfter(edits: readonly SpanEdit[], source: string): readonly number[] {
  let shift = 0;
  return edits.map(({ start, end, text }) => {
    const skipped = text.trim() === "" ? "" : text.slice(0, blanksBefore(text));
    const line = lineAt(source, start) + shift + skipped.split("\n").length - 1;
    shift += text.split("\n").length - source.slice(start, end).split("\n").length;
    return line;
  });
}

function blanksBefore(text: string): number {
  return text.length - text.trimStart().length;
}
