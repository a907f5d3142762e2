/** A text as a fenced code block of Markdown; the fence is longer than any inside. */
export function codeBlock(text: string, language = ""): string {
  const fence = "`".repeat(Math.max(3, longestTicks(text) + 1));
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}

/** A text as inline code, on one line. */
export function inlineCode(text: string): string {
  const oneLine = text.replace(/\s*\n\s*/g, " ");
  const ticks = "`".repeat(longestTicks(oneLine) + 1);
  const blank = ticks.length > 1 || oneLine === "" ? " " : "";
  return `${ticks}${blank}${oneLine}${blank}${ticks}`;
}

function longestTicks(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map((match) => match[0].length));
}

/** "1 test", "3 tests". */
export function count(n: number, singular: string, plural = `${singular}s`): string {
  return `${n} ${n === 1 ? singular : plural}`;
}

/** "a", "a and b", "a, b and c". */
export function listing(items: readonly string[]): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

/** A text without the blanks around it, ending as a sentence does. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?][)"']?$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
