import type { AstNode } from "../core/ast.ts";
import { applyEdits } from "../core/span_edit.ts";
import { rewriteAsserts } from "./assert_statements.ts";
import { rewriteCalls } from "./pytest_calls.ts";
import { giveDefaults, methodText, rename, rewriteClasses } from "./pytest_classes.ts";
import { takeFixtures } from "./pytest_fixtures.ts";
import { refuseRest, rewriteImports } from "./pytest_imports.ts";
import { methodsOf, type TestMethods } from "./pytest_tests.ts";
import { Rewriting } from "./rewriting.ts";
import {
  bodyOf,
  docstringOf,
  freeName,
  isFunction,
  isMainBlock,
  type ParsedSource,
  refuseLine,
  startOf,
} from "./source_text.ts";

/** As pytest has it, for numbers, and lists and mappings of them. */
const APPROX = `class NAME:
    """Equal to all that is near: within rel times the expected value, or abs, whichever is more."""

    def __init__(self, expected, rel=None, abs=None, nan_ok=False):
        self.expected = expected
        self.rel = (1e-6 if abs is None else 0.0) if rel is None else rel
        self.abs = 1e-12 if abs is None else abs
        self.nan_ok = nan_ok

    def __repr__(self):
        return f"about {self.expected!r}"

    def __eq__(self, actual):
        return self._is_near(actual, self.expected)

    def _is_near(self, actual, expected):
        if isinstance(expected, dict):
            return expected.keys() == actual.keys() and all(
                self._is_near(actual[key], value) for key, value in expected.items()
            )
        if isinstance(expected, (list, tuple)):
            return len(actual) == len(expected) and all(map(self._is_near, actual, expected))
        if actual == expected or expected is None or isinstance(expected, str):
            return actual == expected
        if expected != expected:
            return self.nan_ok and actual != actual
        size = abs(expected)
        return size != float("inf") and abs(actual - expected) <= max(self.rel * size, self.abs)
`;

const MODULE_HOOKS: Readonly<Record<string, string>> = {
  setup_module: "setUpModule",
  teardown_module: "tearDownModule",
};

/**
 * Tests in pytest's style as unittest runs them, with nothing but the standard library. The text stays as far as it can: functions stay where they are, and a test
 * case at the end calls them; of pytest's own things those are known that most tests use. A file that unittest runs as it
 * is stays as it is.
 *
 * @param options.className What the test case of the functions is called.
 * @throws {UsageError} for what is not known, by its line.
 */
export function toUnittest(source: ParsedSource, { className }: { className: string }): string {
  const rewriting = new Rewriting(source);
  const top = bodyOf(source.tree);
  const functions = top.filter((node) => isFunction(node) && String(node.name).startsWith("test"));
  const usesPytest = rewriting.nodes.some(({ node }) => rewriting.pytestName(node) !== null);
  if (functions.length === 0 && rewriting.bareClasses.length === 0 && !usesPytest) return source.text;
  for (const node of top) refuseHidden(rewriting, node);
  const fixtures = takeFixtures(rewriting);
  const methods = functions.flatMap((node) =>
    methodsOf(rewriting, node, {
      call: String(node.name),
      method: false,
      fixtures,
      taken: new Set(rewriting.taken),
    })
  );
  for (const node of top) rewriteModuleHook(rewriting, node);
  dropCalls(rewriting, functions);
  rewriteCalls(rewriting);
  rewriteAsserts(rewriting);
  // After what ends where a method ends.
  rewriteClasses(rewriting, fixtures);
  rewriteImports(rewriting, { needsUnittest: true });
  refuseRest(rewriting);
  addAtEnd(rewriting, methods, className);
  // What is inserted where something is replaced comes first.
  return applyEdits(source.text, rewriting.edits.toSorted((a, b) => a.start - b.start || a.end - b.end));
}

/** Tests that stand under a condition cannot be counted in the text. */
function refuseHidden({ source }: Rewriting, node: AstNode): void {
  if (!/^(?:If|Try|With|For|While)$/.test(node.type) || isMainBlock(node)) return;
  const test = bodyOf(node).find((each) => isFunction(each) && String(each.name).startsWith("test"));
  if (test) refuseLine(source, test, `has the test ${test.name} under a condition: every test has to run`);
}

/** A script that calls its tests at its end would fail while it is imported, where no test has failed yet. */
function dropCalls({ source, edits }: Rewriting, functions: readonly AstNode[]): void {
  for (const { type, value, start, end } of bodyOf(source.tree)) {
    const func = type === "Expr" && (value as AstNode).type === "Call"
      ? (value as AstNode).func as AstNode
      : null;
    if (!functions.some(({ name }) => name === func?.id)) continue;
    const rest = /^[ \t]*\n?/.exec(source.text.slice(end))![0].length;
    edits.push({ start, end: end + rest, text: "" });
  }
}

function rewriteModuleHook(rewriting: Rewriting, node: AstNode): void {
  if (!isFunction(node)) return;
  const name = String(node.name);
  if (name === "setup_function" || name === "teardown_function") {
    refuseLine(
      rewriting.source,
      node,
      `has ${name}: only setup_module and setup_method of a class are known`,
    );
  }
  const hook = MODULE_HOOKS[name];
  if (hook === undefined) return;
  rename(rewriting, node, hook);
  giveDefaults(rewriting, node, { method: false });
}

/** Adds what the tests need, and the test case that runs the functions, before what is to come last. */
function addAtEnd(rewriting: Rewriting, methods: readonly TestMethods[], className: string): void {
  const { source, taken, helpers } = rewriting;
  const { text, tree } = source;
  const approx = helpers.approx === null ? null : APPROX.replace("NAME", helpers.approx);
  const early = approx !== null && usesApproxEarly(rewriting);
  if (early) {
    const at = afterImports(tree);
    rewriting.replace(at, at, `${approx}\n\n`);
  }
  const parts = [
    helpers.check === null ? "" : `${helpers.check} = unittest.TestCase()\n`,
    early ? "" : approx ?? "",
    methods.length === 0
      ? ""
      : `class ${freeName(taken, className, `${className}Functions`)}(unittest.TestCase):\n` +
        methods.map((test) => `${methodText(test, "    ")}\n`).join("\n"),
  ].filter((part) => part !== "");
  if (parts.length === 0) return;
  const main = bodyOf(tree).find(isMainBlock);
  if (main) rewriting.replace(main.start, main.start, `${parts.join("\n\n")}\n\n`);
  else rewriting.replace(text.trimEnd().length, text.length, `\n\n\n${parts.join("\n\n")}`);
}

/** Whether a value is compared, or made, while the file is imported. */
function usesApproxEarly(rewriting: Rewriting): boolean {
  return rewriting.nodes.some(({ node, ancestors }) => {
    if (rewriting.pytestName(node) !== "approx") return false;
    const at = ancestors.findIndex(isFunction);
    if (at < 0) return true;
    const next = ancestors[at + 1] ?? node;
    return !bodyOf(ancestors[at]!).includes(next);
  });
}

/** Where the first statement begins that is neither a docstring nor an import. */
function afterImports(tree: AstNode): number {
  const first = bodyOf(tree).find((node, at) =>
    !/^Import/.test(node.type) && !(at === 0 && docstringOf(tree) !== "")
  );
  return first ? startOf(first) : tree.end;
}
