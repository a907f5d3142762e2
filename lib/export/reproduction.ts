import type { TestFailure } from "./test_failures.ts";
import { type SourceBlock, sourceBlocks, statementLength } from "./source_blocks.ts";

/** Longest script that somebody would put into a report. */
const MOST_LINES = 70;
const SET_UP = /^(?:async)?(?:setUp|tearDown|SetUp|TearDown)/i;

/**
 * A script that shows a failure: the test up to the statement that fails, with what it uses of its file. Null where the
 * text of the tests does not tell what that is, or it is long.
 */
export function reproduction(unitTests: string, { id, line }: TestFailure): string | null {
  if (line === null) return null;
  const [className, method] = id.split(".") as [string, string];
  const top = sourceBlocks(unitTests.split("\n"), { indent: 0, first: 1 });
  const home = top.find((block) => nameOf(block, /^class (\w+)/) === className);
  const parts = home && membersOf(home);
  const test = parts?.members.find((block) => nameOf(block, /^(?:async )?def (\w+)/) === method);
  if (!parts || !test || line < test.line || line >= test.line + test.lines.length) return null;
  const shown = upTo(test, line);
  const { head, members } = parts;
  const others = members.filter((block) => block !== test && !/\bdef test/.test(block.lines.join("\n")));
  const kept = closure([...head, ...shown].join("\n"), others, SET_UP);
  const inClass = others.filter((block) => kept.has(block));
  const body = [
    ...inClass.flatMap(({ lines }) => lines.length === 1 ? lines : ["", ...lines, ""]),
    ...inClass.length > 0 ? [""] : [],
    ...shown,
  ].join("\n").replace(/\n{3,}/g, "\n\n").replace(/^\n/, "").split("\n");
  const outside = top.filter((block) => block !== home && !/^if __name__/.test(block.lines[0]!));
  const needed = closure([...head, ...body].join("\n"), outside, /^$/);
  const used = outside.filter((block) => needed.has(block));
  const script = [
    ...spaced(used),
    "",
    "",
    ...head,
    ...body,
    "",
    "",
    'if __name__ == "__main__":',
    "    unittest.main()",
  ];
  if (script.length > MOST_LINES || !script.includes("import unittest")) return null;
  return script.join("\n").replace(/\n{4,}/g, "\n\n\n");
}

/** A class's first lines, and what is defined in it. */
function membersOf({ line, lines }: SourceBlock): { head: string[]; members: readonly SourceBlock[] } | null {
  const start = lines.findIndex((each) => each.startsWith("class "));
  const length = start + statementLength(lines.slice(start));
  const inner = lines.slice(length);
  const indent = /^ */.exec(inner.find((each) => each.trim() !== "") ?? "")![0].length;
  if (indent === 0) return null;
  return {
    head: lines.slice(start, length),
    members: sourceBlocks(inner, { indent, first: line + length }).filter(({ lines: [first] }) =>
      !/^\s*["']/.test(first!)
    ),
  };
}

/** A test's lines up to the statement at a line; all of them where what comes after belongs to that. */
function upTo({ line: first, lines }: SourceBlock, line: number): readonly string[] {
  let end = line - first + statementLength(lines.slice(line - first));
  const width = /^ */.exec(lines[line - first]!)![0].length;
  if (/:\s*(?:#.*)?$/.test(lines[end - 1]!)) {
    while (end < lines.length && (lines[end]!.trim() === "" || /^ */.exec(lines[end]!)![0].length > width)) {
      end++;
    }
  }
  return lines.slice(0, end).some((each) => /^\s*try:/.test(each)) ? lines : lines.slice(0, end);
}

/** The blocks that a text uses by a name that they define, and those that these use; and those of certain names. */
function closure(text: string, blocks: readonly SourceBlock[], always: RegExp): Set<SourceBlock> {
  const kept = new Set<SourceBlock>();
  const pending = [text];
  const take = (block: SourceBlock) => {
    kept.add(block);
    pending.push(block.lines.join("\n"));
  };
  for (const block of blocks) if (definedBy(block).some((name) => always.test(name))) take(block);
  while (pending.length > 0) {
    const words = new Set(pending.pop()!.match(/[\p{L}_][\p{L}\p{N}_]*/gu));
    for (const block of blocks) {
      if (!kept.has(block) && definedBy(block).some((name) => words.has(name))) take(block);
    }
  }
  return kept;
}

/** The names that a statement defines. */
function definedBy({ lines }: SourceBlock): readonly string[] {
  const at = lines.findIndex((line) => !/^\s*[@#]/.test(line));
  const first = (lines[at] ?? "").trim();
  const defined = /^(?:async )?(?:def|class) (\w+)/.exec(first);
  if (defined) return [defined[1]!];
  const imported = /^(?:from [\w.]+ )?import\b(.*)$/s.exec(lines.slice(at).join(" ").trim());
  // What follows "as" is among the words, and so is what stands before it.
  if (imported) return imported[1]!.match(/\w+/g) ?? [];
  const assigned = /^([\w\s,.()*]+?)(?::[^=]*)?=(?!=)/.exec(first);
  return (assigned?.[1] ?? "").match(/\w+/g) ?? [];
}

function nameOf({ lines }: SourceBlock, pattern: RegExp): string | null {
  for (const line of lines) {
    const [, name] = pattern.exec(line.trim()) ?? [];
    if (name !== undefined) return name;
    if (!/^\s*[@#]/.test(line)) return null;
  }
  return null;
}

/** Imports below each other, definitions with blank lines between. */
function spaced(blocks: readonly SourceBlock[]): readonly string[] {
  return blocks.flatMap(({ lines }, at) => {
    const isPlain = (line: string) => /^(?:from|import) /.test(line);
    const before = blocks[at - 1]?.lines[0];
    const gap = before === undefined || (isPlain(before) && isPlain(lines[0]!)) ? [] : [""];
    return [...gap, ...(/^(?:@|def|class|async)/.test(lines[0]!) ? [...gap, ...lines, ""] : lines)];
  });
}
