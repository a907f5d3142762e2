import type { AstNode } from "../core/ast.ts";
import type { ToldFault } from "../core/export_format.ts";
import type { ExportTask } from "../core/export_task.ts";
import type { PayloadBug } from "../core/payload.ts";
import { applyEdits, type SpanEdit } from "../core/span_edit.ts";
import { describeChange } from "./describe_change.ts";
import { type Healthy, placeOfEdits } from "./edit_place.ts";
import { findEdit } from "./find_edit.ts";
import type { Span } from "./mutate_module.ts";

/** One of a task's faults by itself. */
export interface FaultPart {
  /** Edits that bring it into the healthy module. */
  readonly edits: readonly SpanEdit[];
  /** The module with it as its only fault. */
  readonly code: string;
  /** How it is told; its line is that of the buggy module, with all faults. */
  readonly told: ToldFault;
  /** Whether an operator's words tell of it. */
  readonly isOperator: boolean;
}

/** The faults of a task: those that it names, where they make its buggy module, else all that differs as one. */
export function faultParts(task: ExportTask, healthy: Healthy): readonly FaultPart[] {
  const named = task.bugs.map((bug) => ({ bug, edits: bug.edits.map(toSpanEdit) }));
  if (makes(task, named.flatMap(({ edits }) => edits))) {
    return named.map(({ bug, edits }) => ({
      edits,
      code: applyEdits(healthy.source, edits),
      told: toldBug(bug),
      isOperator: bug.strategy === "operator" && bug.operator !== "author",
    }));
  }
  const edits = [findEdit({ find: task.correctCode, replace: task.buggyCode }, task.correctCode)];
  const told = { ...placeOfEdits(edits, healthy), ...describeChange(edits, healthy) };
  return [{ edits, code: task.buggyCode, told, isOperator: false }];
}

function makes({ correctCode, buggyCode }: ExportTask, edits: readonly SpanEdit[]): boolean {
  try {
    return applyEdits(correctCode, edits) === buggyCode;
  } catch (error) {
    // A file may say anything.
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function toSpanEdit({ start, end, new: text }: PayloadBug["edits"][number]): SpanEdit {
  return { start, end, text };
}

function toldBug({ function: name, line, description, root_cause: rootCause }: PayloadBug): ToldFault {
  return { function: name, line, description, rootCause };
}

/** The lines of the statements that edits change, of compound ones the lines above their body. */
export function placeOfFault(edits: readonly SpanEdit[], { source, tree }: Healthy): Span {
  let [first, last] = [
    Math.min(...edits.map(({ start }) => start)),
    Math.max(...edits.map(({ end }) => end)),
  ];
  for (const edit of edits) {
    const around = statementAround(tree, edit);
    if (around === null) continue;
    first = Math.min(first, around.start);
    last = Math.max(last, around.end);
  }
  const lineEnd = source.indexOf("\n", last);
  return { start: source.lastIndexOf("\n", first - 1) + 1, end: lineEnd < 0 ? source.length : lineEnd };
}

/** The innermost statement, or head of one, that holds an edit; null where only a block does. */
function statementAround(tree: AstNode, { start, end }: SpanEdit): Span | null {
  let blocks = [tree.body as readonly AstNode[]];
  let found: Span | null = null;
  for (;;) {
    const holder = blocks.flat().find((node) => node.start <= start && end <= node.end);
    if (holder === undefined) return found;
    blocks = ["body", "orelse", "finalbody", "handlers", "cases"].flatMap((field) =>
      Array.isArray(holder[field]) ? [holder[field] as readonly AstNode[]] : []
    );
    const head = blocks[0]?.[0]?.start ?? holder.end;
    found = end <= head ? { start: holder.start, end: Math.min(head, holder.end) } : null;
  }
}
