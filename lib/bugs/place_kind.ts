import { type AstNode, isNode, walk } from "../core/ast.ts";
import { isGuard } from "./surroundings.ts";

/** What a place of a module looks like. */
export type PlaceKind = "formula" | "loop" | "branch" | "constant" | "plain" | "default" | "guard";

/** A part of the text that looks like one thing, but for what looks like another within it. */
interface Region {
  readonly start: number;
  readonly end: number;
  readonly kind: PlaceKind;
}

/** Functions of such a name only refuse bad input. */
const VALIDATES = /^_*(?:validate|check|require|ensure|assert)/;
const ARITHMETIC = ["Add", "Sub", "Mult", "Div", "Pow", "Mod", "FloorDiv", "MatMult"];

/** What the places of a module look like, found once for all its bugs. */
export class PlaceMap {
  /** Parents before children. */
  readonly #regions: readonly Region[];

  /** A map of a module. */
  constructor(tree: AstNode) {
    this.#regions = [...walk(tree)].flatMap(({ node, ancestors }) => regionsOf(node, ancestors));
  }

  /** What the text at an offset looks like. */
  kindAt(offset: number): PlaceKind {
    return this.#regions.findLast(({ start, end }) => start <= offset && offset < end)?.kind ?? "plain";
  }
}

function regionsOf(node: AstNode, ancestors: readonly AstNode[]): readonly Region[] {
  const region = (part: unknown, kind: PlaceKind): readonly Region[] =>
    isNode(part) ? [{ start: part.start, end: part.end, kind }] : [];
  switch (node.type) {
    case "FunctionDef":
    case "AsyncFunctionDef": {
      const { defaults, kw_defaults } = node.args as unknown as Record<string, readonly unknown[]>;
      const body = VALIDATES.test(String(node.name)) ? region(node, "guard") : region(node, "plain");
      return [...body, ...[...defaults!, ...kw_defaults!].flatMap((value) => region(value, "default"))];
    }
    case "If":
    case "IfExp":
      if (isValidation(ancestors)) return [];
      if (node.type === "If" && isGuard(node)) return region(node, "guard");
      return region(node.test, isInLoop(ancestors) ? "loop" : "branch");
    case "For":
    case "comprehension":
      return region(node.iter, "loop");
    case "While":
      return region(node.test, "loop");
    case "Assign":
    case "AnnAssign":
    case "AugAssign":
    case "Return": {
      if (isValidation(ancestors)) return [];
      if (ancestors.length === 1) return region(node, "constant");
      return region(node, node.type === "AugAssign" || computes(node.value) ? "formula" : "plain");
    }
    default:
      return [];
  }
}

function isInLoop(ancestors: readonly AstNode[]): boolean {
  return ancestors.some(({ type }) => type === "For" || type === "While");
}

function isValidation(ancestors: readonly AstNode[]): boolean {
  return ancestors.some((node) => node.type === "FunctionDef" && VALIDATES.test(String(node.name)));
}

function computes(value: unknown): boolean {
  return isNode(value) &&
    [...walk(value)].some(({ node }) =>
      node.type === "BinOp" && ARITHMETIC.includes((node.op as AstNode).type)
    );
}
