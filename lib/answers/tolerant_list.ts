import { quoted } from "../core/text_check.ts";
import type { AnswerShape } from "./answer_shape.ts";
import { keyFinder } from "./key_lines.ts";
import { findFenced, isBare } from "./fences.ts";
import { type KeyValues, type ReadKeys, unreadable } from "./tolerant_values.ts";

/** The lines of a list. */
export interface ListBlock {
  /** What stands after the key. */
  readonly inline: string;
  readonly lines: readonly string[];
}

/** How the entries are read. */
export interface ListOptions {
  readonly repairs: Set<string>;
  readonly readKeys: ReadKeys;
}

/** A list's entries, or why it is none. */
export type ReadEntries =
  | { readonly ok: true; readonly value: unknown; readonly unread: ReadonlyMap<number, string> }
  | { readonly ok: false; readonly problem: string };

/** Entries beyond these are left to the caller to complain of. */
const MAX_ENTRIES = 60;

/** Reads a list of mappings by its dashes. An entry that cannot be read costs only itself. */
export function readEntries(
  { inline, lines }: ListBlock,
  shape: AnswerShape,
  options: ListOptions,
): ReadEntries {
  const unread = new Map<number, string>();
  const first = lines.find((line) => line.trim() !== "");
  if (first === undefined) {
    if (inline === "[]") return { ok: true, value: [], unread };
    return /^(?:null|~)?$/.test(inline)
      ? { ok: true, value: null, unread }
      : unreadable(`is ${quoted(inline)}, not a list`);
  }
  const indent = /^([ \t]*)-(?:[ \t]|$)/.exec(first)?.[1];
  if (inline !== "" || indent === undefined) return unreadable("does not begin with a dash");
  const parts: string[][] = [];
  for (const line of lines) {
    if (line.startsWith(`${indent}-`) && /^\s*-(?:\s|$)/.test(line)) parts.push([line]);
    else parts.at(-1)?.push(line);
  }
  const entries = parts.slice(0, MAX_ENTRIES).map((part, index): unknown => {
    const entry = readEntry(part, { ...options, shape, indent });
    if (entry.ok) {
      const nested = [...entry.unread].map(([key, problems]) => `${key}: ${[...problems.values()][0]}`);
      if (nested.length > 0) unread.set(index, nested.join("; "));
      return Object.fromEntries(entry.values);
    }
    unread.set(index, entry.problem);
    return null;
  });
  return { ok: true, value: [...entries, ...parts.slice(MAX_ENTRIES)], unread };
}

function readEntry(
  part: readonly string[],
  { shape, indent, repairs, readKeys }: ListOptions & {
    readonly shape: AnswerShape;
    readonly indent: string;
  },
): KeyValues {
  const finder = keyFinder(shape);
  const [, blanks, rest] = /^-([ \t]*)([^]*)$/.exec(part[0]!.slice(indent.length))!;
  // The dash counts as a blank; before a tab it counts nothing.
  const inner = indent + (blanks!.startsWith("\t") ? blanks : ` ${blanks}`);
  const lines = [inner + rest!, ...part.slice(1)];
  const all = lines.map((line, at) => finder.read(line, at)).filter((key) => key !== null);
  const [head, ...others] = all;
  if (head?.at !== 0) return unreadable(`it begins with ${quoted(rest!)}, which is no known key`);
  // Keys below the first may stand in another column than it, unless that could be the column of its text.
  const [least] = others.map((key) => key.indent).sort((a, b) => a.length - b.length);
  const own = isBare(head.inline) || least === undefined ? inner : least;
  const { keys, fenced } = findFenced({
    keys: [head, ...others.filter((key) => key.indent === own)],
    lines,
    shape,
    open: false,
  });
  if (new Set(keys.map(({ key }) => key)).size < keys.length) return unreadable("it has a key twice");
  const read = readKeys({ lines, keys, indent: own, end: lines.length, fenced }, shape, repairs);
  if (!read.ok) return read;
  const after = lines.slice(read.stop).find((line) => line.trim() !== "");
  return after === undefined ? read : unreadable(`${quoted(after.trim())} in it belongs to no key`);
}
