import type { Candidate } from "../core/candidate.ts";
import { lineAt } from "../core/span_edit.ts";
import { listing } from "./wording.ts";

/** Lines from the first to the last, counted from 1. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** Lines around a fault that are shown. */
const CONTEXT_LINES = 3;
/** Unchanged lines between two changed ones that are told as one place. */
const MOST_BETWEEN = 2;

/**
 * The lines of the faulty code that a bug changed, in their order. Where a bug is one edit it is its line;
 * what a model changed without thinking of a bug, and what is several edits, may be right in its first line,
 * so all of its lines are given.
 *
 * @param source The healthy code, which the edits are made of.
 */
export function faultLines({ edits, line, strategy, code }: Candidate, source: string): readonly LineRange[] {
  if (edits.length < 2 && (strategy !== "llm_feature" || edits.length === 0)) {
    return [{ first: line, last: line }];
  }
  const total = code.trimEnd().split("\n").length;
  const ranges: LineRange[] = [];
  let shift = 0;
  for (const { start, end, text } of [...edits].sort((a, b) => a.start - b.start)) {
    const lead = text.trim() === "" ? 0 : /^\s*/.exec(text)![0].split("\n").length - 1;
    const first = Math.min(total, lineAt(source, start) + shift + lead);
    ranges.push({ first, last: Math.min(total, first + text.trim().split("\n").length - 1) });
    shift += text.split("\n").length - source.slice(start, end).split("\n").length;
  }
  return joined(ranges, 0);
}

/** Lines that lie close to each other as one place. */
export function faultPlaces(lines: readonly LineRange[]): readonly LineRange[] {
  return joined(lines, MOST_BETWEEN);
}

/** What is shown of a code around lines of it. */
export function excerptRanges(code: string, lines: readonly LineRange[]): readonly LineRange[] {
  const total = code.split("\n").length;
  return joined(
    lines.map(({ first, last }) => ({
      first: Math.max(1, first - CONTEXT_LINES),
      last: Math.min(total, last + CONTEXT_LINES),
    })),
    0,
  );
}

/** "line 5", "lines 5 to 7", "lines 5, 9 to 11 and 20". */
export function nameLines(places: readonly LineRange[]): string {
  const isOne = places.length === 1 && places[0]!.first === places[0]!.last;
  const named = places.map(({ first, last }) => first === last ? `${first}` : `${first} to ${last}`);
  return `${isOne ? "line" : "lines"} ${listing(named)}`;
}

/** Whether a line lies in one of the ranges. */
export function isWithin(line: number, ranges: readonly LineRange[]): boolean {
  return ranges.some(({ first, last }) => first <= line && line <= last);
}

function joined(ranges: readonly LineRange[], mostBetween: number): readonly LineRange[] {
  const whole: LineRange[] = [];
  for (const range of ranges) {
    const before = whole.at(-1);
    if (before !== undefined && range.first - before.last - 1 <= mostBetween) {
      whole[whole.length - 1] = { first: before.first, last: Math.max(before.last, range.last) };
    } else whole.push(range);
  }
  return whole;
}
