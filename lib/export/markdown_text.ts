import { visibleText } from "../core/visible_text.ts";

/**
 * A text out of a file as Markdown that shows it and does nothing else: on one line, without marks, links, cells or HTML.
 */
export function markdownText(text: string): string {
  return visibleText(text.replace(/\s+/g, " ").trim())
    .replace(/[\\`*[\]|~$@:]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|(?<=www)\./gi, "\\$&")
    .replace(/^(?:[-+=#]|\d+(?=\.\s))/, (start) => /\d/.test(start) ? `${start}\\` : `\\${start}`)
    .replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** A table of Markdown; the cells are Markdown already, the columns named in `right` stand to the right. */
export function markdownTable(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  { right = [] }: { readonly right?: readonly string[] } = {},
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(heads), line(heads.map((head) => right.includes(head) ? "---:" : "---")), ...rows.map(line)]
    .join("\n");
}
