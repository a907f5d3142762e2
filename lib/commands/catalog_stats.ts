import type { CatalogEntry, CatalogOutput } from "./catalog_selection.ts";

/** The number of topics and scenarios of each domain, and of used ones where a state file was given. */
export function catalogStats(entries: readonly CatalogEntry[]): CatalogOutput {
  const domains = Map.groupBy(entries, ({ seed }) => seed.domain);
  const counts = [...domains].map(([domain, own]) => ({ domain, ...countOf(own) }));
  const total = { domains: counts.length, ...countOf(entries) };
  return { text: page(counts, total), json: { ...total, by_domain: counts } };
}

interface Count {
  readonly topics: number;
  readonly scenarios: number;
  /** Absent without a state file. */
  readonly used?: number;
}

function countOf(entries: readonly CatalogEntry[]): Count {
  const topics = new Set(entries.map(({ seed }) => `${seed.domain}::${seed.topic}`)).size;
  const known = entries.some(({ used }) => used !== null);
  const used = known ? { used: entries.filter((entry) => entry.used !== null && entry.used > 0).length } : {};
  return { topics, scenarios: entries.length, ...used };
}

function page(counts: readonly ({ domain: string } & Count)[], total: Count): string {
  const columns = total.used === undefined ? ["topics", "scenarios"] : ["topics", "scenarios", "used"];
  const cells = (count: Count) =>
    [count.topics, count.scenarios, ...count.used === undefined ? [] : [count.used]].map(String);
  const rows = [
    ["domain", ...columns],
    ...counts.map((count) => [count.domain, ...cells(count)]),
    ["all", ...cells(total)],
  ];
  const width = Math.max(...rows.map(([name]) => name!.length));
  return rows.map(([name, ...numbers]) =>
    name!.padEnd(width) + numbers.map((text, at) => text.padStart(columns[at]!.length + 2)).join("") + "\n"
  ).join("");
}
