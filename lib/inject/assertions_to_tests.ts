import { type AstNode, walk, walkWhole } from "../core/ast.ts";
import { findImports } from "../core/python_imports.ts";
import { applyEdits, type SpanEdit } from "../core/span_edit.ts";
import { slug } from "./pytest_cases.ts";
import { parametersOf } from "./pytest_fixtures.ts";
import {
  bodyOf,
  docstringOf,
  freeName,
  isFunction,
  isMainBlock,
  namesIn,
  type ParsedSource,
  refuseLine,
  startOf,
} from "./source_text.ts";

/** What assertions are of. */
export interface AssertionSubject {
  readonly module: ParsedSource;
  readonly moduleName: string;
}

/**
 * A file of assertions as tests in pytest's style: each assert statement at the top becomes a test, and so does each
 * function of it that asserts something and needs nothing. What the file uses of the module and does not import is imported.
 *
 * @throws {UsageError} for an assertion that cannot be a test of its own, by its line.
 */
export function assertionsToTests(source: ParsedSource, subject: AssertionSubject): string {
  const taken = namesIn(source.tree);
  const edits: SpanEdit[] = [];
  const top = bodyOf(source.tree);
  const changing = changingNames(top);
  for (const node of top) {
    if (isFunction(node)) {
      if (isTest(source, node)) edits.push(...asTest(source, node, taken));
    } else if (asserts(node) && node.type !== "ClassDef" && !isMainBlock(node)) {
      const used = [...walkWhole(node)].find(({ node: each }) =>
        each.type === "Name" && changing.has(String(each.id))
      );
      if (used) {
        refuseLine(
          source,
          node,
          `uses ${used.node.id}, which the file changes on the way: put both into a function`,
        );
      }
      edits.push(...wrap(source, node, `test_${nameOf(node, subject)}`, taken));
    }
  }
  const missing = missingNames(source, subject);
  if (missing.length > 0) {
    edits.unshift(importEdit(source, `from ${subject.moduleName} import ${missing.join(", ")}`));
  }
  return applyEdits(source.text, edits.toSorted((a, b) => a.start - b.start || a.end - b.end));
}

function asserts(node: AstNode): boolean {
  return [...walk(node)].some(({ node: each, ancestors }) =>
    (each.type === "Assert" || each.type === "Raise") && !ancestors.some(isFunction)
  );
}

/** Names that the file gives a value more than once at its top: an assertion that ran later would see the last. */
function changingNames(top: readonly AstNode[]): ReadonlySet<string> {
  const times = new Map<string, number>();
  for (const node of top) {
    if (!/^(?:Assign|AugAssign|AnnAssign)$/.test(node.type)) continue;
    const targets = node.type === "Assign" ? node.targets as AstNode[] : [node.target as AstNode];
    for (
      const name of new Set(
        targets.flatMap((each) => [...walk(each)].map((at) => at.node)).map(({ id }) => id),
      )
    ) {
      const more = node.type === "AugAssign" ? 2 : 1;
      if (typeof name === "string") times.set(name, (times.get(name) ?? 0) + more);
    }
  }
  return new Set([...times].filter(([, count]) => count > 1).map(([name]) => name));
}

/** Whether a function is a test: by its name, or since it asserts something and nobody else in the file calls it. */
function isTest({ tree }: ParsedSource, node: AstNode): boolean {
  if (String(node.name).startsWith("test")) return false;
  const inner = [...walk(node)].some(({ node: each }) => each.type === "Assert");
  if (!inner || parametersOf(node, { method: false }).length > 0) return false;
  return ![...walkWhole(tree)].some(({ node: each, ancestors }) =>
    each.type === "Name" && each.id === node.name &&
    ancestors.some((above) => isFunction(above) && above !== node)
  );
}

/** Its name begins with test_, wherever the file says it. */
function asTest({ text, tree }: ParsedSource, node: AstNode, taken: Set<string>): SpanEdit[] {
  const old = String(node.name);
  const name = freeName(taken, `test_${old.replace(/^(?:check|assert|verify|ensure)_/, "")}`, `test_${old}`);
  const start = text.indexOf(old, text.indexOf("def", node.start) + 3);
  const uses = [...walk(tree)].filter(({ node: each }) => each.type === "Name" && each.id === old);
  // A call at the top ran it once; now it is a test.
  const calls = bodyOf(tree).filter(({ type, value }) =>
    type === "Expr" && (value as AstNode).type === "Call" && ((value as AstNode).func as AstNode).id === old
  );
  const inCalls = (at: AstNode) => calls.some((call) => call.start <= at.start && at.end <= call.end);
  return [
    { start, end: start + old.length, text: name },
    ...uses.filter(({ node: each }) => !inCalls(each)).map(({ node: each }) => ({
      start: each.start,
      end: each.end,
      text: name,
    })),
    ...calls.map((call) => {
      const blank = /^[ \t]*\n*/.exec(text.slice(call.end))![0].length;
      return { start: call.start, end: call.end + blank, text: "" };
    }),
  ];
}

/** Puts a statement into a function: its lines are indented, but for those that begin inside of a text. */
function wrap(source: ParsedSource, node: AstNode, wanted: string, taken: Set<string>): SpanEdit[] {
  const { text } = source;
  const start = startOf(node);
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const lineEnd = /[^\n]*/.exec(text.slice(node.end))![0];
  if (start !== lineStart || /^\s*;/.test(lineEnd)) {
    refuseLine(source, node, "has several statements in one line");
  }
  const texts = [...walk(node)].map((each) => each.node).filter(({ type, kind }) =>
    type === "JoinedStr" || type === "Constant" && (kind === "str" || kind === "bytes")
  );
  const before = text.slice(0, start);
  const isApart = before === "" || /(?:\n\n\n|^#[^\n]*\n)$/m.test(before);
  const gap = isApart ? "" : before.endsWith("\n\n") ? "\n" : "\n\n";
  const edits = [{ start, end: start, text: `${gap}def ${freeName(taken, wanted)}():\n    ` }];
  for (let at = text.indexOf("\n", start); at >= 0 && at < node.end; at = text.indexOf("\n", at + 1)) {
    const isInText = texts.some((each) => each.start <= at && at < each.end);
    if (!isInText && text[at + 1] !== "\n") edits.push({ start: at + 1, end: at + 1, text: "    " });
  }
  return edits;
}

/** What a bare assertion is about: the first function of the module that it calls, else its line. */
function nameOf(node: AstNode, { module }: AssertionSubject): string {
  const own = new Set(definedNames(module.tree));
  const called = [...walkWhole(node)].map((each) => each.node).find((each) =>
    each.type === "Name" && own.has(String(each.id)) ||
    each.type === "Attribute" && own.has(String(each.attr))
  );
  return slug(String(called?.id ?? called?.attr ?? "")) || `line_${node.line}`;
}

/** Names of the module that the file uses and has not from elsewhere. */
function missingNames(source: ParsedSource, { module, moduleName }: AssertionSubject): readonly string[] {
  if (findImports(source.tree).includes(moduleName)) return [];
  const bound = new Set<string>();
  const used = new Set<string>();
  for (const { node } of walkWhole(source.tree)) {
    if (node.type === "Name") used.add(String(node.id));
    if (isFunction(node) || node.type === "ClassDef") bound.add(String(node.name));
    if (node.type === "alias") bound.add(String(node.asname ?? node.name));
  }
  for (const { id } of bodyOf(source.tree).flatMap((each) => (each.targets ?? []) as AstNode[])) {
    bound.add(String(id));
  }
  return definedNames(module.tree).filter((name) => used.has(name) && !bound.has(name));
}

/** Names that a module gives functions, classes and values of its own. */
function definedNames(tree: AstNode): readonly string[] {
  return [
    ...new Set(
      bodyOf(tree).flatMap((node) => {
        if (isFunction(node) || node.type === "ClassDef") return [String(node.name)];
        const targets = node.type === "Assign"
          ? node.targets as AstNode[]
          : node.target
          ? [node.target as AstNode]
          : [];
        return targets.filter(({ type }) => type === "Name").map(({ id }) => String(id));
      }),
    ),
  ];
}

/** Adds an import after those that the file begins with. */
function importEdit({ text, tree }: ParsedSource, line: string): SpanEdit {
  const top = bodyOf(tree).slice(docstringOf(tree) === "" ? 0 : 1);
  const other = top.findIndex(({ type }) => !/^Import/.test(type));
  const last = top[(other < 0 ? top.length : other) - 1];
  if (last === undefined) {
    const start = top[0] ? startOf(top[0]) : tree.end;
    return { start, end: start, text: `${line}\n\n\n` };
  }
  const lineEnd = text.indexOf("\n", last.end);
  const start = lineEnd < 0 ? text.length : lineEnd;
  return { start, end: start, text: `\n\n${line}` };
}
