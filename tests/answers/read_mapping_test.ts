import { assert, assertEquals } from "@std/assert";
import type { AnswerShape } from "../../lib/answers/answer_shape.ts";
import { readMapping } from "../../lib/answers/read_mapping.ts";

const SHAPE: AnswerShape = { topic: "name", summary: "line", notes: "prose", code: "code" };
const CODE = "code: |\n  if a:\n      b = 1\n";
const DOC = `topic: Lenses\nsummary: Short.\n${CODE}end: true\n`;

function read(text: string, accepts = () => true) {
  const { accepted, reading } = readMapping(text, SHAPE, accepts);
  assert(reading !== null);
  return { accepted, ...reading };
}

Deno.test("readMapping() tries strict YAML, then without wrappings, then JSON, then by lines", () => {
  const tolerant = DOC.replace("Short.", "Short: really.");
  const json = JSON.stringify({ topic: "Lenses", summary: "Short.", code: "if a:\n    b = 1\n" });
  const texts: readonly [string, readonly string[]][] = [
    [DOC, []],
    [`\`\`\`\n${DOC}\`\`\``, ["fences_removed"]],
    [`Here:\n${json}`, ["prose_removed", "json"]],
    [tolerant, ["tolerant"]],
  ];
  for (const [text, repairs] of texts) {
    const { document, ...rest } = read(text);
    assertEquals(document.code, "if a:\n    b = 1\n");
    assertEquals(rest.repairs, repairs);
    assert(rest.accepted && rest.cut === null && rest.problems.size === 0);
  }
});

Deno.test("readMapping() takes the first reading that the caller accepts, and only one without a doubt", () => {
  const seen: unknown[] = [];
  // Strict YAML takes the prose for a key of its own.
  const text = `Note: see below\n${DOC}`;
  const result = readMapping(text, SHAPE, ({ document }) => {
    seen.push(Object.keys(document));
    return !Object.hasOwn(document, "Note");
  });
  assertEquals(seen, [["Note", "topic", "summary", "code"], ["topic", "summary", "code"]]);
  assertEquals(result.reading?.repairs, ["prose_removed"]);
  const doubtful = read(DOC.replace("code: |", "code: >\n  import math"));
  assertEquals(doubtful.repairs, ["tolerant", "folded_text_kept"], "joined lines were not offered");
});

Deno.test("readMapping() takes no text for whole that ends with a quote it does not begin with", () => {
  const { accepted, problems } = read(DOC.replace("Short.", 'Short."'));
  assertEquals([accepted, [...problems.keys()]], [false, ["summary"]]);
  for (const summary of ['a 5" lens', '"a 5\\""', 'it is "flat"']) {
    assert(read(DOC.replace("Short.", summary)).accepted, summary);
  }
});

Deno.test("readMapping() takes no text that a key or the end slipped into", () => {
  const prose = "notes: |\n  A lens.\n";
  for (const line of ["end: true", "code: | # python", "code: |", "unit_tests:", "bugs:"]) {
    const { accepted, problems } = read(`topic: Lenses\n${prose}  ${line}\nend: true\n`);
    assertEquals([accepted, [...problems.keys()]], [false, ["notes"]], line);
  }
  for (const line of ["end: trueish", "first_part:", "Bugs: none"]) {
    assert(read(`topic: Lenses\n${prose}  ${line}\nend: true\n`).accepted, line);
  }
  assert(!read(`\`\`\`\ntopic: a\n${CODE}  end: true\n\`\`\`\n`).accepted);
});

Deno.test("readMapping() gives the reading with the most keys where none is accepted, the earlier of two", () => {
  const both = readMapping(`Note: see below\n${DOC}`, SHAPE, () => false);
  assertEquals([both.accepted, both.reading?.repairs, both.rejection], [false, [], null]);
  const cut = read(`topic: Lenses\nsummary: Short: really.\n${CODE}`);
  assertEquals([cut.accepted, cut.cut, [...cut.problems.keys()]], [false, "code", ["code"]]);
  assertEquals(cut.document, { topic: "Lenses", summary: "Short: really." });
});

Deno.test("readMapping() gives the reason of the reader that saw most keys where there is no reading", () => {
  const reasonOf = (text: string) => readMapping(text, SHAPE, () => true).rejection;
  assertEquals(reasonOf(`${DOC.replace("end: true\n", "")}summary: b: c\n`), {
    reason: "answer_invalid",
    detail: "summary stands there 2 times: write each key once",
  });
  assertEquals(reasonOf("I am sorry: I cannot: really."), {
    reason: "answer_not_yaml",
    detail: "no line of the answer begins with topic or another key",
  });
});

Deno.test("readMapping() takes the document out of a key or list, and writes keys as the shape does", () => {
  const inner = DOC.trimEnd().replaceAll("\n", "\n  ");
  const texts: readonly [string, readonly string[]][] = [
    [`answer:\n  ${inner}\n`, ["wrapper_removed"]],
    [`- ${inner}\n`, ["list_merged"]],
    [`- topic: Lenses\n- summary: Short.\n- code: |\n    if a:\n        b = 1\n- end: true\n`, [
      "list_merged",
    ]],
    [DOC.replace("topic", "Topic").replace("summary", '"SUMMARY"'), ["keys_renamed"]],
    [DOC.replace(/^(\w+):/gm, "**$1:**"), ["tolerant", "keys_renamed"]],
  ];
  for (const [text, repairs] of texts) {
    const { document, ...rest } = read(text);
    assertEquals(document, { topic: "Lenses", summary: "Short.", code: "if a:\n    b = 1\n" });
    assertEquals([rest.accepted, rest.repairs, rest.cut], [true, repairs, null]);
  }
  const other = read(`answer:\n  ${inner}\n  more: x\n`);
  assertEquals([Object.keys(other.document), other.repairs], [["answer"], []]);
});

const FOLDED = 'is folded: its lines are joined. Use a block with "|"';
const DOUBTS: readonly [string, string, string][] = [
  ["code over lines without a mark", "code:\n  import math\n  x = math.pi\n", `code ${FOLDED}`],
  ["code in quotes over lines", "code: 'import math\n\n  x = 1'\n", `code ${FOLDED}`],
  ["code with a line end in quotes", 'code: "a = 1\\n\n  b = 2"\n', `code ${FOLDED}`],
  ["code that begins with blanks", "code: |1\n    x = 1\n", "code begins with blanks"],
  ["code with tabs", "code: |\n  if a:\n  \tb\n", "code is indented by tabs: use blanks"],
  ["code as one line", "code: 'a\\nb'\n", 'code is one line with "\\n" in it, not lines: use a block ("|")'],
  [
    "a text cut by a comment",
    "summary: Lens #2\n",
    "summary is followed by an unquoted #, which begins a comment: put the text in quotes",
  ],
  [
    "one over lines",
    "summary: A lens\n  with #2\n",
    "summary is followed by an unquoted #, which begins a comment: put the text in quotes",
  ],
  [
    "a lost command",
    'summary: "the \\nabla"\n',
    "summary has a backslash or a line break that changes the text: double each backslash",
  ],
  [
    "a lost command in prose",
    'notes: "the \\theta"\n',
    "notes has a backslash that changes the text: double each backslash",
  ],
  [
    "a list of mappings for lines",
    "notes:\n  - a: b\n",
    'notes has an entry that is not a text: quote those with ": " in them',
  ],
];

Deno.test("readMapping() doubts what YAML makes of texts that were written as if it were not YAML", async (t) => {
  for (const [name, text, doubt] of DOUBTS) {
    await t.step(name, () => {
      const { problems } = read(`topic: a\n${text}end: true\n`, () => false);
      assertEquals([...problems.values()], [doubt]);
    });
  }
});

const CERTAIN: readonly [string, string][] = [
  ["a block", "code: |\n  if a:\n      b\n"],
  ["a block with a width", "code: |2-\n  if a:\n      b\n"],
  ["a folded block in which nothing is joined", "code: >\n  if a:\n      b\n"],
  ["escapes on one line", 'code: "if a:\\n    b\\n"\n'],
  ["an alias of a block", "notes: &x |\n  if a:\n      b\ncode: *x\n"],
];

Deno.test("readMapping() trusts code of which every byte stands in the text", async (t) => {
  for (const [name, text] of CERTAIN) {
    await t.step(name, () => {
      const { document, repairs } = read(`${text}end: true\n`);
      assertEquals([String(document.code).trimEnd(), repairs], ["if a:\n    b", []]);
    });
  }
});
