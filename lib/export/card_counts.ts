import { barChart } from "./bar_chart.ts";
import { markdownTable, markdownText } from "./markdown_text.ts";
import type { Counted, Counts, TaskCounts } from "./task_counts.ts";

/** Counts as a card shows them. */
export interface CardCounts {
  /** Tables of Markdown under headings, with the charts between. */
  readonly markdown: string;
  /** SVG files by path. */
  readonly charts: ReadonlyMap<string, string>;
}

interface Shown {
  readonly counted: Counted;
  readonly heading: string;
  /** What is counted: a task may have several bugs. */
  readonly unit: "tasks" | "bugs";
  /** The head of the table's first column. */
  readonly head: string;
  /** Names in their own order; else the most frequent first. */
  readonly order?: readonly string[];
  /** The heading of its chart; null for none. */
  readonly chart: string | null;
  /** What has to be said of the names. */
  readonly note?: string;
}

const SHOWN: readonly Shown[] = [
  { counted: "domain", heading: "Domains", unit: "tasks", head: "Domain", chart: "Tasks by domain" },
  {
    counted: "family",
    heading: "Kinds of bug",
    unit: "bugs",
    head: "Family",
    chart: "Bugs by family",
    note: "`author`: the bug came with its module; `model`: a model wrote it; all others: rules made it.",
  },
  { counted: "operator", heading: "Operators", unit: "bugs", head: "Operator", chart: null },
  {
    counted: "difficulty",
    heading: "Difficulty",
    unit: "tasks",
    head: "Label",
    order: ["easy", "medium", "hard", "not said"],
    chart: "Tasks by difficulty",
  },
  {
    counted: "failure",
    heading: "How the tests fail",
    unit: "tasks",
    head: "Failure",
    chart: "Tasks by failure",
  },
  { counted: "faults", heading: "Bugs per task", unit: "tasks", head: "Bugs", chart: null },
  { counted: "author", heading: "Authors", unit: "tasks", head: "Author", chart: null },
  { counted: "python", heading: "Python", unit: "tasks", head: "Version", chart: null },
];

/** Bars of a chart, and rows of a table: there may be as many names as tasks. */
const MOST_BARS = 20;
const MOST_ROWS = 100;

/** Tables and charts of everything that was counted, splits aside. */
export function cardCounts(counts: TaskCounts): CardCounts {
  const charts = new Map<string, string>();
  const sections = SHOWN.map((shown) => {
    const { counted, heading, unit, head, chart, note } = shown;
    const ordered = inOrder(counts.by(counted), shown.order);
    if (ordered.size === 0) return "";
    const parts = [`### ${heading}`, ...(note === undefined ? [] : [note])];
    if (chart !== null) {
      const path = `charts/${counted}.svg`;
      charts.set(path, chartOf(ordered, { title: chart, unit }));
      parts.push(`![${chart}, as bars: the numbers of the table below](${path})`);
    }
    const total = unit === "tasks" ? counts.tasks : sumOf(ordered);
    const { first, others, count } = divided(ordered, MOST_ROWS);
    const rest = others > 0 ? [[`${others} others`, count] as const] : [];
    parts.push(countTable(new Map([...first, ...rest]), { head, unit, total }));
    return parts.join("\n\n");
  });
  return { markdown: sections.filter((section) => section !== "").join("\n\n"), charts };
}

/** A table of counts with their shares. */
export function countTable(
  counts: Counts,
  { head, unit, total }: { readonly head: string; readonly unit: string; readonly total: number },
): string {
  const columns = [head, unit[0]!.toUpperCase() + unit.slice(1), "Share"];
  const rows = [...counts].map(([name, count]) => [
    markdownText(name),
    count.toLocaleString("en"),
    `${(100 * count / total).toFixed(1)} %`,
  ]);
  return markdownTable(columns, rows, { right: columns.slice(1) });
}

function inOrder(counts: Counts, order: readonly string[] | undefined): Counts {
  if (order === undefined) return counts;
  return new Map([...counts].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)));
}

/** The bars of the first ones; all others together would be the longest of them. */
function chartOf(counts: Counts, { title, unit }: { readonly title: string; readonly unit: string }): string {
  const { first, others, count } = divided(counts, MOST_BARS);
  const bars = first.map(([name, count]) => ({ name, count }));
  const rest = others > 0 ? `and ${others} others with ${count.toLocaleString("en")} ${unit}` : null;
  return barChart({ title, unit, bars, rest });
}

/** The first ones, how many others there are, and how much these come to. */
function divided(counts: Counts, limit: number) {
  const entries = [...counts];
  const others = entries.slice(limit);
  return { first: entries.slice(0, limit), others: others.length, count: sumOf(new Map(others)) };
}

function sumOf(counts: Counts): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}
