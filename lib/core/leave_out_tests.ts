import { type AstNode, childNodes, walkWhole } from "./ast.ts";
import { applyEdits, lineAt, type SpanEdit } from "./span_edit.ts";
import { findTestIds } from "./test_ids.ts";
import type { TestMethod } from "./test_methods.ts";

/**
 * The source of a test file without some of its tests; everything else stays as it was, byte by byte. With a method go
 * its decorators, the comment that stands directly on it, and the blank lines that set it apart. A class that loses its
 * last test goes too, unless its name stands elsewhere in the file.
 */
export function leaveOutTests(source: string, tree: AstNode, methods: readonly TestMethod[]): string {
  const { gone, emptied } = chooseNodes(tree, methods);
  const lines = source.split("\n");
  const blocks = [tree, ...childNodes(tree)].filter(({ type }) => type === "Module" || type === "ClassDef")
    .flatMap((parent) => blocksIn(parent, { gone, source, lines }));
  // The last first: whether a method is the last of its class depends on what is left below it.
  const dropped = lines.map(() => false);
  for (const block of blocks.sort((a, b) => b.first - a.first)) drop(block, { lines, dropped });
  const fillers = new Map(emptied.map((first) => {
    const line = lineAt(source, startOf(first)) - 1;
    return [line, `${" ".repeat(indentation(lines[line]!))}pass\n`];
  }));
  return applyEdits(source, toEdits({ source, lines, dropped, fillers }));
}

interface Gone {
  /** Definitions that go. */
  readonly gone: ReadonlySet<AstNode>;
  /** The first statements of classes that stay, though nothing stays in them. */
  readonly emptied: readonly AstNode[];
}

function chooseNodes(tree: AstNode, methods: readonly TestMethod[]): Gone {
  const gone = new Set(methods.flatMap(({ nodes }) => nodes));
  const hidden = new Set(methods.flatMap(({ ids }) => ids));
  const left = findTestIds(tree).filter((id) => !hidden.has(id));
  const emptied: AstNode[] = [];
  for (const node of childNodes(tree)) {
    const body = (node.type === "ClassDef" ? node.body : []) as readonly AstNode[];
    if (!body.some((child) => gone.has(child))) continue;
    if (!left.some((id) => id.startsWith(`${node.name}.`)) && !isNamed(tree, String(node.name))) {
      for (const child of body) gone.delete(child);
      gone.add(node);
    } else if (body.every((child) => gone.has(child))) emptied.push(body[0]!);
  }
  return { gone, emptied };
}

function isNamed(tree: AstNode, name: string): boolean {
  return walkWhole(tree).some(({ node }) => node.type === "Name" && node.id === name);
}

/** Whole lines, from 0, the last one included. */
interface Block {
  readonly first: number;
  readonly last: number;
}

function blocksIn(
  parent: AstNode,
  { gone, source, lines }: { gone: ReadonlySet<AstNode>; source: string; lines: readonly string[] },
): readonly Block[] {
  const body = parent.body as readonly AstNode[];
  return body.flatMap((node, at) => {
    if (!gone.has(node)) return [];
    let first = lineAt(source, startOf(node)) - 1;
    let last = lineAt(source, node.end) - 1;
    const floor = at > 0 ? lineAt(source, body[at - 1]!.end) : parent.type === "Module" ? 0 : parent.line;
    const depth = indentation(lines[first]!);
    while (first > floor && isComment(lines[first - 1]!) && indentation(lines[first - 1]!) === depth) first--;
    // Comments below its last statement that are indented like its body are its own.
    for (let next = last + 1; next < lines.length; next++) {
      if (isComment(lines[next]!) && indentation(lines[next]!) > depth) last = next;
      else if (!isBlank(lines[next]!)) break;
    }
    return [{ first, last }];
  });
}

/** Drops a block, and the blank lines above it where it ends its class or file, those below it otherwise. */
function drop(
  { first, last }: Block,
  { lines, dropped }: { lines: readonly string[]; dropped: boolean[] },
): void {
  dropped.fill(true, first, last + 1);
  const depth = indentation(lines[first]!);
  const next = lines.findIndex((line, at) => at > last && !dropped[at] && !isBlank(line));
  const step = next < 0 || indentation(lines[next]!) < depth ? -1 : 1;
  const start = step < 0 ? first - 1 : last + 1;
  for (let at = start; at >= 0 && at < lines.length && (dropped[at] || isBlank(lines[at]!)); at += step) {
    // What is after the last line end is no line.
    if (at < lines.length - 1) dropped[at] = true;
  }
}

/** Lines that go, as edits of the text. */
function toEdits({ source, lines, dropped, fillers }: {
  source: string;
  lines: readonly string[];
  dropped: readonly boolean[];
  fillers: ReadonlyMap<number, string>;
}): SpanEdit[] {
  let start = 0;
  return lines.flatMap((line, at) => {
    const end = Math.min(start + line.length + 1, source.length);
    const edit = { start, end, text: fillers.get(at) ?? "" };
    start = end;
    return dropped[at] ? [edit] : [];
  });
}

/** Where a definition begins, its decorators included. */
function startOf(node: AstNode): number {
  const [first] = (node.decorator_list ?? []) as readonly AstNode[];
  return first?.start ?? node.start;
}

function isComment(line: string): boolean {
  return line.trimStart().startsWith("#");
}

function isBlank(line: string): boolean {
  return line.trim() === "";
}

function indentation(line: string): number {
  return line.length - line.trimStart().length;
}
