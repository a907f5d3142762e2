import { type AstNode, walkWhole } from "./ast.ts";
import { NameResolver, type OwnModule } from "./resolve_names.ts";
import { checkCall } from "./screen_calls.ts";
import { checkFiles, temporaryFilesIn } from "./screen_files.ts";
import { checkImport } from "./screen_imports.ts";
import { type Found, isInMain, isMainCheck, type Place, type Screening } from "./screen_place.ts";
import type { ScreenFinding, ScreenRule } from "./screen_rules.ts";
import { checkText, evaluatesAnnotations } from "./screen_texts.ts";
import { checkUse } from "./screen_uses.ts";
import { checkWrites } from "./screen_writes.ts";
import { checkTestClass, findTestClasses } from "./test_classes.ts";

const CHECKS: readonly ((place: Place, screening: Screening) => readonly Found[])[] = [
  checkImport,
  checkUse,
  checkCall,
  checkWrites,
  checkText,
  checkFiles,
  checkTestClass,
];

/** Names of a module that decide which tests run, or where names are looked up. */
const MODULE_NAMES: Readonly<Record<string, ScreenRule>> = {
  __unittest: "test_selection",
  load_tests: "test_selection",
  __name__: "test_selection",
  __builtins__: "builtins",
  __import__: "builtins",
  __loader__: "import_system",
  __spec__: "import_system",
};

/**
 * Looks for what the screen refuses in a module, in the order of its lines. It sees what is written there, not what
 * that computes: it makes tampering plain to see, and does not replace the confinement of the run.
 */
export function screenModule(tree: AstNode): readonly ScreenFinding[] {
  return screen(tree, null);
}

/**
 * The same for tests, which may use unittest and replace some things for a while.
 *
 * @param own The module that they are of, since they reach what that imports.
 */
export function screenTests(tree: AstNode, own: { name: string; tree: AstNode }): readonly ScreenFinding[] {
  return screen(tree, { name: own.name, names: moduleNames(own.tree) });
}

/** What was found of healthy modules, which each of their bugs is held against. */
const MODULE_NAMES_OF = new WeakMap<AstNode, ReadonlyMap<string, readonly string[]>>();

/** By name in a module, the names in full of what it took from elsewhere; none for what it defines. */
export function moduleNames(tree: AstNode): ReadonlyMap<string, readonly string[]> {
  const known = MODULE_NAMES_OF.get(tree) ?? new NameResolver(tree, nodesOf(tree), null).moduleNames();
  MODULE_NAMES_OF.set(tree, known);
  return known;
}

function screen(tree: AstNode, own: OwnModule | null): readonly ScreenFinding[] {
  const screening = look(tree, own);
  const findings = new Map<string, ScreenFinding>();
  const add = ([rule, what]: Found, line: number) => {
    const finding = { rule, line, what };
    // The first on a line says enough of a rule.
    const key = `${line} ${rule}`;
    if (!findings.has(key)) findings.set(key, finding);
  };
  for (const { node, ancestors } of walkWhole(tree)) {
    const place = { node, ancestors, parent: ancestors.at(-1) ?? node };
    const line = [...ancestors, node].findLast((each) => each.line > 0)?.line ?? 1;
    for (const check of CHECKS) for (const found of check(place, screening)) add(found, line);
  }
  for (const [name, bindings] of screening.names.scopes.module.names) {
    const rule = Object.hasOwn(MODULE_NAMES, name) ? MODULE_NAMES[name]! : null;
    if (rule !== null) {
      for (const { node } of bindings) add([rule, `${name} as a name of the module`], node.line);
    }
  }
  return [...findings.values()].sort((a, b) => a.line - b.line);
}

function look(tree: AstNode, own: OwnModule | null): Screening {
  const nodes = nodesOf(tree);
  const names = new NameResolver(tree, nodes, own);
  const screening = {
    tests: own !== null,
    own,
    names,
    asyncio: nodes.some(({ type, name, module }) => (type === "alias" ? name : module) === "asyncio"),
    evaluates: evaluatesAnnotations(tree),
    temporaryFiles: new Set(nodes.flatMap((node) => temporaryFilesIn(node, names))),
    testClasses: own === null ? new Map() : findTestClasses(nodes, names),
    mainRunsOnImport: false,
  };
  return { ...screening, mainRunsOnImport: runsMainOnImport(tree, screening) };
}

/** Whether `main` is named by a statement that runs while the source is imported, outside of `if __name__ == ...`. */
function runsMainOnImport(tree: AstNode, screening: Screening): boolean {
  for (const { node, ancestors } of walkWhole(tree)) {
    if (node.type !== "Name" || node.id !== "main") continue;
    if (ancestors.some(isMainCheck) && isInMain({ node, ancestors, parent: node }, screening)) continue;
    if (!ancestors.some(({ type }) => /FunctionDef$/.test(type))) return true;
  }
  return false;
}

function nodesOf(tree: AstNode): readonly AstNode[] {
  return walkWhole(tree).map(({ node }) => node);
}
