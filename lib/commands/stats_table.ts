import type { Counts, DatasetStats, Spread } from "../flows/dataset_stats.ts";
import { printable } from "./printable.ts";

/** Most rows of a part; the rest is added up. */
const MOST_ROWS = 25;
/** Length of the longest bar. */
const BAR = 24;

/** A dataset's statistics as a page: what there is, tables of counts with bars, a table of sizes. */
export function statsPage(stats: DatasetStats): string {
  return [
    headline(stats),
    ...Object.entries(stats.counts).filter(([, counts]) => Object.keys(counts).length > 0).map(countTable),
    ...stats.tasks > 0 ? [sizeTable(stats.sizes)] : [],
  ].join("\n");
}

function headline({ files, tasks, modules, module_groups, repeated_bugs, unreadable }: DatasetStats): string {
  const lost = Object.entries(unreadable).map(([reason, count]) => `${count} ${reason}`);
  return [
    `${tasks} tasks in ${files} files${lost.length > 0 ? ` (no tasks: ${lost.join(", ")})` : ""}`,
    `${modules} modules, ${module_groups} that are not the same in other words`,
    `${repeated_bugs} tasks repeat the bug of another`,
  ].join("\n") + "\n";
}

function countTable([title, counts]: readonly [string, Counts]): string {
  const all = Object.entries(counts);
  const rest = all.slice(MOST_ROWS);
  const rows = [
    ...all.slice(0, MOST_ROWS),
    ...rest.length > 0 ? [[`${rest.length} others`, sum(rest)] as const] : [],
  ].map(([word, count]) => [printable(word, 60), count] as const);
  const total = sum(all);
  const most = Math.max(...rows.map(([, count]) => count));
  const width = Math.max(title.length, ...rows.map(([word]) => word.length));
  const digits = Math.max(5, String(most).length);
  const lines = rows.map(([word, count]) => {
    const share = `${(100 * count / total).toFixed(1)} %`.padStart(8);
    const bar = "#".repeat(Math.max(1, Math.round(BAR * count / most)));
    return `  ${word.padEnd(width)}  ${String(count).padStart(digits)}${share}  ${bar}`;
  });
  return [title, ...lines].join("\n") + "\n";
}

function sum(rows: readonly (readonly [string, number])[]): number {
  return rows.reduce((total, [, count]) => total + count, 0);
}

const COLUMNS = ["min", "25 %", "median", "75 %", "max", "mean"];

function sizeTable(sizes: Readonly<Record<string, Spread>>): string {
  const rows = Object.entries(sizes).map(([name, { min, quartiles, max, mean }]) => [
    name.replaceAll("_", " "),
    ...[min, ...quartiles, max, mean].map(short),
  ]);
  const width = Math.max(...rows.map(([name]) => name!.length));
  const cells = (texts: readonly string[]) => texts.map((text) => text.padStart(9)).join("");
  return [
    "sizes".padEnd(width + 2) + cells(COLUMNS),
    ...rows.map(([name, ...texts]) => `  ${name!.padEnd(width)}${cells(texts)}`),
    "Tokens are words and single signs.",
  ].join("\n") + "\n";
}

function short(number: number): string {
  return Number.isInteger(number) ? String(number) : number.toFixed(number < 10 ? 2 : 1);
}
