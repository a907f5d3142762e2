import { type AnswerShape, END_KEY, entriesOf, type Field, fieldOf } from "./answer_shape.ts";
import type { KeyLine } from "./key_lines.ts";
import { isBare } from "./fences.ts";
import { readInline } from "./tolerant_line.ts";
import { readEntries } from "./tolerant_list.ts";
import { partOf } from "./tolerant_part.ts";
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
