import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { stringify } from "@std/yaml";
import { type Document, readSpec } from "../../lib/answers/read_spec.ts";
import { SCENARIOS } from "../../lib/library/registry.ts";
import { readGood } from "./good_documents.ts";

const { text: GOOD, document: KEYS, seed: SEED, spec: SPEC } = await readGood("good_dose");
const read = (text: string, draft: Document | null = null) => readSpec(text, SEED, draft);

function refused(text: string, draft: Document | null = null): string {
  const { outcome } = read(text, draft);
  assert(!outcome.ok, "the answer was taken");
  return `${outcome.rejection.reason}: ${outcome.rejection.detail}`;
}

/** Some of the good document's keys as an answer. */
function answerOf(changes: Document): string {
  return `${stringify(changes, { lineWidth: -1 })}end: true\n`;
}

Deno.test("readSpec() reads strict YAML with no repair, and gives its keys without the end", () => {
  const { outcome, document, repairs } = read(GOOD);
  assertEquals(outcome, { ok: true, value: { spec: SPEC, droppedBugs: [] } });
  assertEquals(repairs, []);
  assertEquals(document, KEYS);
});

Deno.test("readSpec() reads every scenario of the library with no repair, and all of its bugs", () => {
  for (const text of SCENARIOS) {
    const [domain, topic, subtopic] = text.split("\n", 3).map((line) => line.replace(/^\w+: /, ""));
    const { outcome, repairs } = readSpec(
      text,
      { domain: domain!, topic: topic!, subtopic: subtopic! },
      null,
    );
    assert(outcome.ok, outcome.ok ? "" : outcome.rejection.detail);
    assertEquals([outcome.value.droppedBugs, repairs], [[], []]);
    assert(outcome.value.spec.bugs.length > 2);
  }
});

Deno.test("readSpec() reads YAML 1.2: dates and yes are texts, << merges nothing", () => {
  const withSummary = (value: string) => GOOD.replace(/^summary: .*$/m, `summary: ${value}`);
  for (const value of ["2020-01-01", "yes"]) {
    const { outcome } = read(withSummary(value));
    assertEquals(outcome.ok && outcome.value.spec.summary, value);
  }
  assertEquals(refused(GOOD.replace(/^end/m, "<<: {a: 1}\nend")), 'answer_invalid: unknown key "<<"');
});

const REFUSED: readonly [string, string, string][] = [
  ["nothing", "", "answer_not_yaml: the answer is empty, not a mapping of keys"],
  ["a list", "- a\n- b", "answer_not_yaml: the answer is a list, not a mapping of keys"],
  [
    "duplicate keys",
    "topic: a\ntopic: b\n",
    "answer_invalid: topic stands there 2 times: write each key once",
  ],
  [
    "a hundred thousand brackets",
    "a: " + "[".repeat(100_000),
    "answer_not_yaml: no line of the answer begins",
  ],
  ["more than a megabyte", `summary: ${"x".repeat(1_000_000)}`, "answer_invalid: the answer is longer than"],
  ["more in bytes", `summary: ${"é".repeat(500_000)}`, "answer_invalid: the answer is longer than 1000000"],
  ["JSON of something else", '{"error": "overloaded"}', "answer_not_yaml: no line of the answer begins"],
];

Deno.test("readSpec() refuses texts that are no such document, and gives nothing to build on", async (t) => {
  for (const [name, text, expected] of REFUSED) {
    await t.step(name, () => {
      assertStringIncludes(refused(text), expected);
      if (!text.startsWith("topic")) assertEquals(read(text).document, null);
    });
  }
});

Deno.test("readSpec() takes keys that an answer leaves out from the draft", () => {
  const draft = { ...KEYS, summary: "An older one.", unit_tests: "older", bugs: [] };
  const { summary, unit_tests, bugs } = KEYS;
  const { outcome, document } = read(answerOf({ summary, unit_tests, bugs }), draft);
  assertEquals(outcome, { ok: true, value: { spec: SPEC, droppedBugs: [] } });
  assertEquals(document, KEYS);
});

Deno.test("readSpec() gives what could be read of a refused answer, over the draft", () => {
  const { summary: _, ...others } = KEYS;
  const first = read(answerOf({ ...others, topic: "Another", notes: "x" }));
  assertEquals(first.document, { ...others, topic: "Another" });
  const second = read(answerOf({ topic: KEYS.topic }), first.document);
  assert(!second.outcome.ok);
  assertEquals(second.outcome.rejection, { reason: "answer_incomplete", detail: "summary is missing" });
  assertEquals(second.document, others);
  const third = read(answerOf({ summary: KEYS.summary }), second.document);
  assertEquals(third.outcome.ok && third.outcome.value.spec, SPEC);
});

Deno.test("readSpec() takes a key that may be cut out of the draft too, whatever the draft has there", () => {
  const cut = `unit_tests: |\n  import unittest\n`;
  const { outcome, document } = read(cut, KEYS);
  assert(!outcome.ok);
  assertEquals(outcome.rejection, {
    reason: "answer_incomplete",
    detail: 'the answer seems to be cut after unit_tests: end it with the line "end: true"',
  });
  const { unit_tests: _, ...others } = KEYS;
  assertEquals(document, others);
  assertEquals(
    refused(answerOf({ summary: "Other." }), document),
    "answer_incomplete: unit_tests is missing",
  );
  assertEquals(read(cut).document, null);
});

Deno.test("readSpec() leaves the bug that may be cut out of what is built on", () => {
  const { outcome, document } = read(GOOD.replace("end: true\n", ""));
  assert(outcome.ok);
  assertEquals(outcome.value.spec.bugs, SPEC.bugs.slice(0, 1));
  assertEquals(outcome.value.droppedBugs, [
    "bugs[1]: it stands last, and nothing shows that it is whole",
  ]);
  assertEquals(document?.bugs, (KEYS.bugs as unknown[]).slice(0, 1));
});

Deno.test("readSpec() names what is doubtful in the form first, then what the fields lack", () => {
  const text = GOOD.replace(/^summary:.*\n/m, "").replace("correct_code: |", "correct_code: |\n  ```");
  assertEquals(
    refused(text),
    "answer_incomplete: correct_code stands in a Markdown fence; summary is missing",
  );
});

Deno.test("readSpec() lets nothing be read otherwise that strict rules read without a doubt", () => {
  const nested = GOOD.replace("correct_code: |", "correct_code:\n  python: |").replace(
    /(?<=python: \|\n)([^]*?)(?=^unit_tests)/m,
    (code) => code.replace(/^(?=.)/gm, "  "),
  );
  assertEquals(refused(nested), "answer_invalid: correct_code is a mapping, not a text");
});

Deno.test("readSpec() reads no prose by lines where YAML sees a mapping", () => {
  const mapping = GOOD.replace("problem_description: |\n  A dose", "problem_description:\n  Dose: a dose")
    .replace(/^ {2}Doses at.*$/m, "");
  assertEquals(refused(mapping), "answer_invalid: problem_description is a mapping, not a text");
});

Deno.test("readSpec() takes no source for JSON or for a document", () => {
  const draft = { ...KEYS, summary: "An older one." };
  for (
    const source of [
      '{"summary": "Another."}',
      'CASES = [\n    {"summary": "Another."},\n]',
      'summary: str = "Another."',
    ]
  ) {
    for (const info of ["python", "py"]) refused(`Like this:\n\`\`\`${info}\n${source}\n\`\`\`\n`, draft);
    if (source.startsWith("CASES")) refused(`Like this:\n\n${source}\n`, draft);
  }
  const json = read('Like this:\n```json\n{"summary": "Another."}\n```\n', draft).outcome;
  assertEquals(json.ok && json.value.spec.summary, "Another.");
});

Deno.test("readSpec() survives aliases that would fill the memory, and lists within themselves", () => {
  const names = [..."abcdefghijklmnop"];
  const bomb = names.map((name, at) =>
    at === 0 ? "a: &a [x, x, x, x, x, x, x, x]\n" : `${name}: &${name} [${`*${names[at - 1]}, `.repeat(8)}]\n`
  );
  const { outcome } = read(`${bomb.join("")}${GOOD.replace(/^bugs:[^]*/m, "bugs: *p\nend: true\n")}`);
  assertStringIncludes(outcome.ok ? "" : outcome.rejection.detail, 'unknown key "a"');
  const own = GOOD.replace(/^bugs:[^]*/m, "bugs: &b\n  - description: x\n    edits: *b\nend: true\n");
  const taken = read(own).outcome;
  assertEquals(taken.ok && taken.value.droppedBugs.length, 1);
});

const LOST_KEYS: readonly [string, string][] = [
  ["with an escaped underscore", "module\\_name: other\n"],
  ["with a wide colon", "module_name\uff1a other\n"],
  ["with an equals sign", "module_name = other\n"],
  ["with a number and an escaped underscore", "Note:\n1. module\\_name: other\n"],
  ["within the sentence before", "Here is what changes: module_name: other\n"],
  ["with a block within the sentence before", "Here it is: solution_outline: |\n  1. Other.\n"],
];

Deno.test("readSpec() takes nothing from a draft for a key that the answer has in a form it cannot read", async (t) => {
  const { summary } = KEYS;
  const draft = { ...KEYS, summary: "An older one." };
  for (const [name, lines] of LOST_KEYS) {
    await t.step(name, () => void refused(lines + answerOf({ summary }), draft));
  }
  const { outcome } = read(`Of these only summary: had to change.\n\n${answerOf({ summary })}`, draft);
  assert(outcome.ok, "a key that is there may be spoken of");
});

Deno.test("readSpec() takes no mended keys after which others may have been cut off", () => {
  const { bugs, summary } = KEYS;
  const draft = { ...KEYS, summary: "An older one.", bugs: [] };
  const cut = answerOf({ summary, bugs }).replace(/^end.*\n/m, "");
  assertEquals(
    refused(cut, draft),
    'answer_incomplete: the answer seems to be cut after bugs: end it with the line "end: true"',
  );
  assertEquals(read(cut, draft).document?.summary, summary);
});
