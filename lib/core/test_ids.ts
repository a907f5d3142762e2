import { type AstNode, childNodes, nameOf } from "./ast.ts";

/** A test's name: "Class.method". */
export type TestId = string;

/**
 * The tests of a `unittest` file by its text alone: methods `test*` of classes that descend from TestCase
 * in this file. A run must report each of them exactly once.
 */
export function findTestIds(tree: AstNode): readonly TestId[] {
  const classes = new Map<string, AstNode>();
  for (const node of childNodes(tree)) {
    if (node.type === "ClassDef") classes.set(String(node.name), node);
  }
  const ids: TestId[] = [];
  for (const [name, node] of classes) {
    if (!isTestCase(node, classes, new Set())) continue;
    for (const method of methodsOf(node, classes, new Set())) {
      ids.push(`${name}.${method}`);
    }
  }
  return ids;
}

function isTestCase(
  node: AstNode,
  classes: Map<string, AstNode>,
  seen: Set<AstNode>,
): boolean {
  if (seen.has(node)) return false;
  seen.add(node);
  return bases(node).some((base) => {
    const known = classes.get(base);
    return known ? isTestCase(known, classes, seen) : base.endsWith("TestCase");
  });
}

function methodsOf(
  node: AstNode,
  classes: Map<string, AstNode>,
  seen: Set<AstNode>,
): Set<string> {
  const names = new Set<string>();
  if (seen.has(node)) return names;
  seen.add(node);
  for (const base of bases(node)) {
    const known = classes.get(base);
    if (known) {
      for (const name of methodsOf(known, classes, seen)) names.add(name);
    }
  }
  for (const child of childNodes(node)) {
    const name = String(child.name ?? "");
    if (/^(?:Async)?FunctionDef$/.test(child.type) && name.startsWith("test")) names.add(name);
  }
  return names;
}

function bases(node: AstNode): readonly string[] {
  return (node.bases as readonly AstNode[]).map(nameOf);
}
