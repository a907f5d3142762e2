/** A JSON text that was read. */
export interface RelaxedJson {
  readonly value: unknown;
  /** Index after the value. */
  readonly end: number;
  /** Faults that were passed over, by name. */
  readonly repairs: readonly string[];
}

/** Why a text is no JSON. */
export class JsonFault extends Error {
  /** Index of the fault. */
  readonly at: number;
  /** Whether the text ends before the value does. */
  readonly isCut: boolean;

  /** A fault at that place. */
  constructor(state: string, { at, isCut = false }: { readonly at: number; readonly isCut?: boolean }) {
    super(`Cannot read JSON: ${state}`);
    this.at = at;
    this.isCut = isCut;
  }
}

const MAX_DEPTH = 50;
const WORDS = new Map<string, unknown>([
  ["true", true],
  ["True", true],
  ["false", false],
  ["False", false],
  ["null", null],
  ["None", null],
]);
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/**
 * Reads the JSON value that begins at `start`. Passed over are only faults that leave no doubt: a comma
 * after the last entry, comments, line breaks within quotes, single quotes, keys without quotes, and
 * Python's None, True and False. A key that stands twice is a fault, as is an escape that JSON does not
 * know.
 *
 * @throws {JsonFault} where there is no such value.
 */
export function parseRelaxedJson(text: string, start: number): RelaxedJson {
  const reader = new Reader(text, start);
  const value = reader.value(0);
  return { value, end: reader.at, repairs: [...reader.repairs] };
}

class Reader {
  readonly repairs = new Set<string>();
  readonly #text: string;
  at: number;

  constructor(text: string, at: number) {
    this.#text = text;
    this.at = at;
  }

  value(depth: number): unknown {
    if (depth > MAX_DEPTH) throw this.#fault("it is nested too deeply");
    this.#skipBlanks();
    const first = this.#text[this.at];
    if (first === "{") return this.#object(depth);
    if (first === "[") return this.#array(depth);
    if (first === '"' || first === "'") return this.#string();
    const word = this.#match(/[-+\w.]+/y);
    if (word === null) throw this.#fault(first === undefined ? "it ends too early" : "a value is missing");
    if (WORDS.has(word)) return WORDS.get(word);
    if (/^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(word)) return Number(word);
    throw this.#fault("a value is not quoted");
  }

  #object(depth: number): unknown {
    const entries = new Map<string, unknown>();
    this.at++;
    while (!this.#closes("}")) {
      const first = this.#text[this.at];
      const isQuoted = first === '"' || first === "'";
      const key = isQuoted ? this.#string() : this.#match(/[A-Za-z_]\w*/y);
      if (key === null) throw this.#fault("a key is missing");
      if (!isQuoted) this.repairs.add("keys_quoted");
      if (entries.has(key)) throw this.#fault(`${JSON.stringify(key.slice(0, 60))} stands there twice`);
      this.#skipBlanks();
      if (this.#text[this.at] !== ":") throw this.#fault("a colon is missing");
      this.at++;
      entries.set(key, this.value(depth + 1));
      this.#separate("}");
    }
    return Object.fromEntries(entries);
  }

  #array(depth: number): unknown {
    const items: unknown[] = [];
    this.at++;
    while (!this.#closes("]")) {
      items.push(this.value(depth + 1));
      this.#separate("]");
    }
    return items;
  }

  /** Whether the object or array ends here; then its end is passed. */
  #closes(end: string): boolean {
    this.#skipBlanks();
    if (this.#text[this.at] !== end) return false;
    this.at++;
    return true;
  }

  /** Passes the comma after an entry, or stays before the end. */
  #separate(end: string): void {
    this.#skipBlanks();
    if (this.#text[this.at] === ",") {
      this.at++;
      this.#skipBlanks();
      if (this.#text[this.at] === end) this.repairs.add("trailing_commas_removed");
    } else if (this.#text[this.at] !== end) throw this.#fault("a comma is missing");
  }

  #string(): string {
    const quote = this.#text[this.at]!;
    if (quote === "'") this.repairs.add("single_quotes");
    let result = "";
    this.at++;
    for (;;) {
      const plain = this.#match(quote === '"' ? /[^"\\]+/y : /[^'\\]+/y) ?? "";
      if (plain.includes("\n")) this.repairs.add("line_breaks_in_quotes");
      result += plain;
      const next = this.#text[this.at];
      if (next === undefined) throw this.#fault("a text is not closed");
      this.at++;
      if (next === quote) return result;
      result += this.#escape();
    }
  }

  /** The character of an escape, after its backslash. */
  #escape(): string {
    const [letter] = this.#text.slice(this.at, this.at + 1);
    if (letter === undefined) throw this.#fault("a text is not closed");
    const hex = this.#match(/u[0-9a-fA-F]{4}/y);
    if (hex !== null) return String.fromCharCode(parseInt(hex.slice(1), 16));
    if (!Object.hasOwn(ESCAPES, letter)) throw this.#fault(`"\\${letter}" is no escape`);
    this.at++;
    return ESCAPES[letter]!;
  }

  #skipBlanks(): void {
    for (;;) {
      this.#match(/\s+/y);
      if (this.#match(/\/\/[^\n]*|#[^\n]*|\/\*[^]*?\*\//y) === null) return;
      this.repairs.add("comments_removed");
    }
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.#text)?.[0] ?? null;
    this.at += found?.length ?? 0;
    return found;
  }

  #fault(state: string): JsonFault {
    const isCut = this.#text.slice(this.at).trim() === "";
    return new JsonFault(isCut ? "it ends before it closes" : state, { at: this.at, isCut });
  }
}
