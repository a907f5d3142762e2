import { type AstNode, isNode } from "./ast.ts";
import type { NameResolver } from "./resolve_names.ts";
import { isCalled, type Place } from "./screen_place.ts";

/** The deepest recursion that a task may ask for: deeper ones crash the interpreter. */
const MOST = 20_000;
/** What sys.getrecursionlimit() gives. */
const USUAL = 1000;

/** Whether `sys.setrecursionlimit`, at its place, is called with a limit that is surely small. */
export function isSmallLimit(place: Place, names: NameResolver): boolean {
  const [limit] = isCalled(place) ? place.parent.args as AstNode[] : [];
  return limit !== undefined && valueOf(limit, names, 0) <= MOST;
}

/** The value of an expression of numbers; infinite where it cannot be told. */
function valueOf(node: AstNode, names: NameResolver, depth: number): number {
  if (depth > 10) return Infinity;
  const of = (part: unknown) => isNode(part) ? valueOf(part, names, depth + 1) : Infinity;
  switch (node.type) {
    case "Constant":
      return node.kind === "int" ? Number(node.value) : Infinity;
    case "BinOp": {
      const [left, right] = [of(node.left), of(node.right)];
      const operator = (node.op as AstNode).type;
      return operator === "Add"
        ? left + right
        : operator === "Mult"
        ? left * right
        : operator === "Pow"
        ? left ** right
        : Infinity;
    }
    case "Call": {
      if (names.pathsOf(node.func as AstNode).includes("sys.getrecursionlimit")) return USUAL;
      const name = (node.func as AstNode).id;
      const values = (node.args as AstNode[]).map(of);
      if (values.length === 0) return Infinity;
      return name === "max" ? Math.max(...values) : name === "min" ? Math.min(...values) : Infinity;
    }
    case "Name": {
      const values = names.bindingsOf(node).map((binding) => binding.kind === "value" ? binding.value : null);
      return values.length === 0 ? Infinity : Math.max(...values.map(of));
    }
    default:
      return Infinity;
  }
}
