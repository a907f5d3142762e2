import { type AstNode, walkWhole } from "../core/ast.ts";
import { UsageError } from "../core/errors.ts";
import type { Python } from "../core/python.ts";
import type { SpanEdit } from "../core/span_edit.ts";

/** A source of the user's and its tree. */
export interface ParsedSource {
  /** What messages call it: its path. */
  readonly file: string;
  /** UTF-8 with plain line ends. */
  readonly text: string;
  readonly tree: AstNode;
}

/** A text with the line ends that the program counts by, and no byte order mark. */
export function plainText(text: string): string {
  return text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
}

/**
 * Parses a source of the user's.
 *
 * @throws {UsageError} with Python's own line and words where it does not parse.
 */
export async function parseSource(file: string, text: string, python: Python): Promise<ParsedSource> {
  const parsed = await python.parse(text);
  if (!parsed.ok) throw new UsageError(`Cannot use "${file}": it does not parse: ${parsed.message}`);
  return { file, text, tree: parsed.tree };
}

/** @throws {UsageError} `Cannot use "<file>": line <n> <what>`, always. */
export function refuseLine({ file }: { file: string }, node: AstNode, what: string): never {
  throw new UsageError(`Cannot use "${file}": line ${Math.max(1, node.line)} ${what}`);
}

/** The statements of a module, a class or a function. */
export function bodyOf(node: AstNode): readonly AstNode[] {
  return node.body as readonly AstNode[];
}

/** Whether a node is a function, asynchronous or not. */
export function isFunction({ type }: AstNode): boolean {
  return type === "FunctionDef" || type === "AsyncFunctionDef";
}

/** The decorators of a function or class, in order. */
export function decoratorsOf(node: AstNode): readonly AstNode[] {
  return (node.decorator_list ?? []) as readonly AstNode[];
}

/** Where a statement begins, its decorators included. */
export function startOf(statement: AstNode): number {
  const [first] = decoratorsOf(statement);
  return first ? first.start - 1 : statement.start;
}

/** The docstring of a module, class or function, as Python has it; "" where there is none. */
export function docstringOf(node: AstNode): string {
  const [first] = bodyOf(node);
  const value = first?.type === "Expr" ? first.value as AstNode : null;
  return value?.type === "Constant" && value.kind === "str" ? String(value.value) : "";
}

/** Every name that stands anywhere in a source: what is added must be called otherwise. */
export function namesIn(tree: AstNode): Set<string> {
  const names = new Set<string>();
  for (const { node } of walkWhole(tree)) {
    for (const key of ["id", "name", "arg", "attr", "asname"]) {
      if (typeof node[key] === "string") names.add(node[key] as string);
    }
  }
  return names;
}

/** The first of these names that is free, else the last with a number; it is taken from now on. */
export function freeName(names: Set<string>, ...wanted: readonly string[]): string {
  let name = wanted.find((each) => !names.has(each));
  for (let n = 2; name === undefined; n++) {
    const numbered = `${wanted.at(-1)}_${n}`;
    if (!names.has(numbered)) name = numbered;
  }
  names.add(name);
  return name;
}

/** Whether a statement is `if __name__ == "__main__":`. */
export function isMainBlock(node: AstNode): boolean {
  if (node.type !== "If") return false;
  const test = node.test as AstNode;
  return test.type === "Compare" && (test.left as AstNode).id === "__name__";
}

/** The edit that takes a decorator away with its line. */
export function withoutDecorator({ text }: ParsedSource, decorator: AstNode): SpanEdit {
  const rest = /^[ \t]*(?:#[^\n]*)?\n[ \t]*/.exec(text.slice(decorator.end))?.[0] ?? "";
  return { start: decorator.start - 1, end: decorator.end + rest.length, text: "" };
}

/** What indents a statement: the text before it on its line. */
export function indentOf({ text }: ParsedSource, node: AstNode): string {
  const start = startOf(node);
  return text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
}
