/** Rows as aligned columns, the last of any length; the first row is the head, and is underlined. */
export function attackTable(rows: readonly (readonly string[])[]): string {
  const columns = rows[0]?.length ?? 0;
  const widths = Array.from(
    { length: columns },
    (_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join("  ").trimEnd();
  const rule = widths.map((width) => "-".repeat(width)).join("  ");
  return rows.flatMap((row, at) => at === 0 ? [line(row), rule] : [line(row)]).join("\n");
}
