import type { Candidate } from "../core/candidate.ts";
import type { ChosenFault } from "../core/chosen_bug.ts";
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
 * The lines of the faulty code that a bug changed, in their order. Where an operator made one edit it is its
 * line; what an author or a model wrote, and what is several edits, may be right in its first line, so all of
 * its lines are given, but for those of a single edit that it only repeats.
 *
 * @param source The healthy code, which the edits are made of.
 */
export function faultLines({ edits, line, strategy, code }: Candidate, source: string): readonly LineRange[] {
  if (edits.length === 0 || (edits.length === 1 && strategy === "operator")) {
    return [{ first: line, last: line }];
  }
  const total = code.trimEnd().split("\n").length;
  const ranges: LineRange[] = [];
  let shift = 0;
  for (const { start, end, text } of [...edits].sort((a, b) => a.start - b.start)) {
    const lead = text.trim() === "" ? 0 : /^\s*/.exec(text)![0].split("\n").length - 1;
    const [above, below] = edits.length > 1 ? [0, 0] : repeatedLines(source.slice(start, end), text);
    const first = Math.min(total, lineAt(source, start) + shift + Math.max(lead, above));
    const last = lineAt(source, start) + shift + lead + text.trim().split("\n").length - 1 - below;
    ranges.push({ first, last: Math.min(total, Math.max(first, last)) });
    shift += text.split("\n").length - source.slice(start, end).split("\n").length;
  }
  return joined(ranges, 0);
}

/** The lines of a fault in the module in which it is told, where other faults may have moved them. */
export function linesIn(
  { candidate, line }: Pick<ChosenFault, "candidate" | "line">,
  source: string,
): readonly LineRange[] {
  const moved = line - candidate.line;
  return faultLines(candidate, source).map(({ first, last }) => ({
    first: first + moved,
    last: last + moved,
  }));
}

/** How many lines an edit's text begins and ends with that stood there before. */
function repeatedLines(before: string, text: string): readonly [above: number, below: number] {
  const [old, now] = [before.trimEnd().split("\n"), text.trimEnd().split("\n")];
  const most = Math.min(old.length, now.length);
  let above = 0;
  while (above < most && old[above] === now[above]) above++;
  let below = 0;
  while (below < most - above && old.at(-1 - below) === now.at(-1 - below)) below++;
  return [above, below];
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
