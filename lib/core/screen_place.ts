import type { AstNode } from "./ast.ts";
import type { NameResolver, OwnModule } from "./resolve_names.ts";
import type { ScreenRule } from "./screen_rules.ts";

/** A node and where it stands. */
export interface Place {
  readonly node: AstNode;
  /** From the module down to the node's parent. */
  readonly ancestors: readonly AstNode[];
  /** The last of these. */
  readonly parent: AstNode;
}

/** What is known of the source that is screened. */
export interface Screening {
  /** Whether it is tests; else it is a module. */
  readonly tests: boolean;
  /** The module that tests are of; null where a module is screened. */
  readonly own: OwnModule | null;
  /** Tells what names stand for. */
  readonly names: NameResolver;
  /** Whether texts in annotations are evaluated. */
  readonly evaluates: boolean;
  /** Whether asyncio is imported. */
  readonly asyncio: boolean;
  /** Whether the function `main` may run while the source is imported. */
  readonly mainRunsOnImport: boolean;
  /** Names that are given the number of an open temporary file, where they are. */
  readonly temporaryFiles: ReadonlySet<AstNode>;
  /** Classes of tests, by name, with those of the source that they derive from. */
  readonly testClasses: ReadonlyMap<string, AstNode>;
}

/** What a check finds at a place: the rule, and what is refused. */
export type Found = readonly [rule: ScreenRule, what: string];

/** Whether a place is below `if __name__ == "__main__":`, or in the function `main` that only runs there. */
export function isInMain({ node, ancestors }: Place, { mainRunsOnImport }: Screening): boolean {
  const path = [...ancestors, node];
  if (path.some((each, at) => isMainCheck(each) && (each.body as AstNode[]).includes(path[at + 1]!))) {
    return true;
  }
  const [, first] = path;
  return !mainRunsOnImport && /FunctionDef$/.test(first?.type ?? "") && first!.name === "main";
}

/** Whether a node is `if __name__ == "__main__":`. */
export function isMainCheck(node: AstNode): boolean {
  if (node.type !== "If") return false;
  const { type, left, ops, comparators } = node.test as AstNode;
  if (type !== "Compare" || (ops as AstNode[]).map((op) => op.type).join() !== "Eq") return false;
  const sides = [left, ...comparators as AstNode[]] as AstNode[];
  return sides.some(({ type, id }) => type === "Name" && id === "__name__") &&
    sides.some(({ type, value }) => type === "Constant" && value === "__main__");
}

/** Whether a place is an annotation or part of one. */
export function isInAnnotation({ node, ancestors }: Place): boolean {
  const path = [...ancestors, node];
  return path.some((each, at) =>
    [each.annotation, each.returns].some((part) => part && part === path[at + 1])
  );
}

/** Whether a place is, by itself or in a tuple, an argument of a call that only asks for the kind of an object. */
export function isAskedFor({ node, ancestors }: Place, names: NameResolver): boolean {
  const tuples = ["Tuple", "BinOp"];
  const at = ancestors.findLastIndex(({ type }) => !tuples.includes(type));
  const call = ancestors[at];
  const argument = ancestors[at + 1] ?? node;
  if (call?.type === "ExceptHandler") return call.exception === argument;
  if (call?.type !== "Call" || !(call.args as AstNode[]).includes(argument)) return false;
  const func = call.func as AstNode;
  if (func.type === "Attribute" && /^assert/.test(String(func.attr))) return true;
  return names.pathsOf(func).some((path) => path === "builtins.isinstance" || path === "builtins.issubclass");
}

/** Whether an expression is what an attribute is taken of. */
export function isBaseOfAttribute({ node, parent }: Place): boolean {
  return parent.type === "Attribute" && parent.value === node;
}

/** Whether an expression is what is called. */
export function isCalled({ node, parent }: Place): boolean {
  return parent.type === "Call" && (parent.func === node || calledBy(parent).func === node);
}

/** What a call calls: of `self.assertRaises(Error, setattr, thing, "x", 1)` that is setattr() with its arguments. */
export function calledBy(call: AstNode): { func: AstNode; args: readonly AstNode[] } {
  const func = call.func as AstNode;
  const args = call.args as AstNode[];
  const before = func.type === "Attribute"
    ? /^assert(?:Raises|Warns)(Regex)?$/.exec(String(func.attr))
    : null;
  const deferred = before === null ? undefined : args[before[1] ? 2 : 1];
  return deferred === undefined
    ? { func, args }
    : { func: deferred, args: args.slice(args.indexOf(deferred) + 1) };
}

/** The source's own name for an expression of names, such as "T.assertEqual"; its kind for another. */
export function spell(node: AstNode): string {
  if (node.type === "Name") return String(node.id);
  if (node.type === "Attribute") return `${spell(node.value as AstNode)}.${node.attr}`;
  if (node.type === "Call") return `${spell(node.func as AstNode)}()`;
  if (node.type === "Subscript") return `${spell(node.value as AstNode)}[]`;
  return "(...)";
}
