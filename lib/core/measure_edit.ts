import { diffArrays } from "../deps/diff.ts";

/** How far an edit of a buggy module goes, held against the true fix. */
export interface EditMeasure {
  /** Lines that stand in the edited module only. */
  readonly linesAdded: number;
  /** Lines that stand in the buggy module only. */
  readonly linesRemoved: number;
  /** Share of the changed lines that the fix changes too, from 0 to 1; null where nothing was changed. */
  readonly precision: number | null;
  /** Share of the lines that the fix changes that were changed, from 0 to 1. */
  readonly recall: number;
}

/** Changed lines after which two texts are taken for different throughout: comparing them exactly could take hours. */
const MOST_CHANGES = 3000;

/**
 * Measures an edit by lines of the buggy module. A line that is replaced or removed counts where it stood; lines that are
 * added beyond those replaced count at the place where they are put in. What a line was changed to does not count: that is
 * for the tests to judge.
 */
export function measureEdit(
  { buggy, healthy, edited }: { readonly buggy: string; readonly healthy: string; readonly edited: string },
): EditMeasure {
  const change = changedPlaces(buggy, edited);
  const fix = changedPlaces(buggy, healthy);
  let shared = 0;
  for (const [place, lines] of change.places) shared += Math.min(lines, fix.places.get(place) ?? 0);
  const [changed, fixed] = [sumOf(change.places), sumOf(fix.places)];
  return {
    linesAdded: change.added,
    linesRemoved: change.removed,
    precision: changed === 0 ? null : shareOf(shared, changed),
    recall: fixed === 0 ? 0 : shareOf(shared, fixed),
  };
}

interface Change {
  /** Number of changed lines by place: "7" is line 7 itself, "+7" what is put in before it. */
  readonly places: ReadonlyMap<string, number>;
  readonly added: number;
  readonly removed: number;
}

function changedPlaces(from: string, to: string): Change {
  const [before, after] = [linesOf(from), linesOf(to)];
  const parts = diffArrays(before, after, { maxEditLength: MOST_CHANGES }) ??
    [{ removed: true, added: false, count: before.length }, {
      removed: false,
      added: true,
      count: after.length,
    }];
  const places = new Map<string, number>();
  const total = { added: 0, removed: 0 };
  let line = 1;
  let block = { added: 0, removed: 0 };
  const flush = () => {
    for (let at = 0; at < block.removed; at++) places.set(`${line - block.removed + at}`, 1);
    if (block.added > block.removed) places.set(`+${line}`, block.added - block.removed);
    block = { added: 0, removed: 0 };
  };
  for (const { added, removed, count } of parts) {
    if (!added && !removed) flush();
    if (added) block.added += count;
    if (removed) block.removed += count;
    total.added += added ? count : 0;
    total.removed += removed ? count : 0;
    if (!added) line += count;
  }
  flush();
  return { places, ...total };
}

/** A last line without its end is the same line. */
function linesOf(text: string): string[] {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}

function sumOf(places: ReadonlyMap<string, number>): number {
  return [...places.values()].reduce((sum, lines) => sum + lines, 0);
}

function shareOf(part: number, whole: number): number {
  return Math.round(10_000 * part / whole) / 10_000;
}
