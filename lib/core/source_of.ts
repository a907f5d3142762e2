import { escapePattern } from "./escape_pattern.ts";
/** Lines of a definition that are shown. */
const MOST_LINES = 60;

/**
 * The source of a function, found by its text: from its `def` line as far as its indentation goes, at most
 * sixty lines. "" where there is none of that name.
 *
 * @param name "Class.method", "function", or with more parts; only the last two count.
 * @param line A line within the function, from 1, where several have the name.
 */
export function sourceOf(code: string, name: string, line?: number): string {
  const lines = code.split("\n");
  const [method, owner] = name.split(".").reverse();
  const header = definition("(?:async +)?def", method!);
  const starts = lines.flatMap((text, at) => header.test(text) ? [at] : []);
  if (starts.length === 0) return "";
  const ofOwner = owner === undefined ? -1 : lines.findIndex((text) => definition("class", owner).test(text));
  const start = line !== undefined
    ? starts.findLast((at) => at < line) ?? starts[0]!
    : starts.find((at) => at > ofOwner) ?? starts[0]!;
  const depth = indentation(lines[start]!);
  let end = start + 1;
  while (end < lines.length && belongs(lines[end]!, depth)) end++;
  const shown = lines.slice(start, Math.min(end, start + MOST_LINES));
  return shown.map((text) => text.slice(Math.min(depth, indentation(text)))).join("\n").trimEnd();
}

/** The statement that begins on a line, over as many lines as its brackets stay open, at most eight. */
export function statementAt(code: string, line: number): string {
  const lines = code.split("\n").slice(line - 1, line + 7);
  let depth = 0;
  let last = 0;
  for (; last < lines.length; last++) {
    const text = lines[last]!;
    depth += (text.match(/[([{]/g)?.length ?? 0) - (text.match(/[)\]}]/g)?.length ?? 0);
    if (depth <= 0) break;
  }
  const indent = /^ */.exec(lines[0] ?? "")![0].length;
  return lines.slice(0, last + 1).map((text) => text.slice(indent)).join("\n");
}

function definition(keyword: string, name: string): RegExp {
  return new RegExp(`^ *${keyword} +${escapePattern(name)} *[(:\\[]`);
}

/**
 * Whether a line is within a definition of that depth; a closing bracket may stand as far out as its `def`.
 */
function belongs(text: string, depth: number): boolean {
  return text.trim() === "" || indentation(text) > depth ||
    (indentation(text) === depth && /^[)\]}]/.test(text.trimStart()));
}

function indentation(text: string): number {
  return text.length - text.trimStart().length;
}
