import { type AstNode, nameOf } from "./ast.ts";
import type { NameResolver } from "./resolve_names.ts";
import type { Found, Place, Screening } from "./screen_place.ts";
import type { ScreenRule } from "./screen_rules.ts";
import { isTestMachinery, ruleOfAttribute } from "./screen_words.ts";

/** Bases that a class of tests may have besides others of the source and those of unittest. */
const OTHER_BASES = ["object", "ABC", "Generic"];

/** The classes of a source that are tests, by name, with those of the source that they derive from. */
export function findTestClasses(
  nodes: readonly AstNode[],
  names: NameResolver,
): ReadonlyMap<string, AstNode> {
  const classes = new Map<string, AstNode[]>();
  for (const node of nodes) {
    if (node.type === "ClassDef") {
      classes.set(String(node.name), [...classes.get(String(node.name)) ?? [], node]);
    }
  }
  const found = new Map<string, AstNode>();
  const add = (node: AstNode): void => {
    if (found.get(String(node.name)) === node) return;
    found.set(String(node.name), node);
    for (const base of basesOf(node)) for (const each of classes.get(nameOf(base)) ?? []) add(each);
  };
  for (const each of [...classes.values()].flat()) if (isTestCase(each, new Set())) add(each);
  return found;

  function isTestCase(node: AstNode, seen: Set<AstNode>): boolean {
    if (seen.has(node)) return false;
    seen.add(node);
    return basesOf(node).some((base) =>
      names.pathsOf(base).some((path) => /^unittest\.\w*TestCase$/.test(path)) ||
      nameOf(base).endsWith("TestCase") ||
      (classes.get(nameOf(base)) ?? []).some((other) => isTestCase(other, seen))
    );
  }
}

function basesOf(node: AstNode): readonly AstNode[] {
  return node.bases as AstNode[];
}

/** What is refused of a class of tests: methods of TestCase that it has anew, and bases that cannot be looked at. */
export function checkTestClass({ node }: Place, { testClasses, names }: Screening): readonly Found[] {
  if (node.type !== "ClassDef" || ![...testClasses.values()].includes(node)) return [];
  const found: Found[] = [];
  const refuse = (what: string, rule: ScreenRule = "test_framework") =>
    found.push([rule, `${node.name}${what}`]);
  for (const base of basesOf(node)) {
    const known = testClasses.has(nameOf(base)) || OTHER_BASES.includes(nameOf(base)) ||
      names.pathsOf(base).some((path) => /^unittest\.\w*TestCase$/.test(path));
    if (!known) refuse(` with the base ${nameOf(base) || "that is computed"}`);
  }
  if ((node.keywords as AstNode[]).length > 0) refuse(" with a metaclass");
  const [first] = node.body as AstNode[];
  for (const name of names.scopes.of.get(first!)?.names.keys() ?? []) {
    if (isTestMachinery(name)) refuse(`.${name} of its own`, ruleOfAttribute(name) ?? "test_framework");
  }
  return found;
}

/** Whether an expression is a test, or a class of tests. */
export function isTestObject(node: AstNode, { ancestors }: Place, screening: Screening): boolean {
  if (!screening.tests) return false;
  const { testClasses, names } = screening;
  if (node.type === "Attribute") {
    return node.attr === "__class__" &&
      isTestObject(node.value as AstNode, { node, ancestors, parent: node }, screening);
  }
  if (node.type === "Call") {
    const func = names.pathsOf(node.func as AstNode);
    return func.includes("builtins.super") || func.includes("builtins.type");
  }
  if (node.type !== "Name") return false;
  if (testClasses.has(String(node.id))) return true;
  const around = ancestors.findLastIndex(({ type }) => type === "ClassDef");
  if (around < 0) return /^(?:self|cls)$/.test(String(node.id));
  if (![...testClasses.values()].includes(ancestors[around]!)) return false;
  const method = ancestors[around + 1];
  const [first] = /FunctionDef$/.test(method?.type ?? "") ? (method!.args as AstNode).args as AstNode[] : [];
  return first?.arg === node.id;
}
