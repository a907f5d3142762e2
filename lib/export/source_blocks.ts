/** A statement of a source with all that belongs to it: decorators above, the lines below that are further in. */
export interface SourceBlock {
  /** Line of the source at which it begins, from 1. */
  readonly line: number;
  /** Without blank lines at its end. */
  readonly lines: readonly string[];
}

/** A text in short quotes, also one that its line does not end. */
const STRING = /"(?:[^"\\]|\\.)*\\?"?|'(?:[^'\\]|\\.)*\\?'?/y;

/**
 * The statements of a Python source that stand at an indentation, by its text alone. Comments belong to what follows. What
 * it cannot tell apart, such as a text of several lines that begin at the margin, comes out as blocks of its own.
 */
export function sourceBlocks(lines: readonly string[], { indent, first }: {
  readonly indent: number;
  /** Number of the first line. */
  readonly first: number;
}): readonly SourceBlock[] {
  const blocks: { line: number; lines: string[]; isOpen: boolean }[] = [];
  let quote: string | null = null;
  lines.forEach((line, at) => {
    const isInside: boolean = quote !== null;
    quote = quoteAfter(line, quote);
    const last = blocks.at(-1);
    const width = /^ */.exec(line)![0].length;
    const begins = !isInside && width === indent && /^[^\s)\]}]/.test(line.slice(indent));
    if (begins && !last?.isOpen) {
      blocks.push({ line: first + at, lines: [line], isOpen: /^\s*[@#]/.test(line) });
    } else if (last) {
      last.lines.push(line);
      if (begins) last.isOpen = /^\s*[@#]/.test(line);
    }
  });
  return blocks.map(({ line, lines }) => {
    const end = lines.findLastIndex((each) => each.trim() !== "");
    return { line, lines: lines.slice(0, end + 1) };
  });
}

/** How many lines a statement has that begins with the first of some lines, by its brackets. */
export function statementLength(lines: readonly string[]): number {
  let depth = 0;
  for (const [at, line] of lines.entries()) {
    const code = line.replace(/("""|''')/g, " ").replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, "").replace(
      /#.*$/,
      "",
    );
    for (const sign of code) depth += "([{".includes(sign) ? 1 : ")]}".includes(sign) ? -1 : 0;
    if (depth <= 0 && !code.endsWith("\\")) return at + 1;
  }
  return lines.length;
}

/** The long quote that is open after a line. */
function quoteAfter(line: string, open: string | null): string | null {
  let state = open;
  for (let at = 0; at < line.length;) {
    const three = line.slice(at, at + 3);
    if (state !== null) {
      if (three === state) [state, at] = [null, at + 3];
      else at += line[at] === "\\" ? 2 : 1;
    } else if (three === '"""' || three === "'''") [state, at] = [three, at + 3];
    else if (line[at] === "#") break;
    else if (line[at] === '"' || line[at] === "'") {
      STRING.lastIndex = at;
      at += STRING.exec(line)![0].length;
    } else at++;
  }
  return state;
}
