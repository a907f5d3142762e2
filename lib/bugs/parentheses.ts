import type { AstNode } from "../core/ast.ts";
import { isNode } from "../core/ast.ts";
import type { MutationSite } from "../core/operator.ts";
import type { SpanEdit } from "../core/span_edit.ts";

const BINARY_BINDING: Record<string, number> = {
  BitOr: 7,
  BitXor: 8,
  BitAnd: 9,
  LShift: 10,
  RShift: 10,
  Add: 11,
  Sub: 11,
  Mult: 12,
  Div: 12,
  FloorDiv: 12,
  Mod: 12,
  MatMult: 12,
  Pow: 14,
};
const UNARY_BINDING = 13;
const ATOM_BINDING = 16;
const NODE_BINDING: Record<string, number> = {
  NamedExpr: 0,
  Yield: 0,
  YieldFrom: 0,
  Starred: 0,
  Lambda: 1,
  IfExp: 2,
  Compare: 6,
  Await: 15,
};
const KEYWORD_BEFORE_GROUP =
  /\b(?:and|as|assert|await|elif|else|for|if|in|is|lambda|not|or|return|while|with|yield)$/;

/** How tightly a node's outermost operator binds: a higher number binds first, 16 is an atom. */
export function bindingOf(node: AstNode): number {
  if (node.type === "BinOp") {
    return BINARY_BINDING[(node.op as AstNode).type] ?? 0;
  }
  if (node.type === "UnaryOp") {
    return (node.op as AstNode).type === "Not" ? 5 : UNARY_BINDING;
  }
  if (node.type === "BoolOp") return (node.op as AstNode).type === "Or" ? 3 : 4;
  return NODE_BINDING[node.type] ?? ATOM_BINDING;
}

/** The span of an expression together with the parentheses that group it. */
export function groupedSpan(
  node: AstNode,
  source: string,
): { start: number; end: number; depth: number } {
  let { start, end } = node;
  let depth = 0;
  for (;;) {
    let open = start - 1;
    while (isSpace(source[open])) open--;
    let close = end;
    while (isSpace(source[close])) close++;
    if (source[open] !== "(" || source[close] !== ")") break;
    if (isCallParenthesis(source, open)) break;
    start = open;
    end = close + 1;
    depth++;
  }
  return { start, end, depth };
}

/** The least binding that an expression needs to stand at a site without parentheses. */
export function bindingNeeded(site: MutationSite): number {
  const parent = site.ancestors.at(-1);
  if (!parent) return 0;
  const { node } = site;
  if (parent.type === "BinOp") {
    const binding = bindingOf(parent);
    const isPower = (parent.op as AstNode).type === "Pow";
    if (parent.left === node) return isPower ? binding + 1 : binding;
    return isPower ? UNARY_BINDING : binding + 1;
  }
  if (parent.type === "UnaryOp") return bindingOf(parent);
  if (parent.type === "Compare") return 7;
  if (parent.type === "BoolOp") return bindingOf(parent) + 1;
  if (parent.type === "IfExp") return parent.orelse === node ? 2 : 3;
  if (parent.type === "comprehension") return 3;
  const isTarget = (parent.type === "Attribute" || parent.type === "Call") ||
    parent.type === "Subscript";
  return isTarget && (parent.value === node || parent.func === node) ? ATOM_BINDING : 0;
}

/**
 * The edit that puts a part of a site's expression in the place of the whole, with the parentheses that
 * it needs there and no others; undefined where a comment would be lost.
 */
export function replaceByPart(
  site: MutationSite,
  part: AstNode,
): SpanEdit | undefined {
  const { source } = site;
  const whole = groupedSpan(site.node, source);
  const text = source.slice(part.start, part.end);
  if (source.slice(whole.start, whole.end).includes("#")) return undefined;
  if (!isNode(part) || part.start < 0) return undefined;
  const binds = bindingOf(part) >= bindingNeeded(site) || isAssociative(site, part);
  const wrap = !binds || text.includes("\n");
  return {
    start: whole.start,
    end: whole.end,
    text: wrap ? `(${text})` : text,
  };
}

/** A sum that stands in a sum, a product in a product: only rounding sees parentheses there. */
function isAssociative(site: MutationSite, part: AstNode): boolean {
  const parent = site.ancestors.at(-1);
  if (parent?.type !== "BinOp" || part.type !== "BinOp") return false;
  const [outer, inner] = [(parent.op as AstNode).type, (part.op as AstNode).type];
  return (outer === "Add" && ["Add", "Sub"].includes(inner)) ||
    (outer === "Mult" && ["Mult", "Div"].includes(inner));
}

function isSpace(character: string | undefined): boolean {
  return character !== undefined && /\s/.test(character);
}

function isCallParenthesis(source: string, open: number): boolean {
  const before = source.slice(Math.max(0, open - 40), open).replace(
    /[ \t]+$/,
    "",
  );
  if (KEYWORD_BEFORE_GROUP.test(before)) return false;
  return /[\w)\]"'}]$/.test(before);
}
