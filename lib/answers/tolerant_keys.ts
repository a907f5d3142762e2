import { quoted } from "../core/text_check.ts";
import { type AnswerShape, END_KEY, entriesOf, type Field, fieldOf, isEndMark } from "./answer_shape.ts";
import { keyFinder, type KeyLine } from "./key_lines.ts";
import { isBare } from "./fences.ts";
import { isEvenPython } from "./python_indentation.ts";
import { readInline } from "./tolerant_line.ts";
import { readEntries } from "./tolerant_list.ts";
import { readBlock, readContinued } from "./tolerant_text.ts";
import { type KeyBlocks, type KeyValues, type ReadValue, unreadable } from "./tolerant_values.ts";

/**
 * Reads each key's lines as what the shape says of it. A doubt about one key is a doubt about the mapping.
 */
export function readKeys(blocks: KeyBlocks, shape: AnswerShape, repairs: Set<string>): KeyValues {
  const values = new Map<string, unknown>();
  const unread = new Map<string, ReadonlyMap<number, string>>();
  let stop = blocks.end;
  let isOpen = false;
  for (const [index, key] of blocks.keys.entries()) {
    if (key.renamed) repairs.add("keys_renamed");
    const next = blocks.keys[index + 1] ?? null;
    const part = partOf(blocks, shape, { key, next });
    if (!part.ok) return unreadable(`${key.key} ${part.problem}`);
    if (next === null) stop = part.stop;
    isOpen = part.isUnindented;
    if (part.isUnindented) repairs.add("unindented_text");
    const field = fieldOf(shape, key.key);
    const entries = entriesOf(field);
    if (entries !== null) {
      const block = { inline: inlineOf(key, part.isFenced), lines: part.lines };
      const list = readEntries(block, entries, { repairs, readKeys });
      if (!list.ok) return unreadable(`${key.key} ${list.problem}`);
      values.set(key.key, list.value);
      if (list.unread.size > 0) unread.set(key.key, list.unread);
      continue;
    }
    const value = key.key === END_KEY
      ? readEnd(key.inline, part.lines)
      : readText(field!, { key, lines: part.lines, fenced: part.isFenced, repairs });
    if (!value.ok) return unreadable(`${key.key} ${value.problem}`);
    values.set(key.key, value.value);
  }
  return { ok: true, values, unread, isOpen, stop };
}

/** What stands after a key, but for a fence that its text begins with. */
function inlineOf({ inline }: KeyLine, isFenced: boolean): string {
  return isFenced && !isBare(inline) ? "" : inline;
}

interface Part {
  readonly ok: true;
  readonly lines: readonly string[];
  readonly isFenced: boolean;
  readonly isUnindented: boolean;
  readonly stop: number;
}

/** The lines under a key. */
function partOf(
  { lines, indent, end, fenced }: KeyBlocks,
  shape: AnswerShape,
  { key, next }: { readonly key: KeyLine; readonly next: KeyLine | null },
): Part | ReturnType<typeof unreadable> {
  const until = next?.at ?? end;
  const field = fieldOf(shape, key.key);
  const fence = fenced.get(key.at);
  if (fence !== undefined) {
    const to = fence.to ?? until;
    const finder = keyFinder(shape);
    if (fence.to === null && lines.slice(fence.from, end).some((line) => finder.stray(line) !== null)) {
      return unreadable("begins with a fence that is not closed");
    }
    const rest = lines.slice(to + 1, until).find((line) => line.trim() !== "");
    if (rest !== undefined && next !== null) {
      return unreadable(`is followed by ${quoted(rest.trim())}, which belongs to no key`);
    }
    const inside = lines.slice(fence.from + 1, Math.min(to, until));
    return { ok: true, lines: inside, isFenced: true, isUnindented: false, stop: Math.min(to + 1, until) };
  }
  const isInside = (line: string) =>
    line.trim() === "" || (/^[ \t]*/.exec(line)![0].length > indent.length && line.startsWith(indent));
  const isList = typeof field === "object" || (field === "prose" && key.inline === "");
  const isItem = (line: string) => isList && line.startsWith(`${indent}-`) && /^\s*-(?:\s|$)/.test(line);
  const own = lines.slice(key.at + 1, until);
  const first = own.findIndex((line) => line.trim() !== "");
  const starts = own[first] ?? "";
  if (first < 0 || isInside(starts) || (isItem(starts) && isBare(key.inline))) {
    const off = own.findIndex((line) => !isInside(line) && !(isItem(starts) && isItem(line)));
    const rest = off < 0 ? [] : own.slice(off);
    // YAML has comments between its keys; after the last key stands what is no part of the document.
    if (next !== null && rest.some((line) => line.trim() !== "" && !line.startsWith(`${indent}#`))) {
      const stray = rest.find((line) => line.trim() !== "")!;
      return unreadable(`is followed by ${quoted(stray.trim())}, which belongs to no key`);
    }
    const stop = off < 0 ? until : key.at + 1 + off;
    return { ok: true, lines: off < 0 ? own : own.slice(0, off), isFenced: false, isUnindented: false, stop };
  }
  const problem = unindentedProblem(own, { indent, next, inline: key.inline, kind: field });
  if (problem !== null) return unreadable(problem);
  return { ok: true, lines: own, isFenced: false, isUnindented: true, stop: until };
}

/**
 * Why a text in the column of its key cannot be told from the keys after it; null where it can: the key
 * that ends it has nothing after its colon but a mark, which no line of Python and hardly one of prose has,
 * and no other line looks like a key.
 */
function unindentedProblem(
  lines: readonly string[],
  { indent, next, inline, kind }: {
    readonly indent: string;
    readonly next: KeyLine | null;
    readonly inline: string;
    readonly kind: Field | undefined;
  },
): string | null {
  if (!isBare(inline)) {
    return `is followed by ${
      quoted(lines.find((line) => line.trim() !== "")!.trim())
    }, which belongs to no key`;
  }
  if (lines.some((line) => line.trim() !== "" && !line.startsWith(indent))) {
    return "is indented less than its key: indent its text";
  }
  const isMark = next !== null &&
    (next.key === END_KEY ? isEndMark(next.inline) : isBare(next.inline));
  if (next !== null && !isMark) return `is not indented, so that its end before ${next.key} is not clear`;
  const text = lines.map((line) => line.slice(indent.length));
  const isEven = kind === "code"
    ? isEvenPython(text)
    : kind !== "snippet" && text.every((line) => /^\S|^$/.test(line));
  if (!isEven) return "is not indented, or not all of it: indent its text";
  const other = lines.find((line) =>
    /^[A-Za-z][A-Za-z_]*:(?:\s|$)/.test(line.slice(indent.length)) && !isPython(line)
  );
  if (other !== undefined) return `is not indented, and ${quoted(other.trim())} in it may be a key`;
  return lines.some((line) => /^\s{0,3}(?:```|~~~)/.test(line))
    ? "is not indented, and has a fence in it"
    : null;
}

/** Whether a line with a colon after a word is a statement, or a name with a type and a value. */
function isPython(line: string): boolean {
  return /^\s*(?:else|try|finally|except)\s*:/.test(line) || /^\s*[A-Za-z_]\w*\s*:[^=]+=/.test(line);
}

function readEnd(inline: string, lines: readonly string[]): ReadValue {
  return lines.some((line) => line.trim() !== "")
    ? unreadable("is followed by lines that belong to no key")
    : { ok: true, value: inline };
}

function readText(
  kind: Field,
  { key, lines, fenced, repairs }: {
    readonly key: KeyLine;
    readonly lines: readonly string[];
    readonly fenced: boolean;
    readonly repairs: Set<string>;
  },
): ReadValue {
  const inline = inlineOf(key, fenced);
  const { indent } = key;
  const block = { kind, inline, lines, indent, fenced };
  if (kind === "name" || kind === "line") {
    const filled = lines.map((line) => line.trim()).filter((line) => line !== "");
    if (!isBare(inline) || inline.startsWith("#")) {
      return filled.length === 0
        ? readInline(kind, inline)
        : unreadable("goes on below its line: indent or quote it");
    }
    if (filled.length === 0) return { ok: true, value: null };
    if (inline === "") return readInline(kind, filled.join(" "));
    return inline.startsWith("|")
      ? readBlock({ ...block, kind: "prose" }, repairs)
      : { ok: true, value: filled.join(" ") };
  }
  if (!isBare(inline) || inline.startsWith("#")) return readContinued(block, repairs);
  const first = lines.find((line) => line.trim() !== "");
  if (kind === "prose" && inline === "" && !fenced && first !== undefined && /^\s*- /.test(first)) {
    return readSteps(lines, /^\s*/.exec(first)![0]);
  }
  return readBlock(block, repairs);
}

/** A list of lines, such as steps. */
function readSteps(lines: readonly string[], indent: string): ReadValue {
  const steps: string[] = [];
  for (const line of lines) {
    if (line.startsWith(`${indent}- `)) steps.push(line.slice(indent.length + 2).trim());
    else if (line.trim() === "" || line.startsWith(`${indent} `)) {
      steps.push(`${steps.pop()!} ${line.trim()}`.trim());
    } else return unreadable("is a list with a line that belongs to no entry");
  }
  const values: unknown[] = [];
  for (const step of steps) {
    const value = readInline("line", step);
    if (!value.ok) return unreadable(`is a list with an entry that ${value.problem}`);
    values.push(value.value);
  }
  return { ok: true, value: values };
}
