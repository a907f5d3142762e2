import { type AnswerShape, END_KEY, isEndMark } from "./answer_shape.ts";
import {
  closesFence,
  type Fenced,
  findFenced,
  isDocumentInfo,
  type OpenFence,
  openFence,
  readFence,
} from "./fences.ts";
import type { KeyFinder, KeyLine } from "./key_lines.ts";

/** Where a document stands in an answer. */
export interface Located {
  /** The lines of the outermost keys, in the order of the text. */
  readonly keys: readonly KeyLine[];
  /** The blanks before each of them. */
  readonly indent: string;
  /** The line after the document's last. */
  readonly end: number;
  /** Whether the last line is `end: true`. */
  readonly ends: boolean;
  /** Whether a fence was opened before the first key and closed after the last. */
  readonly closed: boolean;
  /** Fenced lines that are the text of a key, by the key's line. */
  readonly fenced: ReadonlyMap<number, Fenced>;
  /** What stands around the document, by the names of repairs. */
  readonly repairs: readonly string[];
}

/** A document's place, or why there is no one place; then `seen` says how many keys were found. */
export type Location =
  | { readonly ok: true; readonly located: Located }
  | { readonly ok: false; readonly detail: string; readonly seen: number };

/**
 * Finds the document in an answer's lines: the outermost known keys, and what belongs to none of them:
 * fences around the whole, prose before and after. What looks like a key within fenced or indented text is
 * none.
 */
export function locateDocument(
  lines: readonly string[],
  shape: AnswerShape,
  finder: KeyFinder,
): Location {
  const all = lines.map((line, at) => finder.read(line, at)).filter((key) => key !== null);
  if (all.length === 0) {
    return lost(`no line of the answer begins with ${Object.keys(shape)[0]} or another key`, 0);
  }
  const indent = all.reduce(
    (least, key) => key.indent.length < least.length ? key.indent : least,
    all[0]!.indent,
  );
  const outer = all.filter((key) => key.indent === indent);
  const opener = openFence(lines.slice(0, outer[0]!.at));
  if (opener !== null && !isDocumentFence(opener, lines.slice(0, outer[0]!.at))) {
    return lost("the fenced text is no document: it does not begin with a key", 0);
  }
  const { keys, fenced } = findFenced({ keys: outer, lines, shape, open: opener !== null });
  const names = keys.map(({ key }) => key);
  const seen = new Set(names.filter((key) => key !== END_KEY)).size;
  const twice = names.find((key, at) => names.indexOf(key) < at);
  if (twice !== undefined) {
    const times = names.filter((key) => key === twice).length;
    return lost(`${twice} stands there ${times} times: write each key once`, seen);
  }
  const last = keys.at(-1)!;
  const closing = findClosing(lines, { first: keys[0]!.at, indent, opener, fenced });
  if (closing !== null && closing < last.at) {
    return lost("its keys do not stand in one block: a fence comes between them", seen);
  }
  const ends = last.key === END_KEY && isEndMark(last.inline);
  const end = ends ? last.at + 1 : closing ?? findEndMark(lines, last.at, fenced) ?? lines.length;
  const problem = tailProblem(lines, { indent, last, ends, end, closing }) ??
    outsideProblem([lines.slice(0, keys[0]!.at), lines.slice(end)], names, finder);
  if (problem !== null) return lost(problem, seen);
  const repairs = nameOutside([...lines.slice(0, keys[0]!.at), ...lines.slice(end)]);
  const closed = opener !== null && closing !== null;
  return { ok: true, located: { keys, indent, end, ends, closed, fenced, repairs } };
}

function lost(detail: string, seen: number): Location {
  return { ok: false, detail, seen };
}

/** Whether a fence holds a document, and not a source in which a line looks like a key. */
function isDocumentFence({ at, info }: OpenFence, before: readonly string[]): boolean {
  return isDocumentInfo(info) &&
    before.slice(at + 1).every((line) => /^\s*(?:---|#.*|%.*|[\w-]+:|<\w+>)?\s*$/.test(line));
}

/** The line of the fence that ends the document; null where there is none. */
function findClosing(
  lines: readonly string[],
  { first, indent, opener, fenced }: {
    readonly first: number;
    readonly indent: string;
    readonly opener: OpenFence | null;
    readonly fenced: ReadonlyMap<number, Fenced>;
  },
): number | null {
  const at = lines.findIndex((line, index) => {
    const fence = index > first && !isInside(index, fenced) ? readFence(line) : null;
    // A fence that is indented like a text is part of it.
    return fence !== null && fence.indent.length <= indent.length &&
      (opener === null || closesFence(fence, opener));
  });
  return at < 0 ? null : at;
}

/** The line of YAML's mark for a document's end; null where there is none. */
function findEndMark(
  lines: readonly string[],
  after: number,
  fenced: ReadonlyMap<number, Fenced>,
): number | null {
  const at = lines.findIndex((line, index) =>
    index > after && !isInside(index, fenced) && /^\.\.\.\s*$/.test(line)
  );
  return at < 0 ? null : at;
}

function isInside(at: number, fenced: ReadonlyMap<number, Fenced>): boolean {
  return [...fenced.values()].some(({ from, to }) => at >= from && at <= (to ?? Infinity));
}

/** Why it is not clear that a document ends where it seems to; null where it is. */
function tailProblem(
  lines: readonly string[],
  { indent, last, ends, end, closing }: {
    readonly indent: string;
    readonly last: KeyLine;
    readonly ends: boolean;
    readonly end: number;
    readonly closing: number | null;
  },
): string | null {
  const isText = (line: string | undefined) =>
    line !== undefined && line.startsWith(indent) && /^[ \t]/.test(line.slice(indent.length));
  const firstOf = (below: readonly string[]) => below.find((line) => line.trim() !== "");
  if (last.key === END_KEY) {
    // Prose may come after the end, but not what is indented like the text of a key.
    const after = firstOf(lines.slice(last.at + 1, ends ? undefined : end));
    if (ends ? isText(after) : after !== undefined) return "end is followed by lines that belong to no key";
  }
  if (closing === null) return null;
  const below = lines.slice(closing + 1);
  const isUnclear = openFence(below) !== null || isText(firstOf(below)) || (!ends && hasDocumentFence(below));
  return isUnclear ? "it is not clear which fence ends it" : null;
}

/** Whether a fence that names YAML or JSON stands there: a document may go on in it. */
function hasDocumentFence(lines: readonly string[]): boolean {
  return lines.map(readFence).some((fence) => fence !== null && /^(?:ya?ml|json)/i.test(fence.info));
}

/** Why it is not certain that what stands around a document is none of it; null where it is. */
function outsideProblem(
  [before, after]: readonly [readonly string[], readonly string[]],
  names: readonly string[],
  finder: KeyFinder,
): string | null {
  const stray = [...before, ...after].map((line) => finder.stray(line)).find((key) => key !== null) ??
    // A key that the document lacks may begin in the sentence before it.
    before.map((line) => finder.within(line)).find((key) => key !== null && !names.includes(key));
  if (!stray) return null;
  return names.includes(stray)
    ? `${stray} stands outside of the document too`
    : `${stray} stands outside of the document: write it as a line of its own that begins "${stray}:"`;
}

/** The repairs that leave out what stands around a document. */
function nameOutside(outside: readonly string[]): string[] {
  const isFence = (line: string) => readFence(line) !== null;
  const isMark = (line: string) => /^(?:---|\.\.\.|%YAML.*)\s*$/.test(line);
  return [
    ...outside.some(isFence) ? ["fences_removed"] : [],
    ...outside.some(isMark) ? ["document_marks_removed"] : [],
    ...outside.some((line) => line.trim() !== "" && !isMark(line) && !isFence(line)) ? ["prose_removed"] : [],
  ];
}
