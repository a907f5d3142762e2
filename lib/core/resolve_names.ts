import { type AstNode, isNode } from "./ast.ts";
import { type Binding, findScopes, type Scope, type Scopes } from "./name_scopes.ts";
import { isStandard, usualPath } from "./screen_paths.ts";

/** The module that a source imports as its own: its name, and what its names stand for. */
export interface OwnModule {
  readonly name: string;
  /** By name in the module, the names in full of what it may be; empty for what the module defines. */
  readonly names: ReadonlyMap<string, readonly string[]>;
}

/**
 * Tells of names and attributes what they may be, as a name in full: `s._getframe` is "sys._getframe" after
 * `import sys as s`. Aliases are followed through imports, assignments and getattr() with a literal name.
 */
export class NameResolver {
  readonly scopes: Scopes;
  readonly #own: OwnModule | null;
  readonly #busy = new Set<AstNode>();
  readonly #known = new Map<AstNode, readonly string[]>();
  readonly #uses = new Map<string, AstNode[]>();
  readonly #deleted = new Set<string>();

  /** @param nodes All nodes of the tree, with what stands in f-strings. */
  constructor(tree: AstNode, nodes: readonly AstNode[], own: OwnModule | null) {
    this.scopes = findScopes(tree);
    this.#own = own;
    for (const node of nodes) {
      if (node.type === "Name") {
        const uses = this.#uses.get(String(node.id));
        if (uses) uses.push(node);
        else this.#uses.set(String(node.id), [node]);
      } else if (node.type === "Delete") {
        for (const target of node.targets as AstNode[]) this.#deleted.add(String(target.id ?? ""));
      } else if (node.type === "ImportFrom" && own !== null && node.module === own.name) {
        this.#bindStar(node, own);
      }
    }
  }

  /** The names in full of what an expression may be; none where nothing is known of it. */
  pathsOf(node: AstNode): readonly string[] {
    const known = this.#known.get(node);
    if (known) return known;
    if (this.#busy.has(node)) return [];
    this.#busy.add(node);
    try {
      const paths = [...new Set(this.#pathsOf(node))];
      // On the way round a circle of names not all is known yet.
      if (this.#busy.size === 1) this.#known.set(node, paths);
      return paths;
    } finally {
      this.#busy.delete(node);
    }
  }

  /** All that binds a name, where it stands; none where it is not bound in the source. */
  bindingsOf(name: AstNode): readonly Binding[] {
    const id = String(name.id);
    for (let at: Scope | null = this.scopes.of.get(name) ?? null; at !== null; at = at.parent) {
      const bindings = at.names.get(id);
      if (bindings) return bindings;
    }
    return [];
  }

  /** By name in the module, what it may be. */
  moduleNames(): ReadonlyMap<string, readonly string[]> {
    return new Map(
      [...this.scopes.module.names].map(([name, bindings]) =>
        [name, this.#pathsOfBindings(bindings)] as const
      ),
    );
  }

  /** The name in full of what stands below another: of the module under test, what that took from elsewhere. */
  below(path: string, name: string): readonly string[] {
    if (path === this.#own?.name) {
      const taken = this.#own.names.get(name) ?? [];
      return taken.length > 0 ? taken : [usualPath(`${path}.${name}`)];
    }
    const whole = `${path}.${name}`;
    if (path.startsWith("builtins.")) return [whole];
    return [isStandard(path) || path.startsWith(`${this.#own?.name}.`) ? usualPath(whole) : whole];
  }

  /** A name in full, as written in a text. */
  resolveText(text: string): readonly string[] {
    const [head, ...rest] = text.split(".") as [string, ...string[]];
    return rest.reduce<readonly string[]>((paths, name) => paths.flatMap((path) => this.below(path, name)), [
      head,
    ]);
  }

  #pathsOf(node: AstNode): readonly string[] {
    switch (node.type) {
      case "Name":
        return this.#pathsOfName(String(node.id), this.scopes.of.get(node) ?? this.scopes.module);
      case "Attribute":
        return this.#attribute(node.value as AstNode, String(node.attr));
      case "NamedExpr":
        return this.pathsOf(node.value as AstNode);
      case "IfExp":
        return [node.body, node.orelse].flatMap((part) => this.pathsOf(part as AstNode));
      case "BoolOp":
        return (node.values as AstNode[]).flatMap((part) => this.pathsOf(part));
      case "Call": {
        const [object, name] = node.args as AstNode[];
        const text = name && textOf(name);
        if (!object || typeof text !== "string") return [];
        return this.pathsOf(node.func as AstNode).includes("builtins.getattr")
          ? this.#attribute(object, text)
          : [];
      }
      case "Subscript":
        return this.#pathsOfItem(node);
      default:
        return [];
    }
  }

  #attribute(object: AstNode, name: string): readonly string[] {
    return this.pathsOf(object).flatMap((path) => this.below(path, name));
  }

  /** What `vars(x)["name"]` and `x.__dict__["name"]` are. */
  #pathsOfItem(node: AstNode): readonly string[] {
    const name = isNode(node.slice) ? textOf(node.slice) : null;
    const value = node.value as AstNode;
    if (typeof name !== "string") return [];
    if (value.type === "Attribute" && value.attr === "__dict__") {
      return this.#attribute(value.value as AstNode, name);
    }
    const [object] = value.type === "Call" ? value.args as AstNode[] : [];
    if (!object) return [];
    return this.pathsOf(value.func as AstNode).includes("builtins.vars") ? this.#attribute(object, name) : [];
  }

  #pathsOfName(name: string, scope: Scope): readonly string[] {
    const found: string[] = [];
    const foreign = scope.foreign.get(name);
    for (let at: Scope | null = foreign ?? scope; at !== null; at = at.parent) {
      // What a class has is seen by its own statements alone.
      if (at.kind === "class" && at !== scope) continue;
      const bindings = at.names.get(name);
      if (!bindings) continue;
      found.push(...this.#pathsOfBindings(bindings));
      // A function's own name never stands for another; others may be unbound still.
      if (at.kind === "function" || at.kind === "module" && this.#isAlwaysBound(name, at, bindings)) {
        return found;
      }
    }
    return BUILTINS.has(name) ? [...found, `builtins.${name}`] : found;
  }

  /** Whether a name of the module is bound, once and for all, before anything uses it. */
  #isAlwaysBound(name: string, scope: Scope, bindings: readonly Binding[]): boolean {
    const [{ node }] = bindings as [Binding];
    const statement = (scope.node.body as AstNode[]).find((each) =>
      each === node || (each.type === "Assign" && (each.targets as AstNode[]).includes(node))
    );
    if (!statement || this.#deleted.has(name)) return false;
    const isFunction = /FunctionDef$/.test(statement.type);
    const from = isFunction ? (statement.body as AstNode[])[0]!.start : statement.end;
    return (this.#uses.get(name) ?? []).every((use) => use === node || use.start >= from);
  }

  #pathsOfBindings(bindings: readonly Binding[]): readonly string[] {
    return bindings.flatMap((binding) => {
      if (binding.kind === "value") return this.pathsOf(binding.value);
      return binding.kind === "import" ? this.resolveText(binding.path) : [];
    });
  }

  #bindStar(node: AstNode, own: OwnModule): void {
    if (!(node.names as AstNode[]).some(({ name }) => name === "*")) return;
    for (const name of own.names.keys()) {
      const known = this.scopes.module.names.get(name) ?? [];
      this.scopes.module.names.set(name, [...known, { kind: "import", path: `${own.name}.${name}`, node }]);
    }
  }
}

/** Builtins that matter to the screen. */
const BUILTINS: ReadonlySet<string> = new Set(
  ("getattr setattr delattr hasattr vars globals locals dir exec eval compile breakpoint exit quit open print input " +
    "isinstance issubclass super type object SystemExit __import__ __builtins__ __loader__ __spec__").split(
      " ",
    ),
);

/**
 * The text that an expression of literals gives: a string, strings put together by + or join(), an f-string without
 * values; null for what is no such text.
 */
export function textOf(node: AstNode): string | null {
  switch (node.type) {
    case "Constant":
      return node.kind === "str" ? String(node.value) : null;
    case "JoinedStr":
      return joined((node.values as AstNode[]).map(textOf), "");
    case "FormattedValue":
      return node.format_spec === null ? textOf(node.value as AstNode) : null;
    case "BinOp":
      if ((node.op as AstNode).type !== "Add") return null;
      return joined([node.left, node.right].map((part) => textOf(part as AstNode)), "");
    case "Call": {
      const { func, args } = node as unknown as { func: AstNode; args: readonly AstNode[] };
      const list = args[0];
      if (func.type !== "Attribute" || func.attr !== "join" || !/^(?:List|Tuple)$/.test(list?.type ?? "")) {
        return null;
      }
      const between = textOf(func.value as AstNode);
      return between === null ? null : joined((list!.elts as AstNode[]).map(textOf), between);
    }
    default:
      return null;
  }
}

function joined(parts: readonly (string | null)[], between: string): string | null {
  return parts.every((part) => part !== null) ? parts.join(between) : null;
}
