import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { keyFinder } from "../../lib/answers/key_lines.ts";
import { locateDocument } from "../../lib/answers/locate_document.ts";

const SHAPE = {
  topic: "name",
  summary: "line",
  correct_code: "code",
  bugs: { entries: { find: "snippet" } },
} as const;
const DOC = "topic: Lenses\ncorrect_code: |\n  x = 1\nbugs:\n  - find: x\n";
const END = "end: true\n";

const locate = (text: string) => locateDocument(text.split("\n"), SHAPE, keyFinder(SHAPE));

/** The document that was found, whether its end is shown, and what was left out. */
function found(text: string): [document: string, isShown: string, repairs: readonly string[]] {
  const location = locate(text);
  assert(location.ok, location.ok ? "" : location.detail);
  const { keys, end, ends, closed, repairs } = location.located;
  const lines = text.split("\n").slice(keys[0]!.at, end);
  return [
    `${lines.join("\n").trimEnd()}\n`,
    [ends && "end", closed && "fence"].filter(Boolean).join(),
    repairs,
  ];
}

const FOUND: readonly [string, string, string, string, readonly string[]][] = [
  ["a document alone", DOC, DOC, "", []],
  ["its end", DOC + END, DOC + END, "end", []],
  ["prose after its end", `${DOC}${END}\nHope it helps!`, DOC + END, "end", ["prose_removed"]],
  ["prose before it", `Here: the document\n\n${DOC}`, DOC, "", ["prose_removed"]],
  ["a fence", `\`\`\`yaml\n${DOC}\`\`\`\n`, DOC, "fence", ["fences_removed"]],
  ["a fence after an empty list", "```\ntopic: a\nbugs:\n```\n", "topic: a\nbugs:\n", "fence", [
    "fences_removed",
  ]],
  ["a fence with a title", `\`\`\`yaml title="a.yaml"\n${DOC}\`\`\`\n`, DOC, "fence", ["fences_removed"]],
  ["an open fence", `~~~\n${DOC}`, DOC, "", ["fences_removed"]],
  ["a fence that was not opened", `${DOC}\`\`\`\n`, DOC, "", ["fences_removed"]],
  [
    "a longer fence",
    `\`\`\`\`\n${DOC.replace("x = 1", "x\n```")}\`\`\`\`\n`,
    DOC.replace("x = 1", "x\n```"),
    "fence",
    [
      "fences_removed",
    ],
  ],
  ["an example in another fence before", `\`\`\`python\nx = 1\n\`\`\`\n\`\`\`\n${DOC}\`\`\``, DOC, "fence", [
    "fences_removed",
    "prose_removed",
  ]],
  ["document marks", `---\n${DOC}...\n`, DOC, "", ["document_marks_removed"]],
  [
    "a key around it",
    `document:\n  ${DOC.trimEnd().replaceAll("\n", "\n  ")}\n`,
    `${DOC.trimEnd().replaceAll("\n", "\n  ")}\n`.replace(/^/, "  "),
    "",
    ["prose_removed"],
  ],
];

Deno.test("locateDocument() finds the outermost keys and what shows their end", async (t) => {
  for (const [name, text, document, isShown, repairs] of FOUND) {
    await t.step(name, () => assertEquals(found(text), [document, isShown, repairs]));
  }
});

Deno.test("locateDocument() takes no line within a source for a key", () => {
  const indented = DOC.replace("x = 1", "summary: str = 'x'\n  end: true");
  const fenced = DOC.replace(" |\n  x = 1", "\n```python\nsummary: str = 'x'\nend: true\n```");
  const inline = DOC.replace(" |\n  x = 1", " ```python\nsummary: str = 'x'\n```");
  for (const text of [indented, fenced, inline]) {
    const location = locate(text);
    assert(location.ok);
    assertEquals(location.located.keys.map(({ key }) => key), ["topic", "correct_code", "bugs"]);
    assertEquals(location.located.fenced.size, text === indented ? 0 : 1);
  }
});

const LOST: readonly [string, string, string][] = [
  ["no key", "I am sorry.", "no line of the answer begins with topic"],
  ["a key twice", `${DOC}summary: a\nsummary: b\n`, "summary stands there 2 times"],
  ["two fenced parts", `\`\`\`\ntopic: a\n\`\`\`\n\`\`\`\nsummary: b\n\`\`\``, "a fence comes between them"],
  ["a key in the prose", `${DOC}${END}\n- "summary": I wrote a module`, "summary stands outside"],
  ["a source with an annotation", "```python\ntopic: str = 'x'\n```", "the fenced text is no document"],
  ["a source before a key", "```\nimport x\ntopic: y\n```", "the fenced text is no document"],
  ["text after the end", `topic: a\ncorrect_code: |\n  x\n${END}  y\n`, "end is followed by lines"],
  ["an end that is none", `${DOC}end: x\ny\n`, "end is followed by lines"],
  ["an odd number of fences", `\`\`\`\n${DOC}\`\`\`\nmore\n\`\`\`\n`, "which fence ends it"],
  [
    "a fence that goes on in another",
    `\`\`\`\n${DOC}\`\`\`\n\n\`\`\`yaml\n    y = 2\n\`\`\`\n`,
    "which fence ends it",
  ],
  ["text after a fence", `\`\`\`\n${DOC}\`\`\`\n  y = 2\n\`\`\`\n\`\`\`\n`, "which fence ends it"],
];

Deno.test("locateDocument() finds no document where there is more than one way to see it", async (t) => {
  for (const [name, text, detail] of LOST) {
    await t.step(name, () => {
      const location = locate(text);
      assertStringIncludes(location.ok ? "" : location.detail, detail);
    });
  }
});
