import type { AstNode } from "../core/ast.ts";
import type { MutationSite } from "../core/operator.ts";
import type { SpanEdit } from "../core/span_edit.ts";
import { groupedSpan, replaceByPart } from "./parentheses.ts";

/**
 * The edit that leaves only one operand of a binary operation: the operator and the other operand go, and
 * parentheses that have become needless with them. Undefined where a comment would be lost.
 */
export function partDropped(
  site: MutationSite,
  kept: AstNode,
): SpanEdit | undefined {
  const { node, source } = site;
  const whole = groupedSpan(node, source);
  if (!source.slice(whole.start, whole.end).includes("\n")) {
    return replaceByPart(site, kept);
  }
  const span = groupedSpan(kept, source);
  const edit = kept === node.left
    ? { start: span.end, end: node.end, text: "" }
    : { start: node.start, end: span.start, text: "" };
  return source.slice(edit.start, edit.end).includes("#") ? undefined : edit;
}
