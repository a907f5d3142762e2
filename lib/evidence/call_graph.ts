import { type AstNode, childNodes, nameOf, scopeName, walk } from "../core/ast.ts";

/**
 * Which names each part of a module mentions, by what defines them: functions and classes by "Class.method", values of
 * the module by "=NAME".
 */
export interface CallGraph {
  /** For each part, the parts that it mentions. */
  readonly mentions: ReadonlyMap<string, ReadonlySet<string>>;
  /** The parts that a bare name may stand for. */
  partsNamed(name: string): readonly string[];
  /** The values of the module that are defined on a line; none elsewhere. */
  valuesAt(line: number): readonly string[];
}

/**
 * Reads who may call whom from the text alone: by the last part of a name, so that two methods of one name are taken for
 * one another, and what is called by an operator counts as called by whoever names the class.
 */
export function callGraph(tree: AstNode): CallGraph {
  const parts = [...functionsAndClasses(tree), ...valuesOf(tree)];
  const named = new Map<string, string[]>();
  const call = (name: string, part: string) => named.set(name, [...named.get(name) ?? [], part]);
  for (const { part, node } of parts) {
    const name = part.replace(/^=/, "").split(".").at(-1)!;
    call(name, part);
    const owner = part.split(".").at(-2);
    if (owner !== undefined && isFunction(node) && /^__\w+__$/.test(name)) call(owner, part);
  }
  const mentions = new Map<string, Set<string>>();
  for (const { part, node } of parts) {
    const names = new Set<string>();
    for (const below of ownNodes(node)) if (nameOf(below) !== "") names.add(nameOf(below));
    const known = mentions.get(part) ?? new Set();
    for (const name of names) for (const other of named.get(name) ?? []) if (other !== part) known.add(other);
    mentions.set(part, known);
  }
  const values = parts.filter(({ part }) => part.startsWith("="))
    .map(({ part, node }) => ({ part, first: node.line, last: lastLine(node) }));
  return {
    mentions,
    partsNamed: (name) => named.get(name) ?? [],
    valuesAt: (line) =>
      values.filter(({ first, last }) => first <= line && line <= last).map(({ part }) => part),
  };
}

interface Part {
  readonly part: string;
  readonly node: AstNode;
}

function functionsAndClasses(tree: AstNode): Part[] {
  return [...walk(tree)].filter(({ node }) => isFunction(node) || node.type === "ClassDef")
    .map(({ node, ancestors }) => ({ part: scopeName([...ancestors, node]), node }));
}

function valuesOf(tree: AstNode): Part[] {
  return (tree.body as AstNode[]).filter(({ type }) => type === "Assign" || type === "AnnAssign").flatMap((
    node,
  ) =>
    ((node.targets ?? [node.target]) as AstNode[]).flatMap((target) =>
      [...walk(target)].filter(({ node: { type } }) => type === "Name")
        .map(({ node: name }) => ({ part: `=${nameOf(name)}`, node }))
    )
  );
}

/** All below a node, but for the bodies of functions and classes within it. */
function* ownNodes(node: AstNode): Generator<AstNode> {
  for (const child of childNodes(node)) {
    if (isFunction(child) || child.type === "ClassDef") continue;
    yield child;
    yield* ownNodes(child);
  }
}

/** The line on which the last part of a statement begins. */
function lastLine(node: AstNode): number {
  return [...ownNodes(node)].reduce((last, { line }) => Math.max(last, line), node.line);
}

function isFunction({ type }: AstNode): boolean {
  return type === "FunctionDef" || type === "AsyncFunctionDef";
}
