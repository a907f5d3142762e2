import { quoted } from "../core/text_check.ts";
import { type AnswerShape, END_KEY, type Field, fieldOf, isEndMark } from "./answer_shape.ts";
import { isBare } from "./fences.ts";
import { keyFinder, type KeyLine } from "./key_lines.ts";
import { isEvenPython } from "./python_indentation.ts";
import { type KeyBlocks, unreadable } from "./tolerant_values.ts";

/** The lines under a key. */
export interface Part {
  readonly ok: true;
  readonly lines: readonly string[];
  /** Whether they stand between fences. */
  readonly isFenced: boolean;
  /** Whether they stand in the column of the key. */
  readonly isUnindented: boolean;
  /** The line after them. */
  readonly stop: number;
}

/**
 * The lines under a key, up to the next one; a problem where a line between them belongs to neither, or
 * where it is not certain to which.
 */
export function partOf(
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
  const last = text.findLast((line) => line.trim() !== "")!;
  if (/^(?:#|-{3,}\s*$)/.test(last)) {
    return `is not indented, and ${quoted(last)} is a heading or belongs to it`;
  }
  const isEven = kind === "code"
    ? isEvenPython(text)
    : kind !== "snippet" && text.every((line) => /^\S|^$/.test(line));
  if (!isEven) return "is not indented, or not all of it: indent its text";
  const other = lines.find((line) =>
    /^[A-Za-z][A-Za-z_]*:(?:\s|$)/.test(line.slice(indent.length)) && !isPython(line)
  );
  return other === undefined ? null : `is not indented, and ${quoted(other.trim())} in it may be a key`;
}

/** Whether a line with a colon after a word is a statement, or a name with a type and a value. */
function isPython(line: string): boolean {
  return /^\s*(?:else|try|finally|except)\s*:/.test(line) || /^\s*[A-Za-z_]\w*\s*:[^=]+=/.test(line);
}
