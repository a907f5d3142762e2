import { type AstNode, walk } from "../core/ast.ts";
import { applyEdits, type SpanEdit } from "../core/span_edit.ts";

/**
 * What the functions of stubs give, as Python: what is false and equal to itself, and what is true and equal to nothing.
 * A test that passes on both pins nothing of what a module does.
 */
export const STUB_RESULTS: readonly string[] = ["None", "object()"];

/**
 * A module whose functions do nothing: each gives the result, whatever it is given. Names, signatures, constants and
 * docstrings stay.
 */
export function stubModule(source: string, tree: AstNode, result: string): string {
  const edits: SpanEdit[] = [];
  for (const { node, ancestors } of walk(tree)) {
    if (ancestors.some(isFunction)) continue;
    if (node.type === "Lambda") {
      const { start, end } = node.body as AstNode;
      if (!ancestors.some(({ type }) => type === "Lambda")) edits.push({ start, end, text: result });
      continue;
    }
    if (!isFunction(node)) continue;
    const body = node.body as readonly AstNode[];
    const work = isDocstring(body[0]!) ? body.slice(1) : body;
    // A function with a docstring alone does nothing as it is.
    if (work.length === 0) continue;
    edits.push({ start: startOf(work[0]!), end: work.at(-1)!.end, text: `return ${result}` });
  }
  return applyEdits(source, edits);
}

/** The start of a statement with its decorators, which the syntax tree leaves out of it. */
function startOf(statement: AstNode): number {
  const decorators = (statement.decorator_list ?? []) as readonly AstNode[];
  return decorators.length > 0 ? decorators[0]!.start - 1 : statement.start;
}

function isFunction({ type }: AstNode): boolean {
  return type === "FunctionDef" || type === "AsyncFunctionDef";
}

function isDocstring({ type, value }: AstNode): boolean {
  const constant = value as AstNode | undefined;
  return type === "Expr" && constant?.type === "Constant" && constant.kind === "str";
}
