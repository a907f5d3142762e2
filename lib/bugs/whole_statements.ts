import type { AstNode } from "../core/ast.ts";
import type { MutationSite } from "../core/operator.ts";
import type { SpanEdit } from "../core/span_edit.ts";
import { blocksOf } from "./names_in_scope.ts";

/** The statements that a site stands among: its block. */
export function blockOf({ node, ancestors }: MutationSite): readonly AstNode[] {
  const parent = ancestors.at(-1);
  return (parent && blocksOf(parent).find((block) => block.includes(node))) ?? [];
}

/** The statement of a site's block that comes right after it. */
export function nextStatement(site: MutationSite): AstNode | undefined {
  const block = blockOf(site);
  return block[block.indexOf(site.node) + 1];
}

/**
 * The edit that takes out a statement with its lines; undefined where it is the only one of its block, shares a line,
 * or has comments in it, behind it or right above it, which would tell of it.
 */
export function statementDropped(site: MutationSite): SpanEdit | undefined {
  if (blockOf(site).length < 2) return undefined;
  const lines = wholeLines(site.node, site.source);
  if (!lines || isBelowComment(lines.start, site.source)) return undefined;
  return { ...lines, text: "" };
}

/** The lines of a statement, line end included, where nothing else stands on them and no comment in them. */
export function wholeLines(node: AstNode, source: string): { start: number; end: number } | undefined {
  const start = source.lastIndexOf("\n", node.start - 1) + 1;
  const newline = source.indexOf("\n", node.end);
  const end = newline === -1 ? source.length : newline + 1;
  const isAlone = /^[ \t]*$/.test(source.slice(start, node.start)) &&
    source.slice(node.end, end).trim() === "";
  return isAlone && !source.slice(start, end).includes("#") ? { start, end } : undefined;
}

/**
 * The edits that exchange two neighbouring statements; undefined where one shares its lines, or where a comment stands
 * in, behind or between them.
 */
export function statementsSwapped(
  first: AstNode,
  second: AstNode,
  source: string,
): readonly SpanEdit[] | undefined {
  const [above, below] = [wholeLines(first, source), wholeLines(second, source)];
  if (!above || !below || above.end !== below.start || isBelowComment(above.start, source)) return undefined;
  return [
    { start: first.start, end: first.end, text: source.slice(second.start, second.end) },
    { start: second.start, end: second.end, text: source.slice(first.start, first.end) },
  ];
}

function isBelowComment(lineStart: number, source: string): boolean {
  const above = source.slice(0, Math.max(0, lineStart - 1));
  return above.slice(above.lastIndexOf("\n") + 1).trimStart().startsWith("#");
}
