import type { AstNode } from "../core/ast.ts";
import { scopeName } from "../core/ast.ts";
import type { MutationSite } from "../core/operator.ts";
import { applyEdits } from "../core/span_edit.ts";
import type { SpanEdit } from "../core/span_edit.ts";

const LONGEST_QUOTE = 72;
const KEPT_AROUND_CHANGE = 24;
const LONGEST_SHORT = 32;
const STATEMENT = /^(?:Assign|AugAssign|AnnAssign|Return|Expr|If|For|While|Assert|FunctionDef|ClassDef)$/;

/** How a sentence names the place of a bug: "`Class.method`" or "The module". */
export function placeOf(site: MutationSite): string {
  const scope = scopeName([...site.ancestors, site.node]);
  return scope === "<module>" ? "The module" : `\`${scope}\``;
}

/** The same at the head of a sentence: "In `Class.method`" or "At module level". */
export function atPlace(site: MutationSite): string {
  const place = placeOf(site);
  return place === "The module" ? "At module level" : `In ${place}`;
}

/** Where the statement around a site puts its value, after a blank: " in the expression for `x`"; "" where that has no short name. */
export function spotOf(site: MutationSite): string {
  const statement = site.ancestors.findLast((node) => STATEMENT.test(node.type));
  if (statement === undefined || site.ancestors.some(({ type }) => type === "arguments")) return "";
  if (statement.type === "Return") return " in the returned expression";
  if (!/Assign$/.test(statement.type)) return "";
  const target = textOf(
    site,
    (statement.targets as AstNode[] | undefined)?.[0] ?? statement.target as AstNode,
  );
  if (target.length > LONGEST_SHORT) return "";
  return ` in the ${statement.type === "AugAssign" ? "update of" : "expression for"} ${quote(target)}`;
}

/** A node's text. */
export function textOf(site: MutationSite, node: AstNode = site.node): string {
  return site.source.slice(node.start, node.end);
}

/** Source text in backticks, on one line; the middle of a long one is left out. */
export function quote(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= LONGEST_QUOTE) return `\`${line}\``;
  return `\`${line.slice(0, 40).trimEnd()} ... ${line.slice(-24).trimStart()}\``;
}

/** A short text in backticks; other words for a long one. */
export function quoteShort(text: string, otherwise: string): string {
  return text.length > LONGEST_SHORT || /[\n`]/.test(text) ? otherwise : quote(text);
}

/**
 * A node's text before and after edits, each quoted for a description. Of a long text only the part
 * around the change is quoted.
 */
export function contrast(
  site: MutationSite,
  edits: readonly SpanEdit[],
  node: AstNode = site.node,
): { was: string; now: string } {
  const start = Math.min(node.start, ...edits.map((edit) => edit.start));
  const end = Math.max(node.end, ...edits.map((edit) => edit.end));
  const text = site.source.slice(start, end);
  const moved = edits.map((edit) => ({
    start: edit.start - start,
    end: edit.end - start,
    text: edit.text,
  }));
  const was = oneLine(text);
  const now = oneLine(applyEdits(text, moved));
  if (Math.max(was.length, now.length) <= LONGEST_QUOTE) {
    return { was: `\`${was}\``, now: `\`${now}\`` };
  }
  return cutAroundChange(was, now);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").replace(/([(\[]) /g, "$1")
    .replace(/ ([)\]])/g, "$1").trim();
}

function cutAroundChange(
  was: string,
  now: string,
): { was: string; now: string } {
  const shorter = Math.min(was.length, now.length);
  let head = 0;
  while (head < shorter && was[head] === now[head]) head++;
  let tail = 0;
  while (tail < shorter - head && was.at(-1 - tail) === now.at(-1 - tail)) {
    tail++;
  }
  const from = wordStart(was, Math.max(0, head - KEPT_AROUND_CHANGE));
  const drop = Math.max(0, tail - KEPT_AROUND_CHANGE);
  const cut = (text: string) => {
    const to = wordEnd(text, text.length - drop);
    const before = from > 0 ? "... " : "";
    const after = to < text.length ? " ..." : "";
    return `\`${before}${text.slice(from, to)}${after}\``;
  };
  return { was: cut(was), now: cut(now) };
}

function wordStart(text: string, at: number): number {
  while (at > 0 && text[at - 1] !== " ") at--;
  return at;
}

function wordEnd(text: string, at: number): number {
  while (at < text.length && text[at] !== " ") at++;
  return at;
}
