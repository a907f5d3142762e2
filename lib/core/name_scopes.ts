import { type AstNode, childNodes, isNode } from "./ast.ts";

/** What gives a name its value somewhere in a scope. */
export type Binding =
  /** An import of what has this name in full. */
  | { readonly kind: "import"; readonly path: string; readonly node: AstNode }
  /** An assignment of an expression to the name alone. */
  | { readonly kind: "value"; readonly value: AstNode; readonly node: AstNode }
  /** A function, a class, a parameter, a loop, ... */
  | { readonly kind: "other"; readonly node: AstNode };

/** A part of a source that has names of its own, as Python sees it. */
export interface Scope {
  readonly kind: "module" | "class" | "function";
  readonly node: AstNode;
  readonly parent: Scope | null;
  /** By name, all that binds it here, in the order of the text. */
  readonly names: Map<string, Binding[]>;
  /** Names that belong to another scope: the module's, or a function's around. */
  readonly foreign: Map<string, Scope>;
}

/** The scopes of a source. */
export interface Scopes {
  readonly module: Scope;
  /** The scope in which each node is evaluated. */
  readonly of: ReadonlyMap<AstNode, Scope>;
}

/** Sorts the names of a source into scopes; flow is not followed: a name is all that it may be anywhere. */
export function findScopes(tree: AstNode): Scopes {
  const module: Scope = scopeBelow("module", tree, null);
  const of = new Map<AstNode, Scope>();
  visit(tree, module);
  return { module, of };

  function visit(node: AstNode, scope: Scope): void {
    of.set(node, scope);
    switch (node.type) {
      case "FunctionDef":
      case "AsyncFunctionDef":
        bind(scope, String(node.name), { kind: "other", node });
        visitAll([node.decorator_list, node.returns], scope);
        visitFunction(node, scope);
        return;
      case "Lambda":
        visitFunction(node, scope);
        return;
      case "ClassDef": {
        bind(scope, String(node.name), { kind: "other", node });
        visitAll([node.decorator_list, node.bases, node.keywords, node.type_params], scope);
        visitAll([node.body], scopeBelow("class", node, scope));
        return;
      }
      case "ListComp":
      case "SetComp":
      case "DictComp":
      case "GeneratorExp": {
        const inner = scopeBelow("function", node, scope);
        const [first] = node.generators as AstNode[];
        // The first sequence alone is evaluated outside.
        visitAll([first!.iter], scope);
        for (const part of childNodes(node)) visitComprehension(part, inner, first!);
        return;
      }
      case "Global":
        for (const name of node.names as string[]) scope.foreign.set(name, module);
        return;
      case "Nonlocal":
        for (const name of node.names as string[]) {
          scope.foreign.set(name, functionWith(name, scope.parent) ?? module);
        }
        return;
      default:
        bindIn(node, scope);
        visitAll(Object.values(node), scope);
    }
  }

  function visitAll(values: readonly unknown[], scope: Scope): void {
    for (const value of values.flat()) if (isNode(value)) visit(value, scope);
  }

  function visitFunction(node: AstNode, scope: Scope): void {
    const inner = scopeBelow("function", node, scope);
    const args = node.args as AstNode;
    of.set(args, scope);
    visitAll([args.defaults, args.kw_defaults, node.type_params], scope);
    for (const arg of [args.posonlyargs, args.args, args.kwonlyargs, args.vararg, args.kwarg].flat()) {
      if (!isNode(arg)) continue;
      of.set(arg, inner);
      bind(inner, String(arg.arg), { kind: "other", node: arg });
      visitAll([arg.annotation], scope);
    }
    visitAll([node.body], inner);
  }

  function visitComprehension(part: AstNode, inner: Scope, first: AstNode): void {
    if (part.type !== "comprehension") return visit(part, inner);
    of.set(part, inner);
    bindTarget(part.target as AstNode, inner);
    visitAll([part.target, part === first ? null : part.iter, part.ifs], inner);
  }
}

function scopeBelow(kind: Scope["kind"], node: AstNode, parent: Scope | null): Scope {
  return { kind, node, parent, names: new Map(), foreign: new Map() };
}

function functionWith(name: string, scope: Scope | null): Scope | null {
  for (let at = scope; at !== null; at = at.parent) {
    if (at.kind === "function" && at.names.has(name)) return at;
  }
  return null;
}

function bind(scope: Scope, name: string, binding: Binding): void {
  const owner = scope.foreign.get(name) ?? scope;
  const known = owner.names.get(name);
  if (known) known.push(binding);
  else owner.names.set(name, [binding]);
}

/** The names that a node binds by itself. */
function bindIn(node: AstNode, scope: Scope): void {
  const other = (name: unknown) => {
    if (typeof name === "string") bind(scope, name, { kind: "other", node });
  };
  switch (node.type) {
    case "Import":
      for (const { name, asname } of node.names as AstNode[]) {
        const path = asname ? String(name) : String(name).split(".")[0]!;
        bind(scope, String(asname ?? path), { kind: "import", path, node });
      }
      return;
    case "ImportFrom":
      for (const { name, asname } of node.names as AstNode[]) {
        const path = `${node.module ?? ""}.${name}`;
        if (name !== "*") bind(scope, String(asname ?? name), { kind: "import", path, node });
      }
      return;
    case "Assign":
      for (const target of node.targets as AstNode[]) bindTarget(target, scope, node.value as AstNode);
      return;
    case "AnnAssign":
      if (node.value !== null) bindTarget(node.target as AstNode, scope, node.value as AstNode);
      return;
    case "NamedExpr":
      bindTarget(node.target as AstNode, outsideComprehensions(scope), node.value as AstNode);
      return;
    case "AugAssign":
    case "For":
    case "AsyncFor":
      return bindTarget(node.target as AstNode, scope);
    case "withitem":
      if (isNode(node.optional_vars)) bindTarget(node.optional_vars, scope);
      return;
    case "TypeAlias":
      return bindTarget(node.name as AstNode, scope);
    case "ExceptHandler":
    case "MatchAs":
    case "MatchStar":
      return other(node.name);
    case "MatchMapping":
      return other(node.rest);
  }
}

function outsideComprehensions(scope: Scope): Scope {
  let at = scope;
  while (/Comp$|^GeneratorExp$/.test(at.node.type) && at.parent !== null) at = at.parent;
  return at;
}

function bindTarget(target: AstNode, scope: Scope, value?: AstNode): void {
  if (target.type === "Name") {
    const name = String(target.id);
    bind(scope, name, value ? { kind: "value", value, node: target } : { kind: "other", node: target });
  } else if (target.type === "Starred") bindTarget(target.value as AstNode, scope);
  else if (target.type === "Tuple" || target.type === "List") {
    for (const item of target.elts as AstNode[]) bindTarget(item, scope);
  }
}
