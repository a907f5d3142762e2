const COMPOUND = /^(?:async|case|class|def|elif|else|except|finally|for|if|match|try|while|with)\b/;

/**
 * Whether the lines of a Python source go in and out as Python wants it, with one width for each step. It
 * tells a source that begins in the first column from one of which only the first lines do.
 */
export function isEvenPython(lines: readonly string[]): boolean {
  const levels = [0];
  let step = 0;
  let state: State = { quote: null, depth: 0, isOpen: false };
  let opensBlock = false;
  let statement = "";
  for (const line of lines) {
    const text = line.trim();
    if (text === "" && state.quote === null) continue;
    const isStart = state.quote === null && state.depth === 0 && !state.isOpen && !text.startsWith("#");
    if (isStart) {
      const width = line.length - line.trimStart().length;
      const before = levels.at(-1)!;
      if (opensBlock !== width > before) return false;
      if (opensBlock) {
        step ||= width - before;
        if (width - before !== step) return false;
        levels.push(width);
      }
      while (width < levels.at(-1)!) levels.pop();
      if (levels.at(-1) !== width) return false;
      statement = text;
    }
    state = afterLine(line, state);
    const isEnd = state.quote === null && state.depth === 0 && !state.isOpen;
    if (!isEnd || text.startsWith("#")) continue;
    opensBlock = state.last === ":";
    if (opensBlock && !COMPOUND.test(statement)) return false;
  }
  return state.quote === null && state.depth === 0;
}

interface State {
  /** The triple quotes that are open. */
  readonly quote: string | null;
  /** Brackets that are open. */
  readonly depth: number;
  /** Whether a backslash joins the next line. */
  readonly isOpen: boolean;
  /** The last character that is no blank or comment. */
  readonly last?: string;
}

const TOKEN = /"""|'''|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|#.*|\\$|\\.|[([{]|[)\]}]|[^\s]/g;

function afterLine(line: string, before: State): State {
  let { quote, depth } = before;
  let last = before.last;
  let isOpen = false;
  let rest = line;
  if (quote !== null) {
    const end = closingQuotes(rest, quote);
    if (end < 0) return { ...before, isOpen: false };
    rest = rest.slice(end);
    quote = null;
    last = '"';
  }
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(rest); match !== null; match = TOKEN.exec(rest)) {
    const [token] = match;
    if (token.startsWith("#")) break;
    isOpen = token === "\\";
    last = token;
    if (token === '"""' || token === "'''") {
      const end = closingQuotes(rest.slice(match.index + 3), token);
      if (end < 0) return { quote: token, depth, isOpen: false, last };
      TOKEN.lastIndex = match.index + 3 + end;
    } else if (/^[([{]$/.test(token)) depth++;
    else if (/^[)\]}]$/.test(token)) depth = Math.max(0, depth - 1);
  }
  return { quote, depth, isOpen, last: last ?? "" };
}

/** The index after the closing quotes; -1 where there are none. */
function closingQuotes(text: string, quotes: string): number {
  const match = new RegExp(`^(?:[^\\\\]|\\\\.)*?${quotes}`, "s").exec(text);
  return match === null ? -1 : match[0].length;
}
