import { pick, type Random, shuffle } from "../../lib/core/random.ts";

/** An answer, and what was done to write it. */
export interface Mutated {
  readonly text: string;
  readonly done: readonly string[];
}

/** How the texts of a document are written. */
interface Style {
  key: (key: string) => string;
  quote: (text: string) => string;
  /** What stands after the key of a block. */
  mark: (isSnippet: boolean) => string;
  indent: string;
  itemIndent: string;
  /** What a source has for each four blanks that a line begins with. */
  step: string;
  fences: "none" | "indented" | "first column";
  isIndented: boolean;
}

type Change<T> = readonly [name: string, chance: number, change: (given: T, random: Random) => T | void];

const PROSE = ["Here is the document:", "Sure! I checked it: all tests pass.", "# The answer"];
const THOUGHTS = "Let me see. The domain is clear.\nsummary: not yet known\n- find a formula";

const STYLES: readonly Change<Style>[] = [
  ["indentation", 0.4, (style, random) => void (style.indent = pick(random, [" ", "   ", "    ", "      "]))],
  ["tabs before blocks", 0.1, (style) => void (style.indent = "\t")],
  ["tabs in code", 0.07, (style) => void (style.step = "\t")],
  ["item indentation", 0.3, (style, random) => void (style.itemIndent = pick(random, ["", " ", "    "]))],
  ["marks", 0.3, (style, random) => {
    const mark = pick(random, ["|", "|-", "|+", "|  ", "| # text"]);
    style.mark = (isSnippet) => isSnippet ? "|-" : mark;
  }],
  ["folded", 0.1, (style) => void (style.mark = (isSnippet) => isSnippet ? ">-" : ">")],
  ["no marks", 0.1, (style) => void (style.mark = () => "")],
  ["no quotes", 0.3, (style) => void (style.quote = (text) => text)],
  ["single quotes", 0.15, (style) => void (style.quote = (text) => `'${text.replaceAll("'", "''")}'`)],
  ["unescaped quotes", 0.1, (style) => void (style.quote = (text) => `"${text}"`)],
  [
    "capitals",
    0.1,
    (style) => void (style.key = (key) => key.replace(/(?:^|_)[a-z]/g, (first) => first.toUpperCase())),
  ],
  ["bold", 0.08, (style) => {
    const { key } = style;
    style.key = (given) => `**${key(given)}**`;
  }],
  [
    "inner fences",
    0.1,
    (style, random) => void (style.fences = pick(random, ["indented", "first column"] as const)),
  ],
  ["first column", 0.06, (style) => void (style.isIndented = false)],
];

const TEXTS: readonly Change<string>[] = [
  ["document marks", 0.1, (text) => `---\n${text}...\n`],
  ["wrapper", 0.05, (text) => `document:\n${text.replace(/^(?=.)/gm, "  ")}`],
  ["list", 0.04, (text) => `- ${text.trimEnd().replace(/\n(?=.)/g, "\n  ")}\n`],
  ["quotation", 0.04, (text) => `${text.trimEnd().replace(/^/gm, "> ")}\n`],
];

const WRAPPINGS: readonly Change<string>[] = [
  [
    "fence",
    0.3,
    (text, random) => `\`\`\`${pick(random, ["", "yaml", "yml", " YAML"])}\n${text.trimEnd()}\n\`\`\`\n`,
  ],
  ["prose before", 0.2, (text, random) => `${pick(random, PROSE)}\n\n${text}`],
  ["prose after", 0.15, (text, random) => `${text.trimEnd()}\n\n${pick(random, PROSE)}\n`],
  ["thoughts", 0.15, (text) => `<think>\n${THOUGHTS}\n</think>\n\n${text}`],
  ["unopened thoughts", 0.05, (text) => `${THOUGHTS}\n</think>\n${text}`],
  ["later thoughts", 0.05, (text) => `${text.trimEnd()}\n<think>${THOUGHTS}</think>\n`],
  ["blanks before", 0.1, (text) => `\n\n${text}`],
  ["windows line ends", 0.15, (text) => text.replaceAll("\n", "\r\n")],
  ["chat marks", 0.05, (text) => `<|channel|>final<|message|>${text}<|return|>`],
  ["invisible blank", 0.03, (text) => `\u200b${text}`],
  ["glued to a sentence", 0.03, (text) => `Here it is: ${text}`],
  ["byte order mark", 0.1, (text) => `\ufeff${text}`],
  ["no last line end", 0.1, (text) => text.trimEnd()],
];

/** The document, as a model may write it that means just that: only the form is changed. */
export function mutateFormat(document: Readonly<Record<string, unknown>>, random: Random): Mutated {
  const done: string[] = [];
  const change = <T>(given: T, changes: readonly Change<T>[]): T =>
    changes.reduce((before, [name, chance, apply]) => {
      if (random.next() >= chance) return before;
      done.push(name);
      return apply(before, random) ?? before;
    }, given);
  if (random.next() < 0.12) {
    done.push("json");
    const json = JSON.stringify(document, null, pick(random, [0, 2, 4, "\t"]));
    const faulty = change(json, [
      ["trailing comma", 0.2, (text) => text.replace(/\n?\}$/, ",$&")],
      ["comment", 0.1, (text) => text.replace(/^\{/, "{ /* the document */")],
      ["raw line breaks", 0.1, (text) => text.replace(/(?<!\\)\\n/g, "\n")],
    ]);
    return { text: change(faulty, WRAPPINGS), done };
  }
  const style = change<Style>({
    key: (key) => key,
    quote: (text) => JSON.stringify(text),
    mark: (isSnippet) => isSnippet ? "|-" : "|",
    indent: "  ",
    itemIndent: "  ",
    step: "    ",
    fences: "none",
    isIndented: true,
  }, STYLES);
  const keys = change(Object.keys(document), [["key order", 0.15, (given) => shuffle(random, given)]]);
  const [gap] = change([""], [["blank lines", 0.15, () => ["\n"]]]);
  const [end] = change([`${style.key("end")}: true\n`], [["no end", 0.1, () => [""]]]);
  const parts = keys.map((key) => writeKey(key, document[key], style) + gap);
  return { text: change(change(parts.join("") + end, TEXTS), WRAPPINGS), done };
}

function writeKey(key: string, value: unknown, style: Style): string {
  const name = `${style.key(key)}:`;
  if (Array.isArray(value)) return `${name}\n${value.map((entry) => writeEntry(entry, style)).join("")}`;
  return typeof value === "string" && value.includes("\n")
    ? `${name}${writeBlock(value, { style, before: "", isCode: /code|tests/.test(key) })}`
    : `${name} ${style.quote(String(value))}\n`;
}

function writeEntry(entry: Readonly<Record<string, string>>, style: Style): string {
  const before = `${style.itemIndent}  `;
  const lines = Object.entries(entry).map(([key, value]) =>
    key === "find" || key === "replace"
      ? `${before}${key}:${writeBlock(value, { style, before, isCode: true, isSnippet: true })}`
      : `${before}${key}: ${style.quote(value)}\n`
  );
  return `${style.itemIndent}- ${lines.join("").slice(before.length)}`;
}

function writeBlock(
  value: string,
  { style, before, isCode, isSnippet = false }: {
    readonly style: Style;
    readonly before: string;
    readonly isCode: boolean;
    readonly isSnippet?: boolean;
  },
): string {
  const isFenced = isCode && style.fences !== "none";
  const isFirst = !isSnippet && (isFenced ? style.fences === "first column" : !style.isIndented);
  const indent = isFirst ? "" : before + style.indent;
  const text = isCode
    ? value.replace(/^(?: {4})+/gm, (blanks) => style.step.repeat(blanks.length / 4))
    : value;
  const lines = text.trimEnd().split("\n").map((line) => line === "" ? "" : indent + line);
  const fenced = isFenced ? [`${indent}\`\`\`python`, ...lines, `${indent}\`\`\``] : lines;
  return `${style.mark(isSnippet) === "" ? "" : ` ${style.mark(isSnippet)}`}\n${fenced.join("\n")}\n`;
}
