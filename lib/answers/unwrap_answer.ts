import { END_KEY } from "./answer_shape.ts";
import type { KeyFinder } from "./key_lines.ts";

/** An answer without what models and their tools put around or into the whole of it. */
export interface Unwrapped {
  readonly lines: readonly string[];
  readonly repairs: readonly string[];
}

/** Thoughts before a document; with more of them it is none. */
const MOST_THOUGHTS = 20;
const TAGS = "think|thinking|thoughts?|reasoning|reflection|analysis|scratchpad";
/** A line that begins a block of YAML, as no thought does that only speaks of keys. */
const BLOCK_KEY = /:[ \t]+[|>][-+]?[ \t]*(?:#.*)?$/m;
/** Marks before what is said in a turn of a chat, and after the last one. */
const FIRST_MARK = /<\|(?:message|end_header_id|im_start)\|>(?:assistant\s)?/g;
const LAST_MARK = /(?:<\|\w+\|>|<\/s>)\s*$/;
const OPENING = new RegExp(`^[ \\t]*<(${TAGS})>`, "im");
const CLOSING = new RegExp(`</(?:${TAGS})>`, "i");

/**
 * Takes off a byte order mark, carriage returns at line ends, thoughts before and after the document, and
 * the marks of a quoted text. All else, prose and fences too, stays: what they belong to is known only
 * where the keys are.
 */
export function unwrapAnswer(text: string, finder: KeyFinder): Unwrapped {
  const repairs: string[] = [];
  const steps: readonly (readonly [string, (text: string) => string])[] = [
    ["byte_order_mark_removed", (given) => given.replace(/^[\ufeff\u200b\u2060]+/, "")],
    ["mac_line_ends", (given) => given.includes("\n") ? given : given.replaceAll("\r", "\n")],
    // Text that passed twice through a writer with Windows line ends has two of them.
    ["windows_line_ends", (given) => given.replace(/\r+(?=\n|$)/g, "")],
    ["chat_marks_removed", (given) => withoutChatMarks(given, finder)],
    ["thoughts_removed", (given) => withoutThoughts(given, finder)],
    ["quote_marks_removed", (given) => withoutQuoteMarks(given, finder)],
  ];
  let unwrapped = text;
  for (const [name, step] of steps) {
    const next = step(unwrapped);
    if (next !== unwrapped) repairs.push(name);
    unwrapped = next;
  }
  return { lines: unwrapped.split("\n"), repairs };
}

/** The last turn of a chat whose marks a server left in, and without the mark at its end. */
function withoutChatMarks(text: string, finder: KeyFinder): string {
  const rest = text.replace(LAST_MARK, "");
  if (!/^\s*<\|\w+\|>/.test(rest)) return rest;
  const turns = [...rest.matchAll(FIRST_MARK)].map(({ index, 0: mark }) => rest.slice(index + mark.length));
  return turns.findLast((turn) => finder.read(/^\s*([^\n]*)/.exec(turn)![1]!, 0) !== null) ?? rest;
}

function withoutThoughts(text: string, finder: KeyFinder): string {
  const keysOf = (part: string) =>
    new Set(part.split("\n").flatMap((line, at) => finder.read(line.replace(/^> ?/, ""), at)?.key ?? []));
  let rest = withoutLastThoughts(text);
  for (let round = 0; round < MOST_THOUGHTS; round++) {
    const next = withoutUnopened(withoutOpened(rest, keysOf), keysOf);
    if (next === rest) break;
    rest = next;
  }
  return rest;
}

/** Thoughts before the document; all from their tag on where they do not end. */
function withoutOpened(text: string, keysOf: (part: string) => ReadonlySet<string>): string {
  const opening = OPENING.exec(text);
  if (opening === null || keysOf(text.slice(0, opening.index)).size > 0) return text;
  const before = text.slice(0, opening.index);
  const closing = new RegExp(`</${opening[1]}>`, "i").exec(text.slice(opening.index));
  if (closing === null) return before;
  return before + text.slice(opening.index + closing.index + closing[0].length);
}

/** Some servers swallow the opening tag, or write it into their prompt. */
function withoutUnopened(text: string, keysOf: (part: string) => ReadonlySet<string>): string {
  const closing = CLOSING.exec(text);
  if (closing === null) return text;
  const before = text.slice(0, closing.index);
  const after = text.slice(closing.index + closing[0].length);
  if (OPENING.test(before)) return text;
  const drafted = keysOf(before);
  if (drafted.size === 0 && !BLOCK_KEY.test(before)) return after;
  // Within a source there may be such a text too, but hardly on a line of its own in the first column, and
  // what comes after it does not have all keys again that came before.
  const alone = /(?:^|\n)$/.test(before) && /^[ \t]*(?:\n|$)/.test(after);
  return alone && drafted.isSubsetOf(keysOf(after)) ? after : text;
}

/** Thoughts that come after the line `end`. */
function withoutLastThoughts(text: string): string {
  const end = [...text.matchAll(new RegExp(`^[ \\t]*["'*]*${END_KEY}["'*]*[ \\t]*:.*$`, "gim"))].at(-1);
  if (end === undefined) return text;
  const tail = text.slice(end.index);
  const opening = OPENING.exec(tail);
  return opening === null ? text : text.slice(0, end.index) + tail.slice(0, opening.index);
}

/** A document of which each line begins with ">", as in a quotation. */
function withoutQuoteMarks(text: string, finder: KeyFinder): string {
  const lines = text.split("\n");
  const first = lines.findIndex((line) => line.startsWith(">"));
  if (first < 0) return text;
  let end = first;
  while (end < lines.length && lines[end]!.startsWith(">")) end++;
  if (lines.slice(end).some((line) => line.startsWith(">"))) return text;
  const marked = lines.slice(first, end);
  const mark = marked.every((line) => /^>(?: |\s*$)/.test(line)) ? /^> ?/ : /^>/;
  const quoted = marked.map((line) => line.replace(mark, ""));
  if (quoted.filter((line, at) => finder.read(line, at) !== null).length < 2) return text;
  return [...lines.slice(0, first), ...quoted, ...lines.slice(end)].join("\n");
}
