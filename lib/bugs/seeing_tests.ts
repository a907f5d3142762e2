import { type AstNode, walk } from "../core/ast.ts";
import type { HealthyRun } from "../core/healthy_run.ts";
import type { SpanEdit } from "../core/span_edit.ts";
import type { CheckedSpec } from "../core/spec.ts";

/**
 * The tests that can tell an edited module from the healthy one: those that run a line of the smallest statement around
 * the edits. Edits of what runs outside of tests are seen by all, as are those that are not of one statement of a
 * function. The others do the same as before, unless one test leaves something behind for the next: whoever ships a bug
 * has it judged by all tests.
 *
 * @returns Ids in source order; null for all tests.
 */
export function seeingTests(
  edits: readonly SpanEdit[],
  { checked, healthy }: { readonly checked: CheckedSpec; readonly healthy: HealthyRun },
): readonly string[] | null {
  const around = enclosingStatement(checked.tree, edits);
  if (around === null) return null;
  const first = around.line;
  const last = first + lineBreaks(checked.spec.correctCode.slice(around.start, around.end));
  const hit = (lines: readonly number[]) => lines.some((line) => first <= line && line <= last);
  if (hit(healthy.outside)) return null;
  return healthy.testIds.filter((id) => hit(healthy.coverage.get(id) ?? [first]));
}

/** The innermost statement of a function's body that holds all edits; null where there is none. */
function enclosingStatement(tree: AstNode, edits: readonly SpanEdit[]): AstNode | null {
  if (edits.length === 0) return null;
  const start = Math.min(...edits.map((edit) => edit.start));
  const end = Math.max(...edits.map((edit) => edit.end));
  let found: AstNode | null = null;
  for (const { node, ancestors } of walk(tree)) {
    const parent = ancestors.at(-1);
    if (!parent || node.start > start || node.end < end || !isInBody(node, parent)) continue;
    // What defines a function or a class, its decorators and defaults, runs where that stands.
    if (runsLater(parent)) found = node;
    else if (found !== null && !isDefinition(parent)) found = node;
  }
  return found;
}

function isInBody(node: AstNode, parent: AstNode): boolean {
  return ["body", "orelse", "finalbody"].some((field) => {
    const list = parent[field];
    return Array.isArray(list) && list.includes(node);
  });
}

function runsLater({ type }: AstNode): boolean {
  return type === "FunctionDef" || type === "AsyncFunctionDef";
}

function isDefinition({ type }: AstNode): boolean {
  return type === "ClassDef" || type === "FunctionDef" || type === "AsyncFunctionDef";
}

function lineBreaks(text: string): number {
  return text.split("\n").length - 1;
}
