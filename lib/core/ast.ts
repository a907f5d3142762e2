/**
 * A node of Python's own syntax tree, as the interpreter's `ast` module gives it. Fields keep the names of
 * Python's grammar (`left`, `ops`, `body`), but what an `ExceptHandler` catches is its `exception`; offsets count UTF-16 units of the source, so that
 * `source.slice(node.start, node.end)` is the node's text. Operators (`Add`, `Lt`, `And`, ...) are nodes too,
 * with the span of their own token. What an `ExceptHandler` catches is its field `exception`.
 */
export interface AstNode {
  /** Class name in Python's `ast`, such as "BinOp". */
  readonly type: string;
  /** First offset of the node's text; -1 for nodes without a place (`Load`, `arguments`). */
  readonly start: number;
  /** Offset after the node's text. */
  readonly end: number;
  /** Line of the start, from 1. */
  readonly line: number;
  /** The fields of Python's grammar: nodes, lists of nodes, and plain values. */
  readonly [field: string]: unknown;
}

/** Whether a field's value is a node. */
export function isNode(value: unknown): value is AstNode {
  return typeof value === "object" && value !== null && !Array.isArray(value) &&
    typeof (value as AstNode).type === "string";
}

/**
 * A node's children, in field order; none of an f-string, whose parts have no place in the text: those are its
 * field `values`, for {@linkcode walkWhole}.
 */
export function childNodes(node: AstNode): AstNode[] {
  return node.type === "JoinedStr" ? [] : nodesIn(node);
}

function nodesIn(node: AstNode): AstNode[] {
  const children: AstNode[] = [];
  for (const field in node) {
    const value = node[field];
    if (typeof value !== "object") continue;
    if (Array.isArray(value)) { for (const item of value) if (isNode(item)) children.push(item); }
    else if (isNode(value)) children.push(value);
  }
  return children;
}

/** A node on a way through a tree, with the way down from the root. */
export interface Visit {
  readonly node: AstNode;
  /** The root first, the parent last. */
  readonly ancestors: readonly AstNode[];
}

/** Ways through whole modules: trees do not change, and each is walked hundreds of times for one task. */
const WALKS = new WeakMap<AstNode, readonly Visit[]>();
const WHOLE_WALKS = new WeakMap<AstNode, readonly Visit[]>();

/** A node and all below it, parents before children. */
export function walk(node: AstNode): readonly Visit[] {
  return node.type === "Module" ? once(WALKS, node, childNodes) : visits(node, childNodes);
}

/** As {@linkcode walk}, with what stands in f-strings, which has no span. */
export function walkWhole(node: AstNode): readonly Visit[] {
  return node.type === "Module" ? once(WHOLE_WALKS, node, nodesIn) : visits(node, nodesIn);
}

type Children = (node: AstNode) => readonly AstNode[];

function once(
  known: WeakMap<AstNode, readonly Visit[]>,
  root: AstNode,
  children: Children,
): readonly Visit[] {
  const found = known.get(root) ?? visits(root, children);
  known.set(root, found);
  return found;
}

function visits(root: AstNode, children: Children): readonly Visit[] {
  const found: Visit[] = [];
  const visit = (node: AstNode, ancestors: readonly AstNode[]) => {
    found.push({ node, ancestors });
    const below = [...ancestors, node];
    for (const child of children(node)) visit(child, below);
  };
  visit(root, []);
  return found;
}

/** The last part of a name: "c" for `a.b.c`; "" for what is no name. */
export function nameOf(node: AstNode): string {
  if (node.type === "Name") return String(node.id);
  if (node.type === "Attribute") return String(node.attr);
  return "";
}

/** "Class.method", "function" or "<module>": where a node stands. */
export function scopeName(ancestors: readonly AstNode[]): string {
  const names = ancestors.filter(isScope).map((scope) => String(scope.name));
  return names.length > 0 ? names.join(".") : "<module>";
}

function isScope(node: AstNode): boolean {
  return ["FunctionDef", "AsyncFunctionDef", "ClassDef"].includes(node.type);
}
