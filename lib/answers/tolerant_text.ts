import type { Field } from "./answer_shape.ts";
import { COPIED, textDoubt } from "./text_doubt.ts";
import { readInline } from "./tolerant_line.ts";
import { type ReadValue, unreadable } from "./tolerant_values.ts";

/** The lines under a key, and how they stand there. */
export interface TextBlock {
  readonly kind: Field;
  /** What stands after the key: a mark such as "|-", nothing, or the beginning of the text. */
  readonly inline: string;
  readonly lines: readonly string[];
  /** The blanks before the key. */
  readonly indent: string;
  /** Whether the lines stood between fences. */
  readonly fenced: boolean;
}

/** Columns that writers of folded text fill before they break a line. */
const FOLD_WIDTH = 76;

/**
 * A text of several lines, without the indentation of its block: that of its first line, which every line
 * must have. Blanks after that, and at line ends, are kept.
 */
export function readBlock(block: TextBlock, repairs: Set<string>): ReadValue {
  const mark = /^([|>])([-+]?)([1-9]?)([-+]?)/.exec(block.inline);
  const [, style, before, depth, after] = mark ?? [];
  if (block.lines.every((line) => line.trim() === "")) return { ok: true, value: mark === null ? null : "" };
  const isCode = block.kind !== "prose";
  // Only a part of a source may begin with blanks that belong to it, and then its mark says how many do not.
  const given = block.kind === "snippet" && depth ? block.indent + " ".repeat(Number(depth)) : null;
  const dedented = dedent(block.lines, given);
  if (typeof dedented === "string") return unreadable(dedented);
  let lines: readonly string[] = dedented;
  if (block.lines.some((line) => /^ *\t/.test(line))) repairs.add("tabs_replaced");
  if (isCode) {
    const spaced = withoutTabs(lines);
    if (spaced === null) return unreadable("is indented by tabs and by blanks: use blanks");
    lines = spaced;
  }
  if (block.fenced) repairs.add("inner_fences_removed");
  else if (mark === null) {
    if (isCode && isNode(lines)) {
      return unreadable('is a list or a mapping, not a text: use a block with "|"');
    }
    repairs.add("block_mark_missing");
  } else if (style === ">") {
    if (isCode && !isUnfolded(lines)) return unreadable('is folded (">"): use a block with "|"');
    repairs.add("folded_text_kept");
  }
  const text = lines.join("\n").replace(/\n+$/, "");
  const chomp = before || after;
  if (block.kind === "snippet" && chomp === "+") return unreadable('keeps blank lines at its end: use "|-"');
  const ending = block.kind === "snippet" && (mark === null || chomp === "-" || block.fenced) ? "" : "\n";
  const doubt = textDoubt({ key: "", kind: block.kind, text }, COPIED);
  return doubt === null ? { ok: true, value: `${text}${ending}` } : unreadable(doubt);
}

/** A text that begins on the line of its key and goes on below. */
export function readContinued({ kind, inline, lines }: TextBlock, repairs: Set<string>): ReadValue {
  if (lines.every((line) => line.trim() === "")) return readInline(kind, inline);
  if (kind !== "prose") return unreadable("begins on the line of its key: begin it on the next line");
  if (/^[|>[\]{}&*!%@`]/.test(inline)) return unreadable(`begins with "${inline[0]}" on the line of its key`);
  const dedented = dedent(lines, null);
  if (typeof dedented === "string") return unreadable(dedented);
  const text = [inline, ...dedented].join("\n").trimEnd();
  repairs.add("block_mark_missing");
  const quote = /^["']/.exec(text)?.[0];
  if (quote === undefined) return { ok: true, value: text };
  const inner = text.slice(1, -1);
  return text.endsWith(quote) && !inner.includes(quote) && !inner.includes("\\")
    ? { ok: true, value: inner }
    : unreadable("has a quote that is not closed, or quotes or backslashes within");
}

/** Whether lines without a mark begin like a list or a mapping of YAML, and not like a source. */
function isNode(lines: readonly string[]): boolean {
  const first = lines.find((line) => line !== "") ?? "";
  return /^-(?:\s|$)/.test(first) || (/^["'\w]+:\s*(?:[|>].*)?$/.test(first) && first !== "try:");
}

/**
 * The lines without the blanks that the first of them begins with; a problem where another begins with
 * fewer.
 */
function dedent(lines: readonly string[], given: string | null): string[] | string {
  const first = lines.find((line) => line.trim() !== "") ?? "";
  const base = given ?? /^[ \t]*/.exec(first)![0];
  const off = lines.findIndex((line) => line.trim() !== "" && !line.startsWith(base));
  if (off >= 0) return `is indented unevenly: its line ${off + 1} is not indented like its first line`;
  return lines.map((line) => line.startsWith(base) ? line.slice(base.length) : "");
}

/** Lines with four blanks for each tab that they begin with; null where lines are indented by both. */
function withoutTabs(lines: readonly string[]): readonly string[] | null {
  if (!lines.some((line) => /^ *\t/.test(line))) return lines;
  if (lines.some((line) => /^\t* /.test(line) && line.trim() !== "")) return null;
  return lines.map((line) => line.replace(/^\t+/, (tabs) => "    ".repeat(tabs.length)));
}

/**
 * Whether a text under ">" stands there as it is meant: it has no lines that YAML would join, or joins
 * lines that no writer of folded text would have broken.
 */
function isUnfolded(lines: readonly string[]): boolean {
  const text = lines.join("\n").trimEnd().split("\n");
  const atBase = (line: string | undefined) => line !== undefined && /^\S/.test(line);
  let changes = false;
  for (let at = 0; at + 1 < text.length; at++) {
    if (!atBase(text[at])) continue;
    let next = at + 1;
    while (text[next] === "") next++;
    if (!atBase(text[next])) continue;
    changes = true;
    const word = /^\S+/.exec(text[next]!)![0];
    if (next === at + 1 && text[at]!.length + 1 + word.length <= FOLD_WIDTH) return true;
  }
  return !changes;
}
