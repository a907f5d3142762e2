import { PYTHON_KEYWORDS } from "./python_names.ts";

/** Names that mean the same in every module. */
const BUILTINS: ReadonlySet<string> = new Set(
  `abs all any bool bytes callable chr classmethod complex dict divmod enumerate filter float frozenset
  getattr hasattr hash int isinstance issubclass iter len list map max min next object ord pow property range
  repr reversed round set setattr slice sorted staticmethod str sum super tuple type zip
  ArithmeticError AssertionError AttributeError Exception IndexError KeyError LookupError NotImplementedError
  OverflowError RuntimeError StopIteration TypeError ValueError ZeroDivisionError
  __init__ __call__ __getitem__ __setitem__ __iter__ __len__ __eq__ __lt__ __add__ __sub__ __mul__ __name__`
    .split(/\s+/),
);

/** A text in quotes; one that is never closed goes on to the end of its line, or of everything. */
const TEXT = String.raw`[rbuf]{0,2}(?:"""(?:[^\\]|\\[^])*?(?:"""|$)|` +
  String.raw`'''(?:[^\\]|\\[^])*?(?:'''|$)|"(?:[^"\\\r\n]|\\[^])*"?|'(?:[^'\\\r\n]|\\[^])*'?)`;

const NUMBER = String.raw`0(?:x[\da-f_]+|o[0-7_]+|b[01_]+)|` +
  String.raw`(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[+-]?\d[\d_]*)?j?`;

/** One group each: what says nothing, line ends, texts, numbers, names, and anything else. */
const TOKEN = new RegExp(
  [
    String.raw`([ \t\f\ufeff]+|\\\r?\n|#[^\r\n]*)`,
    String.raw`(\r\n?|\n)`,
    `(${TEXT})`,
    `(${NUMBER})`,
    String.raw`([\p{ID_Start}_][\p{ID_Continue}]*)`,
    String.raw`(\*\*=|\/\/=|>>=|<<=|\.\.\.|->|:=|[-+*\/%@&|^<>=!]=|\*\*|\/\/|<<|>>|[^])`,
  ].join("|"),
  "giuy",
);

interface Token {
  readonly kind: "text" | "number" | "name" | "sign";
  readonly text: string;
}

/**
 * What a Python module does, as words that stay the same under other names, comments, docstrings, texts and
 * line breaks: keywords, operators, numbers by value, and names by their kind. Names that come from a builtin
 * or an import are kept, since they carry meaning. Any text is read; broken Python gives the words of its
 * parts.
 */
export function normalisedTokens(code: string): readonly string[] {
  const statements = splitStatements(code).filter((tokens) => tokens.some(({ kind }) => kind !== "text"));
  const imports = new Imports();
  const rest = statements.filter((tokens) => !imports.read(tokens));
  return rest.flatMap((tokens) => normalise(tokens, imports));
}

/** The tokens of each simple statement or header line. */
function splitStatements(code: string): Token[][] {
  const statements: Token[][] = [];
  let current: Token[] = [];
  let depth = 0;
  for (const match of code.matchAll(TOKEN)) {
    if (match[1] !== undefined) continue;
    const [text] = match;
    const ends = match[2] !== undefined || text === ";";
    if (ends && depth === 0) {
      if (current.length > 0) statements.push(current);
      current = [];
    }
    if (ends) continue;
    if (text === "(" || text === "[" || text === "{") depth++;
    if (text === ")" || text === "]" || text === "}") depth = Math.max(0, depth - 1);
    current.push({ kind: kindOf(match), text });
  }
  return current.length > 0 ? [...statements, current] : statements;
}

function kindOf([, , , text, number, name]: RegExpExecArray): Token["kind"] {
  if (text !== undefined) return "text";
  if (number !== undefined) return "number";
  return name === undefined ? "sign" : "name";
}

/** What the names of import statements stand for. */
class Imports {
  readonly #modules: Set<string> = new Set();
  readonly #members: Map<string, string> = new Map();

  /** Takes a statement in where it is an import, and tells so. */
  read(tokens: readonly Token[]): boolean {
    const words = tokens.map(({ text }) => text);
    const [first] = words;
    if (first !== "import" && first !== "from") return false;
    const from = first === "from" ? words.indexOf("import") : 0;
    if (from < 0) return false;
    for (let at = from + 1; at < words.length; at++) {
      if (tokens[at]!.kind !== "name" || words[at - 1] === "as" || words[at] === "as") continue;
      const alias = words[at + 1] === "as" ? words[at + 2] : undefined;
      if (first === "import") this.#modules.add(alias ?? words[at]!);
      else this.#members.set(alias ?? words[at]!, words[at]!);
    }
    return true;
  }

  /** Whether a name is that of a module. */
  isModule(name: string): boolean {
    return this.#modules.has(name);
  }

  /** What a name is called where it comes from; undefined where it is the module's own. */
  originOf(name: string): string | undefined {
    return this.#members.get(name);
  }
}

function normalise(tokens: readonly Token[], imports: Imports): string[] {
  const words: string[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const { kind, text } = tokens[at]!;
    const next = tokens[at + 1]?.text;
    if (kind === "text") {
      if (tokens[at - 1]?.kind !== "text") words.push("STR");
    } else if (kind === "number") {
      words.push(valueOf(text));
    } else if (kind === "name") {
      const before = tokens[at - 1]?.text === "." ? tokens[at - 2]?.text : undefined;
      const member = before !== undefined && imports.isModule(before);
      // math.sqrt and an imported sqrt are one thing.
      if (member) words.splice(-2);
      words.push(member ? text : wordOf({ text, next, attribute: before !== undefined }, imports));
    } else if (text !== "," || next === undefined || !/^[)\]}]$/.test(next)) {
      words.push(text);
    }
  }
  return words;
}

function wordOf(
  { text, next, attribute }: { text: string; next: string | undefined; attribute: boolean },
  imports: Imports,
): string {
  if (attribute) return next === "(" ? "METHOD" : "ATTRIBUTE";
  if (PYTHON_KEYWORDS.has(text) || BUILTINS.has(text)) return text;
  return imports.originOf(text) ?? (next === "(" ? "FUNCTION" : "NAME");
}

function valueOf(text: string): string {
  const digits = text.replaceAll("_", "").toLowerCase();
  const imaginary = digits.endsWith("j") && !digits.startsWith("0x");
  return `${Number(imaginary ? digits.slice(0, -1) : digits)}${imaginary ? "j" : ""}`;
}
