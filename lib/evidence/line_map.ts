import { unifiedDiff } from "../core/unified_diff.ts";

/**
 * The line of a text for each line of a changed one, both from 1: null for a line that was put in. A line that was
 * replaced stands where the one stands that replaced it.
 */
export function lineMap(before: string, changed: string): (line: number) => number | null {
  const places = new Map<number, number | null>();
  const shifts: { readonly from: number; readonly by: number }[] = [];
  let [old, now, group]: [number, number, number[]] = [1, 1, []];
  for (const text of unifiedDiff(["a", before], ["b", changed]).split("\n").slice(2)) {
    const hunk = /^@@ -(\d+)(?:,\d+)? \+(\d+)/.exec(text);
    if (hunk || text.startsWith(" ") || text === "") group = [];
    if (hunk) [old, now] = [Number(hunk[1]), Number(hunk[2])];
    else if (text.startsWith("-")) group.push(old++);
    else if (text.startsWith("+")) places.set(now++, group.shift() ?? null);
    else if (text.startsWith(" ")) places.set(now++, old++);
    shifts.push({ from: now, by: old - now });
  }
  return (line) => {
    const place = places.get(line);
    if (place !== undefined) return place;
    return line + (shifts.findLast(({ from }) => from <= line)?.by ?? 0);
  };
}
