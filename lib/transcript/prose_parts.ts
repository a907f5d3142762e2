/** A text of Markdown by what it quotes. */
export interface ProseParts {
  /** Contents of fenced and of indented blocks, and of block quotes. */
  readonly blocks: readonly string[];
  /** Contents of `code spans`. */
  readonly spans: readonly string[];
  /** Contents of "quotation marks", as far as they are more than a word. */
  readonly quotes: readonly string[];
  /**
   * The rest, a mark in the place of each block and span; a span that is only a number stands there as one.
   */
  readonly running: string;
  /** The same without the asterisks of emphasis. */
  readonly plain: string;
  /** The text without its blocks, and without backticks. */
  readonly bare: string;
}

/** Stands where a span or block stood. */
export const GAP = "\ufffc";

const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/;
const SPAN = /(?<!`)(`+)(?!`)([^]*?[^`])\1(?!`)/g;
const QUOTE_MARKS = /["'\u2018\u2019\u201c\u201d]/g;
const ONLY_NUMBER = /^\s*[-+\u2212]?[\d.][\d._]*(?:e[-+]?\d+)?\s*%?\s*$/i;

/** Takes a text of Markdown apart; tells what is wrong where that cannot be done. */
export function readProse(text: string): ProseParts | string {
  const blocks: string[] = [];
  const outside = withoutBlocks(text.split("\n"), blocks);
  if (outside === null) return "a fenced block does not end";
  const spans: string[] = [];
  const running = outside.replace(SPAN, (whole, _ticks, content: string) => {
    if (/\n\s*\n/.test(content)) return whole;
    if (ONLY_NUMBER.test(content)) return content.trim();
    spans.push(content);
    return GAP;
  });
  if (running.includes("`")) return "a backtick has no other";
  const bare = outside.replaceAll("`", "");
  // Quotation marks within code are the code's own.
  const quotes = readQuotes(
    outside.replace(SPAN, (_whole, _ticks, code: string) => code.replace(QUOTE_MARKS, "")),
  );
  if (typeof quotes === "string") return quotes;
  const plain = running.replace(
    /(?<![\w)])\*\*(?=\S)|(?<=\S)\*\*(?![\w(])|(?<![\w*])\*(?=\w)|(?<=\w)\*(?![\w*(])/g,
    "",
  );
  return { blocks, spans, quotes, running, plain, bare };
}

/** The lines outside of blocks; null where a fence is open at the end. */
function withoutBlocks(lines: readonly string[], blocks: string[]): string | null {
  const kept: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    const fence = FENCE.exec(line)?.[1];
    if (fence !== undefined) {
      const close = new RegExp(`^ {0,3}${fence[0]}{${fence.length},}\\s*$`);
      const end = lines.findIndex((each, index) => index > at && close.test(each));
      if (end < 0) return null;
      blocks.push(lines.slice(at + 1, end).join("\n"));
      kept.push("", GAP, "");
      at = end;
    } else if (/^ {0,3}>/.test(line)) {
      blocks.push(line.replace(/^ {0,3}> ?/, ""));
      kept.push(GAP);
    } else if (/^(?: {4}|\t)\s*\S/.test(line) && (kept.at(-1) ?? "").trim() === "") {
      let end = at;
      while (/^(?: {4}|\t)/.test(lines[end + 1] ?? "")) end++;
      blocks.push(lines.slice(at, end + 1).join("\n"));
      kept.push(GAP);
      at = end;
    } else kept.push(line);
  }
  return kept.join("\n");
}

/** What stands between quotation marks, paragraph by paragraph; a word alone is no quotation. */
function readQuotes(text: string): readonly string[] | string {
  const quotes: string[] = [];
  for (const paragraph of text.split(/\n\s*\n/)) {
    const straight = paragraph.split('"');
    if (straight.length % 2 === 0) return "a quotation mark has no other";
    quotes.push(...straight.filter((_, at) => at % 2 === 1));
    for (const [, inner] of paragraph.matchAll(/[\u201c\u201e\u00ab]([^]*?)[\u201c\u201d\u00bb]/g)) {
      quotes.push(inner!);
    }
    for (
      const [, inner] of paragraph.matchAll(
        /(?<![\p{L}\p{N}])['\u2018]([^'\u2018\u2019]+)['\u2019](?![\p{L}\p{N}])/gu,
      )
    ) {
      quotes.push(inner!);
    }
  }
  return quotes.map((quote) => quote.trim()).filter((quote) => !/^[\p{L}'\u2019-]*[.,;:!?]?$/u.test(quote));
}
