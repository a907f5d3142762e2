import { type AstNode, childNodes, nameOf } from "./ast.ts";
import { findTestIds, type TestId } from "./test_ids.ts";

/**
 * Tests that only go together: a method of a class is a test of each class that descends from it, and leaving out a
 * method that replaces another would bring the other one back.
 */
export interface TestMethod {
  /** The tests, sorted. */
  readonly ids: readonly TestId[];
  /** The definitions in the text. */
  readonly nodes: readonly AstNode[];
}

/** The tests of a `unittest` file by the definitions that make them, in the order of their ids. */
export function findTestMethods(tree: AstNode): readonly TestMethod[] {
  const classes = new Map<string, AstNode>();
  for (const node of childNodes(tree)) {
    if (node.type === "ClassDef") classes.set(String(node.name), node);
  }
  const groups: { ids: TestId[]; nodes: Set<AstNode> }[] = [];
  for (const id of findTestIds(tree)) {
    const [owner, method] = id.split(".") as [string, string];
    const nodes = definitionsOf(method, { owner, classes, seen: new Set() });
    const shared = groups.filter((group) => nodes.some((node) => group.nodes.has(node)));
    const joined = {
      ids: [id, ...shared.flatMap(({ ids }) => ids)],
      nodes: new Set([...nodes, ...shared.flatMap((group) => [...group.nodes])]),
    };
    for (const group of shared) groups.splice(groups.indexOf(group), 1);
    groups.push(joined);
  }
  return groups.map(({ ids, nodes }) => ({ ids: ids.toSorted(), nodes: [...nodes] }))
    .sort((a, b) => (a.ids[0]! < b.ids[0]! ? -1 : 1));
}

/** The definitions of a method in a class and in those that it descends from in this file. */
function definitionsOf(
  method: string,
  { owner, classes, seen }: { owner: string; classes: ReadonlyMap<string, AstNode>; seen: Set<string> },
): readonly AstNode[] {
  const node = classes.get(owner);
  if (node === undefined || seen.has(owner)) return [];
  seen.add(owner);
  const own = childNodes(node).filter((child) =>
    /^(?:Async)?FunctionDef$/.test(child.type) && child.name === method
  );
  const bases = (node.bases as readonly AstNode[]).map(nameOf);
  return [...own, ...bases.flatMap((base) => definitionsOf(method, { owner: base, classes, seen }))];
}
