import type { AstNode } from "../core/ast.ts";
import type { Fixtures } from "./pytest_fixtures.ts";
import { parametersOf } from "./pytest_fixtures.ts";
import { dropMark, methodsOf, type TestMethods } from "./pytest_tests.ts";
import type { Rewriting } from "./rewriting.ts";
import { bodyOf, decoratorsOf, freeName, indentOf, isFunction, namesIn, refuseLine } from "./source_text.ts";

/** What pytest and unittest call around tests of a class. */
const CLASS_HOOKS: Readonly<Record<string, string>> = {
  setup_method: "setUp",
  teardown_method: "tearDown",
  setup_class: "setUpClass",
  teardown_class: "tearDownClass",
};

/** Makes test cases of classes of tests that derive from nothing. */
export function rewriteClasses(rewriting: Rewriting, fixtures: Fixtures): void {
  for (const node of rewriting.bareClasses) rewriteClass(rewriting, node, fixtures);
}

function rewriteClass(rewriting: Rewriting, node: AstNode, fixtures: Fixtures): void {
  const { source } = rewriting;
  const methods = bodyOf(node).filter(isFunction);
  if (!methods.some(({ name }) => String(name).startsWith("test"))) return;
  for (const decorator of decoratorsOf(node)) {
    const name = (decorator.type === "Call" ? decorator.func : decorator) as AstNode;
    const mark = rewriting.pytestName(name);
    if (mark === "mark.parametrize") {
      refuseLine(source, decorator, "uses parametrize on a class: put it on its tests");
    }
    if (mark?.startsWith("mark.")) dropMark(rewriting, decorator, name);
  }
  const nested = bodyOf(node).find(({ type, name }) =>
    type === "ClassDef" && String(name).startsWith("Test")
  );
  if (nested) refuseLine(source, nested, `has tests in ${nested.name}, a class in a class`);
  deriveFromTestCase(rewriting, node);
  const taken = namesIn(node);
  for (const method of methods) {
    const name = String(method.name);
    if (name === "__init__") {
      refuseLine(source, method, `has ${node.name}.__init__: pytest takes no tests of such a class`);
    }
    const hook = CLASS_HOOKS[name];
    if (hook !== undefined) rewriteHook(rewriting, method, { hook, ofClass: name.endsWith("_class") });
    else if (name.startsWith("test")) rewriteMethod(rewriting, method, { fixtures, taken });
  }
}

function deriveFromTestCase(rewriting: Rewriting, node: AstNode): void {
  const { source } = rewriting;
  const bases = node.bases as readonly AstNode[];
  if ((node.keywords as AstNode[]).length > 0) refuseLine(source, node, `has a metaclass of ${node.name}`);
  const last = bases.at(-1);
  if (last === undefined) {
    const head = new RegExp(`class\\s+${node.name}\\s*(?:\\(\\s*\\))?`).exec(source.text.slice(node.start))!;
    const start = node.start + head.index;
    rewriting.replace(start, start + head[0].length, `class ${node.name}(unittest.TestCase)`);
  } else if (last.id === "object") rewriting.replace(last.start, last.end, "unittest.TestCase");
  else if (
    !bases.some((base) =>
      rewriting.bareClasses.some(({ name }) => name === base.id && hasTests(name, rewriting))
    )
  ) {
    rewriting.replace(last.end, last.end, ", unittest.TestCase");
  }
}

/** Whether the class of that name becomes a test case by itself. */
function hasTests(name: unknown, { bareClasses }: Rewriting): boolean {
  const node = bareClasses.find((each) => each.name === name)!;
  return bodyOf(node).some((each) => isFunction(each) && String(each.name).startsWith("test"));
}

function rewriteHook(
  rewriting: Rewriting,
  method: AstNode,
  { hook, ofClass }: { hook: string; ofClass: boolean },
): void {
  const { source } = rewriting;
  if (ofClass && !decoratorsOf(method).some(({ id }) => id === "classmethod")) {
    refuseLine(source, method, `has ${method.name} that is no classmethod`);
  }
  rename(rewriting, method, hook);
  giveDefaults(rewriting, method, { method: true });
}

/** Renames a function where it is defined. */
export function rename({ source, edits }: Rewriting, node: AstNode, name: string): void {
  const start = source.text.indexOf(String(node.name), source.text.indexOf("def", node.start) + 3);
  edits.push({ start, end: start + String(node.name).length, text: name });
}

/** What pytest may give a hook, unittest does not: None stands for it. */
export function giveDefaults(rewriting: Rewriting, node: AstNode, options: { method: boolean }): void {
  const missing = parametersOf(node, options);
  const args = (node.args as AstNode).args as readonly AstNode[];
  for (const each of args) {
    if (missing.includes(String(each.arg))) rewriting.replace(each.end, each.end, "=None");
  }
}

/** A test that is given values becomes a method of another name, and tests that call it follow. */
function rewriteMethod(
  rewriting: Rewriting,
  method: AstNode,
  { fixtures, taken }: { fixtures: Fixtures; taken: Set<string> },
): void {
  const isStatic = decoratorsOf(method).some(({ id }) => id === "staticmethod");
  const bare = String(method.name);
  const other = freeName(taken, bare.replace(/^test/, "check"), `${bare.replace(/^test/, "check")}_case`);
  const tests = methodsOf(rewriting, method, { call: `self.${other}`, method: !isStatic, fixtures, taken });
  if (
    tests.length === 1 && tests[0]!.name === bare && tests[0]!.body.length === 1 && isPlain(method, isStatic)
  ) return;
  rename(rewriting, method, other);
  const indent = indentOf(rewriting.source, method);
  rewriting.replace(method.end, method.end, tests.map((test) => `\n\n${methodText(test, indent)}`).join(""));
}

function isPlain(method: AstNode, isStatic: boolean): boolean {
  return parametersOf(method, { method: !isStatic }).length === 0;
}

/** A method's text, without a line's end. */
export function methodText({ name, body }: TestMethods, indent: string): string {
  const inner = indent.includes("\t") ? `${indent}\t` : `${indent}    `;
  return [`${indent}def ${name}(self):`, ...body.map((line) => `${inner}${line}`)].join("\n");
}
