import { quoted } from "../core/text_check.ts";
import { type AnswerShape, END_KEY, isEndMark, onlyList } from "./answer_shape.ts";
import type { KeyFinder, KeyLine } from "./key_lines.ts";
import type { Located, Location } from "./locate_document.ts";
import { fail, finishReading, type ReadResult } from "./reading.ts";
import { readKeys } from "./tolerant_keys.ts";
import { readEntries } from "./tolerant_list.ts";
import type { Unwrapped } from "./unwrap_answer.ts";

/** An answer's lines, and where the document stands in them. */
export interface LocatedAnswer {
  readonly answer: Unwrapped;
  readonly location: Location;
  readonly finder: KeyFinder;
}

/**
 * Reads a document by its lines, where it is no YAML: each known key in the outermost column begins a part,
 * and the part is what the shape says of the key. Where a line may belong to one key or another, or to
 * none, the document is not read at all.
 */
export function readTolerant({ answer, location, finder }: LocatedAnswer, shape: AnswerShape): ReadResult {
  const end = location.ok ? location.located.keys.find(({ key }) => key === END_KEY) ?? null : null;
  if (!location.ok || (end !== null && location.located.keys.length === 1)) {
    const bare = !location.ok && location.seen > 0 ? null : readBareList(answer, end, shape);
    if (bare !== null || location.ok) return bare ?? fail("answer_not_yaml", "the answer has no key but end");
    return fail(location.seen === 0 ? "answer_not_yaml" : "answer_invalid", location.detail, location.seen);
  }
  const { located } = location;
  const seen = located.keys.filter(({ key }) => key !== END_KEY).length;
  const repairs = new Set<string>();
  const read = readKeys({ lines: answer.lines, ...located }, shape, repairs);
  if (!read.ok) return fail("answer_invalid", read.problem, seen);
  const after = answer.lines.slice(read.stop, located.end).filter((line) => line.trim() !== "");
  const problem = afterProblem(after, located, finder);
  if (problem !== null) return fail("answer_invalid", problem, seen);
  const { [END_KEY]: _, ...document } = Object.fromEntries(read.values);
  const names = [...answer.repairs, ...located.repairs];
  if (after.length > 0 && !names.includes("prose_removed")) names.push("prose_removed");
  return finishReading({
    document,
    doubts: new Map(),
    unread: read.unread,
    whole: located.ends || (located.closed && !read.isOpen),
    last: located.keys.findLast(({ key }) => key !== END_KEY)?.key ?? null,
    repairs: [...names, "tolerant", ...repairs],
  }, shape);
}

/** Why lines after the last key's own cannot be prose; null where they can. */
function afterProblem(
  after: readonly string[],
  { indent, closed }: Located,
  finder: KeyFinder,
): string | null {
  const stray = after.map((line) => finder.stray(line)).find((key) => key !== null);
  if (stray) return `${stray} stands outside of the document too`;
  const isText = (line: string) => line.startsWith(`${indent} `) || line.startsWith(`${indent}\t`);
  // Before a fence that closes there is no room for prose, and prose is not indented like a text of the
  // document.
  const odd = closed ? after[0] : after.find((line) => isText(line) || line.startsWith(`${indent}- `));
  return odd === undefined ? null : `${quoted(odd.trim())} belongs to no key`;
}

/** A list without a key, where the shape has only that list. */
function readBareList(
  { lines, repairs: before }: Unwrapped,
  end: KeyLine | null,
  shape: AnswerShape,
): ReadResult | null {
  const list = onlyList(shape);
  const first = lines.findIndex((line) => /^[ \t]*-[ \t]+\w+[ \t]*:/.test(line));
  if (list === null || first < 0) return null;
  const indent = /^[ \t]*/.exec(lines[first]!)![0];
  const isOwn = (line: string) =>
    line.trim() === "" || line.startsWith(`${indent}-`) || line.startsWith(`${indent} `);
  const off = lines.findIndex((line, at) => at > first && !isOwn(line));
  const repairs = new Set<string>();
  const own = lines.slice(first, off < 0 ? lines.length : off);
  const read = readEntries({ inline: "", lines: own }, list.entries, { repairs, readKeys });
  if (!read.ok) return null;
  return finishReading({
    document: { [list.key]: read.value },
    doubts: new Map(),
    unread: new Map(read.unread.size > 0 ? [[list.key, read.unread]] : []),
    whole: end !== null && end.at === off && isEndMark(end.inline),
    last: list.key,
    repairs: [...before, "tolerant", "bare_list", ...repairs],
  }, shape);
}
