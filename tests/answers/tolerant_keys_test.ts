import { assertEquals, assertStringIncludes } from "@std/assert";
import type { AnswerShape } from "../../lib/answers/answer_shape.ts";
import { readMapping } from "../../lib/answers/read_mapping.ts";

const SHAPE: AnswerShape = {
  topic: "name",
  summary: "line",
  notes: "prose",
  code: "code",
  tests: "code",
  bugs: { entries: { description: "line", find: "snippet" } },
};
/** A text that YAML cannot read, so that each document comes to the tolerant reader. */
const ODD = "topic: a: b\n";

const read = (text: string) => readMapping(`${ODD}${text}end: true\n`, SHAPE, () => true);

function refusal(text: string): string {
  const { accepted, reading, rejection } = read(text);
  return accepted ? `taken: ${JSON.stringify(reading?.document)}` : rejection?.detail ?? "doubtful";
}

const READ: readonly [string, string, Readonly<Record<string, unknown>>][] = [
  ["code in the first column", "code: |\nif a:\n    b: int = 1\ntests:\nc\n", {
    code: "if a:\n    b: int = 1\n",
    tests: "c\n",
  }],
  ["code in the first column before the end", "code:\nx = 1\n", { code: "x = 1\n" }],
  ["prose in the first column", "notes:\nA lens.\n\nIt bends.\ncode: |\n  x\n", {
    notes: "A lens.\n\nIt bends.\n",
    code: "x\n",
  }],
  ["names below their keys", "summary:\n  A lens: so.\n", { summary: "A lens: so." }],
  ["a summary as a block", "summary: |\n  A lens\n    that bends.\n", { summary: "A lens\n  that bends.\n" }],
  ["a summary as a folded block", "summary: >\n  A lens\n  that bends.\n", { summary: "A lens that bends." }],
  ["prose that begins beside its key", "notes: A lens.\n  It bends.\n", { notes: "A lens.\nIt bends." }],
  ["prose in quotes over lines", 'notes: "A lens.\n  It bends."\n', { notes: "A lens.\nIt bends." }],
  ["a list of lines", "notes:\n  - A lens: so.\n  - It bends\n    light.\n", {
    notes: ["A lens: so.", "It bends light."],
  }],
  ["comments between keys", "code: |\n  x\n# tests\ntests: |\n  y\n", { code: "x\n", tests: "y\n" }],
  ["no text", "notes:\ncode: |\n  x\n", { notes: null, code: "x\n" }],
  ["an empty list", "bugs: []\n", { bugs: [] }],
  ["a list in the column of its key", "bugs:\n- find: x\n- find: y\n", {
    bugs: [{ find: "x" }, { find: "y" }],
  }],
  ["entries with tabs", "bugs:\n\t- description: c: d\n\t  find: x\n", {
    bugs: [{ description: "c: d", find: "x" }],
  }],
  ["keys of an entry in another column", "bugs:\n  - description: c: d\n     find: x\n", {
    bugs: [{ description: "c: d", find: "x" }],
  }],
  ["a fenced list", "bugs:\n```yaml\n- find: x\n```\n", { bugs: [{ find: "x" }] }],
];

Deno.test("readMapping() reads by lines what each key says, where that is certain", async (t) => {
  for (const [name, text, document] of READ) {
    await t.step(name, () => {
      assertEquals(read(text).reading?.document, { topic: "a: b", ...document });
      assertEquals(refusal(text).slice(0, 5), "taken");
    });
  }
});

const REFUSED: readonly [string, string, string][] = [
  [
    "a key that ends code in the first column",
    "code:\nx = 1\nsummary: c\n",
    "its end before summary is not clear",
  ],
  [
    "a key that ends prose in the first column",
    "notes:\nA lens.\nsummary: c\n",
    "its end before summary is not",
  ],
  [
    "what may be a key in the first column",
    "code:\nx = 1\nlevel: hard\n",
    '"level: hard" in it may be a key',
  ],
  [
    "a heading after code in the first column",
    "code:\nx = 1\n\n## Tests\ntests:\n  y\n",
    '"## Tests" is a heading',
  ],
  ["a rule after prose in the first column", "notes:\nA lens.\n\n---\ncode:\n  y\n", '"---" is a heading'],
  ["code of which the first line is dedented", "code:\nx = 1\n  y = 2\n", "or not all of it"],
  ["prose of which the first line is dedented", "notes:\nA lens.\n  It bends.\n", "or not all of it"],
  ["a fence in the first column", "code:\nx = 1\n```\ny\n```\n", "a fence comes between them"],
  [
    "a line between the keys",
    "code: |\n  x\nAnd now:\ntests: |\n  y\n",
    'is followed by "And now:", which belongs',
  ],
  [
    "a line below a fence",
    "code:\n```\nx\n```\nAnd now:\ntests:\n  y\n",
    'is followed by "And now:", which belongs',
  ],
  ["a fence that stays open", "code:\n  ```\n  x\ntests: |\n  y\n", "begins with a fence that is not closed"],
  ["a name over lines", "summary: A lens\n  that bends.\n", "goes on below its line"],
  ["prose with an open quote", 'notes: "A lens.\n  It bends.\n', "has a quote that is not closed"],
  ["code that begins beside its key", "code: x = 1\n  y = 2\n", "begins on the line of its key"],
  ["a list that is a text", "bugs: none\n", 'bugs is "none", not a list'],
  ["a list without dashes", "bugs:\n  find: x\n", "bugs does not begin with a dash"],
  [
    "a step that belongs to no entry",
    "notes:\n  - A lens: so.\n It bends.\n",
    "is a list with a line that belongs",
  ],
];

Deno.test("readMapping() reads nothing by lines where a line may belong elsewhere", async (t) => {
  for (const [name, text, words] of REFUSED) {
    await t.step(name, () => assertStringIncludes(refusal(text), words));
  }
});

const UNREAD: readonly [string, string, string][] = [
  ["another key", "  - level: 1\n    find: x\n", 'it begins with "level: 1", which is no known key'],
  [
    "another key below",
    "  - find: x\n    level: 1\n",
    'find is followed by "level: 1", which belongs to no key',
  ],
  ["a key twice", "  - find: x\n    find: y\n", "it has a key twice"],
  ["a line in an outer column", "  - find: |-\n      x\n  y\n", '"y" in it belongs to no key'],
  [
    "a text in the column of its key",
    "  - find: |-\n    x\n",
    "find is not indented, or not all of it: indent its text",
  ],
];

Deno.test("readMapping() marks an entry that cannot be read by lines, and reads the next", async (t) => {
  for (const [name, entry, problem] of UNREAD) {
    await t.step(name, () => {
      const { reading } = read(`bugs:\n${entry}  - find: z\n`);
      assertEquals(reading?.document.bugs, [null, { find: "z" }]);
      assertEquals(reading?.unread.get("bugs"), new Map([[0, problem]]));
    });
  }
});
