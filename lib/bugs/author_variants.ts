import { type AstNode, scopeName, walk } from "../core/ast.ts";
import type { BugStrategy } from "../core/bug_strategy.ts";
import type { Candidate } from "../core/candidate.ts";
import { applyEdits, lineAt, type SpanEdit } from "../core/span_edit.ts";
import type { AuthorBug, CheckedSpec } from "../core/spec.ts";

/** The bugs that came with the module from its author. */
export const authorVariants: BugStrategy = {
  name: "author_variants",
  propose: (module) => module.spec.bugs.map((bug) => toCandidate(bug, module)),
};

function toCandidate(bug: AuthorBug, { spec, tree }: CheckedSpec): Candidate {
  const edit = editOf(bug, spec.correctCode);
  return {
    strategy: "llm_variant",
    operator: "author",
    family: "author",
    edits: [edit],
    code: applyEdits(spec.correctCode, [edit]),
    function: scopeAt(tree, edit.start),
    line: lineAt(spec.correctCode, edit.start),
    description: oneLine(bug.description),
    rootCause: oneLine(bug.rootCause),
  };
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, " ");
}

/** The bug's edit, without the lines that `find` and `replace` share at either end. */
function editOf({ find, replace }: AuthorBug, code: string): SpanEdit {
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

function scopeAt(tree: AstNode, offset: number): string {
  let inner = "<module>";
  for (const { node, ancestors } of walk(tree)) {
    if (node.start <= offset && offset < node.end) inner = scopeName([...ancestors, node]);
  }
  return inner;
}
