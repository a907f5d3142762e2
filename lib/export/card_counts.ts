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
  readonly hasChart: boolean;
  /** What has to be said of the names. */
  readonly note?: string;
}

const SHOWN: readonly Shown[] = [
  { counted: "domain", heading: "Domains", unit: "tasks", head: "Domain", hasChart: true },
  {
    counted: "family",
    heading: "Kinds of bug",
    unit: "bugs",
    head: "Family",
    hasChart: true,
    note: "`author`: the bug came with its module; `model`: a model wrote it; all others: rules made it.",
  },
  { counted: "operator", heading: "Operators", unit: "bugs", head: "Operator", hasChart: false },
  {
    counted: "difficulty",
    heading: "Difficulty",
    unit: "tasks",
    head: "Label",
    order: ["easy", "medium", "hard", "not said"],
    hasChart: true,
  },
  { counted: "failure", heading: "How the tests fail", unit: "tasks", head: "Failure", hasChart: true },
  { counted: "faults", heading: "Bugs per task", unit: "tasks", head: "Bugs", hasChart: false },
  { counted: "author", heading: "Authors", unit: "tasks", head: "Author", hasChart: false },
  { counted: "python", heading: "Python", unit: "tasks", head: "Version", hasChart: false },
];

/** Bars of a chart, and rows of a table: there may be as many names as tasks. */
const MOST_BARS = 20;
const MOST_ROWS = 100;

/** Tables and charts of everything that was counted, splits aside. */
export function cardCounts(counts: TaskCounts): CardCounts {
  const charts = new Map<string, string>();
  const sections = SHOWN.map((shown) => {
    const { counted, heading, unit, head, hasChart, note } = shown;
    const ordered = inOrder(counts.by(counted), shown.order);
    if (ordered.size === 0) return "";
    const parts = [`### ${heading}`, ...(note === undefined ? [] : [note])];
    if (hasChart) {
      const path = `charts/${counted}.svg`;
      const bars = [...most(ordered, MOST_BARS)].map(([name, count]) => ({ name, count }));
      charts.set(path, barChart({ title: heading, unit, bars }));
      parts.push(`![${heading}: the same numbers as in the table below](${path})`);
    }
    const total = unit === "tasks" ? counts.tasks : sumOf(ordered);
    parts.push(countTable(most(ordered, MOST_ROWS), { head, unit, total }));
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

/** The first ones, and how much the others come to. */
function most(counts: Counts, limit: number): Counts {
  if (counts.size <= limit) return counts;
  const entries = [...counts];
  const others = new Map(entries.slice(limit - 1));
  return new Map([...entries.slice(0, limit - 1), [`${others.size} others`, sumOf(others)]]);
}

function sumOf(counts: Counts): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}
