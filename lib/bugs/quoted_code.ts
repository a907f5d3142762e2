import { type AstNode, walk } from "../core/ast.ts";
import { applyEdits, type SpanEdit } from "../core/span_edit.ts";
import type { Healthy } from "./edit_place.ts";

/** What must be quoted to tell a bug. */
export type Quote = "expression" | "statement";

/**
 * Tokens that a quote must have. Shorter expressions, such as `x * dt`, stand in remarks as any formula does and tell nobody
 * where to look; a description of what is to be computed may have longer ones, but no whole statements.
 */
const LEAST_TOKENS: Readonly<Record<Quote, number>> = { expression: 5, statement: 7 };
/** A call, or anything that computes or compares: lists of names are prose. */
const COMPUTES = /[\p{L}\p{N}_]\s*\(|[-+*\/%<>]|[!=]=|\b(?:and|or|not|in|is|if)\b/u;
const STATEMENTS = /^(?:Assign|AugAssign|AnnAssign|Return|Expr|Assert|Delete)$/;
const TOKEN = /[\p{L}_][\p{L}\p{N}_]*|\d[\p{L}\p{N}_]*(?:\.[\p{L}\p{N}_]+)*|\*\*|\/\/|->|[-+*\/%<>=!]=|\S/gu;

/**
 * What texts quote of the healthy code, token by token, that a bug took out of it; null where they quote nothing of it. Looked
 * for is the smallest expression, or the simple statement, around each edit that has enough tokens. A text that has also
 * what the bug made of it tells nothing.
 */
export function quotedCode(
  texts: readonly string[],
  edits: readonly SpanEdit[],
  { healthy, quote }: { readonly healthy: Healthy; readonly quote: Quote },
): string | null {
  const read = texts.map(tokenText);
  for (const edit of edits) {
    const around = nodeAround(edit, healthy, quote);
    if (around === null) continue;
    const old = healthy.source.slice(around.start, around.end);
    const inside = edits.filter(({ start, end }) => around.start <= start && end <= around.end);
    const now = applyEdits(healthy.source.slice(0, around.end), inside).slice(around.start);
    const [was, is] = [tokenText(old), tokenText(now)];
    if (was !== is && read.some((text) => text.includes(was) && (is === "\n\n" || !text.includes(is)))) {
      return old;
    }
  }
  return null;
}

/** The smallest node around an edit that is worth a quote. */
function nodeAround({ start, end }: SpanEdit, { source, tree }: Healthy, quote: Quote): AstNode | null {
  let found: AstNode | null = null;
  for (const { node } of walk(tree)) {
    if (node.start < 0 || node.start > start || node.end < end) continue;
    if (node.type === "Module" || Array.isArray(node.body)) continue;
    if (quote === "statement" && !STATEMENTS.test(node.type)) continue;
    const text = source.slice(node.start, node.end);
    if (COMPUTES.test(text) && tokensOf(text).length >= LEAST_TOKENS[quote]) found = node;
  }
  return found;
}

function tokensOf(text: string): readonly string[] {
  return text.match(TOKEN) ?? [];
}

/** Tokens as a text in which runs of whole tokens are found. */
function tokenText(text: string): string {
  return `\n${tokensOf(text).join("\n")}\n`;
}
