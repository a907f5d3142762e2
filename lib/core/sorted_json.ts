/** A value as the JSON of our files: keys sorted at every level, two-space indent, final newline. */
export function toSortedJson(value: unknown): string {
  return JSON.stringify(sorted(value), null, 2) + "\n";
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sorted(item)]),
  );
}
