import { type AstNode, walk } from "../core/ast.ts";
import { STDLIB_MODULES } from "../core/python_names.ts";
import type { SpanEdit } from "../core/span_edit.ts";
import { applyEdits } from "../core/span_edit.ts";
import { type ParsedSource, refuseLine } from "./source_text.ts";

/** The module that tests are of. */
export interface ModuleNames {
  /** Its file's name without ".py", as the user has it. */
  readonly stem: string;
  /** What it is called in a task. */
  readonly moduleName: string;
}

/**
 * Tests as they stand beside the module in one folder: what they import from a package comes from the module itself, and
 * statements that tell Python where to look for it do nothing. All else stays.
 *
 * @throws {UsageError} for an import that cannot be put that way.
 */
export function importDirectly(tests: ParsedSource, module: ModuleNames): string {
  const edits: SpanEdit[] = [];
  const packages = new Set<string>();
  for (const { node, ancestors } of walk(tests.tree)) {
    if (node.type === "Import") edits.push(...importEdits(tests, node, module));
    else if (node.type === "ImportFrom") edits.push(...fromEdits(tests, { node, module, packages }));
    else if (node.type === "Expr" && isSearchPath(tests.text.slice(node.start, node.end))) {
      edits.push({ start: node.start, end: node.end, text: ancestors.length === 1 ? "" : "pass" });
    }
  }
  for (const { node } of walk(tests.tree)) {
    if (node.type !== "Constant" || node.kind !== "str") continue;
    const path = [...packages].find((each) => String(node.value).startsWith(`${each}.`));
    if (path === undefined || !tests.text.startsWith(path, node.start + 1)) continue;
    edits.push({ start: node.start + 1, end: node.start + 1 + path.length, text: module.moduleName });
  }
  return applyEdits(tests.text, edits);
}

function importEdits(
  tests: ParsedSource,
  node: AstNode,
  { stem, moduleName }: ModuleNames,
): readonly SpanEdit[] {
  const names = node.names as readonly AstNode[];
  const own = names.filter(({ name }) => isModule(String(name), stem));
  const plain = own.filter(({ name, asname }) => name !== moduleName || asname === stem);
  if (plain.length === 0) return [];
  const parts = names.map((each) => {
    const [name, asname] = [String(each.name), each.asname === null ? null : String(each.asname)];
    if (!own.includes(each)) return asname === null ? name : `${name} as ${asname}`;
    if (asname === null && name !== stem) {
      refuseLine(
        tests,
        node,
        `says "import ${name}": write "from ${name.slice(0, -stem.length - 1)} import ${stem}"`,
      );
    }
    const alias = asname ?? stem;
    return alias === moduleName ? moduleName : `${moduleName} as ${alias}`;
  });
  return [{ start: node.start, end: node.end, text: `import ${parts.join(", ")}` }];
}

function fromEdits(
  tests: ParsedSource,
  { node, module: { stem, moduleName }, packages }: {
    node: AstNode;
    module: ModuleNames;
    packages: Set<string>;
  },
): readonly SpanEdit[] {
  const dots = ".".repeat(Number(node.level ?? 0));
  const from = dots + String(node.module ?? "");
  const head = /^from\s+([.\w\s]*?)\s*import\b/.exec(tests.text.slice(node.start))?.[1];
  if (isModule(String(node.module ?? ""), stem)) {
    if (from === moduleName || head === undefined) return [];
    if (dots === "") packages.add(from);
    const start = tests.text.indexOf(head, node.start + 4);
    return [{ start, end: start + head.length, text: moduleName }];
  }
  const names = node.names as readonly AstNode[];
  const own = names.find(({ name }) => name === stem);
  // A package's function may have the name of its module: who takes other things as well takes those.
  if (own === undefined || dots === "" && STDLIB_MODULES.has(from.split(".")[0]!)) {
    if (dots !== "") refuseLine(tests, node, `imports from "${from}": a task is one module and its tests`);
    return [];
  }
  if (names.length > 1) {
    refuseLine(tests, node, `imports more than ${stem} from "${from}": a task is one module and its tests`);
  }
  if (dots === "") packages.add(`${from}.${stem}`);
  const alias = String(own.asname ?? stem);
  const text = alias === moduleName ? `import ${moduleName}` : `import ${moduleName} as ${alias}`;
  return [{ start: node.start, end: node.end, text }];
}

function isModule(path: string, stem: string): boolean {
  const parts = path.split(".");
  return parts.at(-1) === stem && (parts.length === 1 || !STDLIB_MODULES.has(parts[0]!));
}

function isSearchPath(text: string): boolean {
  return /^sys\.path\.(?:insert|append|extend)\s*\(/.test(text);
}
