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
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) children.push(...value.filter(isNode));
    else if (isNode(value)) children.push(value);
  }
  return children;
}

/** A node and all below it, parents before children, with the way down from the root. */
export function* walk(
  node: AstNode,
  ancestors: readonly AstNode[] = [],
): Generator<{ node: AstNode; ancestors: readonly AstNode[] }> {
  yield { node, ancestors };
  const below = [...ancestors, node];
  for (const child of childNodes(node)) yield* walk(child, below);
}

/** As {@linkcode walk}, with what stands in f-strings, which has no span. */
export function* walkWhole(
  node: AstNode,
  ancestors: readonly AstNode[] = [],
): Generator<{ node: AstNode; ancestors: readonly AstNode[] }> {
  yield { node, ancestors };
  const below = [...ancestors, node];
  for (const child of nodesIn(node)) yield* walkWhole(child, below);
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
