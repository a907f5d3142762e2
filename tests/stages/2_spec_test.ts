import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import type { Author, AuthorAnswer, AuthorRequest } from "../../lib/core/author.ts";
import { ProviderError } from "../../lib/core/errors.ts";
import { PythonPool } from "../../lib/python/pool.ts";
import { type SpecRequest, writeSpec } from "../../lib/stages/2_spec.ts";
import { GAUGE_CODE, gaugeTests, smallDocument, smallSeed } from "../support/small_scenarios.ts";

const seed = smallSeed();
const USAGE = { requests: 1, kept: 0, promptTokens: 10, completionTokens: 5, costUsd: 0 };
const signal = new AbortController().signal;

/** An author who gives these answers in turn, and remembers what it was asked. */
function scripted(answers: readonly (string | AuthorAnswer | Error)[]): Author & { asked: AuthorRequest[] } {
  const asked: AuthorRequest[] = [];
  return {
    name: "scripted",
    model: "none",
    repeats: false,
    asked,
    write(request) {
      const answer = answers[Math.min(asked.length, answers.length - 1)]!;
      asked.push(request);
      if (answer instanceof Error) return Promise.reject(answer);
      return Promise.resolve(
        typeof answer === "string" ? { kind: "text", text: answer, usage: USAGE } : answer,
      );
    },
  };
}

const FIRST: SpecRequest = { draw: { seed, ordinal: 1 }, attempt: 1, before: null, earlier: [] };
const good = smallDocument(seed);
const withCode = (code: string) => smallDocument(seed, { code: code + GAUGE_CODE });
const withTests = (tests: string) => smallDocument(seed, { tests });

const REFUSED: readonly (readonly [name: string, answer: string, reason: string, part: string])[] = [
  ["a text that is no document", "I am sorry.", "answer_not_yaml", "not a mapping of keys"],
  [
    "a document without tests",
    good.replace('"unit_tests"', '"tests"'),
    "answer_incomplete",
    "unit_tests is missing",
  ],
  [
    "another topic",
    good.replace("Gauges", "Scales"),
    "answer_invalid",
    'topic is "Scales", asked for "Gauges"',
  ],
  [
    "a module that shadows Python's",
    smallDocument(seed, { name: "math" }),
    "answer_invalid",
    '"math" shadows',
  ],
  [
    "code that does not parse",
    withCode("def broken(:\n"),
    "code_syntax",
    "correct_code does not parse: SyntaxError",
  ],
  [
    "tests that do not parse",
    withTests("import gauge\n  x = 1\n"),
    "tests_syntax",
    "unit_tests does not parse: IndentationError",
  ],
  [
    "a foreign import in the code",
    withCode("import numpy.linalg as la\n"),
    "foreign_import",
    "correct_code imports numpy:",
  ],
  [
    "a foreign import inside a function",
    withCode("def late():\n    from scipy import fft\n"),
    "foreign_import",
    "correct_code imports scipy:",
  ],
  [
    "a foreign import in the tests",
    withTests("import pytest\n" + gaugeTests("gauge")),
    "foreign_import",
    "unit_tests imports pytest:",
  ],
  ["a relative import", withCode("from . import other\n"), "foreign_import", "correct_code imports .:"],
  ["code that imports itself", withCode("import gauge\n"), "foreign_import", "correct_code imports gauge:"],
  [
    "tests that test something else",
    withTests("import unittest\n\n\nclass T(unittest.TestCase):\n    def test_a(self):\n        pass\n"),
    "tests_do_not_import",
    "unit_tests does not import gauge",
  ],
  [
    "tests without a test case",
    withTests("import gauge\n\n\ndef test_it():\n    assert gauge\n"),
    "no_tests",
    "no test methods",
  ],
  [
    "code that looks at frames",
    withCode("import sys\n\n\ndef late():\n    return sys._getframe(1)\n"),
    "screened_code",
    "correct_code line 5 uses sys._getframe: frames of the interpreter are not for tasks (frames)",
  ],
  [
    "code that is another text in its own encoding",
    withCode("# coding: utf-7\n# +AAo-import os\n"),
    "code_syntax",
    "correct_code does not parse: ValueError: the source declares the encoding 'utf-7'",
  ],
  [
    "code in an f-string",
    withCode("NAME = f\"{eval('1')}\"\n"),
    "screened_code",
    "correct_code line 1 uses eval: code is written down, not made while it runs (dynamic_code)",
  ],
  [
    "tests that change unittest",
    withTests(`${gaugeTests("gauge")}\n\nunittest.TestCase.assertEqual = print\n`),
    "screened_tests",
    "uses unittest.TestCase.assertEqual as a target: unittest stays as it is",
  ],
  [
    "tests that reach what the module imports",
    smallDocument(seed, {
      code: `import os as o\n${GAUGE_CODE}`,
      tests: `${gaugeTests("gauge")}\n\nimport gauge\ngauge.o.system("true")\n`,
    }),
    "screened_tests",
    "uses os.system: tasks start no processes and send no signals (processes)",
  ],
];

Deno.test("writeSpec() refuses what no scenario may be, by name", async (t) => {
  await using python = await PythonPool.open({ workers: 1 });
  for (const [name, answer, reason, part] of REFUSED) {
    await t.step(name, async () => {
      const { outcome, dropped, usage } = await writeSpec(FIRST, {
        author: scripted([answer]),
        python,
        signal,
      });
      assert(!outcome.ok);
      assertEquals(outcome.rejection.reason, reason);
      assertStringIncludes(outcome.rejection.detail, part);
      assertEquals([dropped, usage], [[], USAGE]);
    });
  }
});

Deno.test("writeSpec() sends a refused answer back, and takes the keys that change", async () => {
  await using python = await PythonPool.open({ workers: 1 });
  const author = scripted([withCode("import numpy\n"), JSON.stringify({ correct_code: GAUGE_CODE })]);
  const options = { author, python, signal };
  const first = await writeSpec(FIRST, options);
  assert(!first.outcome.ok && first.draft !== null);
  const before = { draft: first.draft, rejection: first.outcome.rejection };
  const second = await writeSpec({ ...FIRST, attempt: 2, before }, options);
  assert(second.outcome.ok);
  assertEquals(second.outcome.value.spec.correctCode, GAUGE_CODE);
  assertEquals(second.outcome.value.testIds.length, 6);
  const [asked, repaired] = author.asked;
  assertEquals([asked!.repair, repaired!.attempt], [null, 2]);
  const { answer, readable, rejection } = repaired!.repair!;
  assertEquals([readable, rejection.reason], [true, "foreign_import"]);
  // What goes back is the whole document, as YAML that can be read again.
  assertStringIncludes(answer, "correct_code: |\n  import numpy\n");
  assert(answer.endsWith("\nend: true\n"));
  const again = await writeSpec(FIRST, { ...options, author: scripted([answer]) });
  assert(!again.outcome.ok);
  assertEquals(again.outcome.rejection, rejection);
});

Deno.test("writeSpec() sends an answer that nobody can read back as it came", async () => {
  await using python = await PythonPool.open({ workers: 1 });
  const author = scripted(["no mapping", good]);
  const options = { author, python, signal };
  const first = await writeSpec(FIRST, options);
  assert(!first.outcome.ok);
  assertEquals(first.draft, { text: "no mapping", document: null });
  const before = { draft: first.draft!, rejection: first.outcome.rejection };
  assert((await writeSpec({ ...FIRST, attempt: 2, before }, options)).outcome.ok);
  assertEquals(author.asked[1]!.repair, {
    answer: "no mapping",
    readable: false,
    rejection: first.outcome.rejection,
  });
});

Deno.test("writeSpec() gives the author's reason where there is no text, and no draft", async () => {
  await using python = await PythonPool.open({ workers: 1 });
  const none = { kind: "none", reason: "answer_empty", detail: "it is empty", usage: USAGE } as const;
  const { outcome, draft, usage } = await writeSpec(FIRST, { author: scripted([none]), python, signal });
  assert(!outcome.ok);
  assertEquals([outcome.rejection, draft, usage], [
    { reason: "answer_empty", detail: "it is empty" },
    null,
    USAGE,
  ]);
});

Deno.test("writeSpec() tells which repairs of form an answer needed", async () => {
  await using python = await PythonPool.open({ workers: 1 });
  const author = scripted([`Here it is:\n\`\`\`json\n${good}\n\`\`\`\n`]);
  const { outcome, repairs } = await writeSpec(FIRST, { author, python, signal });
  assert(outcome.ok);
  assert(repairs.length > 0, "the fences were noticed");
});

Deno.test("writeSpec() drops an author's bug that does not fit, and says which", async () => {
  await using python = await PythonPool.open({ workers: 1 });
  const bug = (find: string) => ({ description: "It is off.", root_cause: "A slip.", find, replace: "x" });
  const answer = smallDocument(seed, { bugs: [bug("nowhere"), bug("if not values:"), bug("return")] });
  const { outcome, dropped } = await writeSpec(FIRST, { author: scripted([answer]), python, signal });
  assert(outcome.ok);
  assertEquals(outcome.value.spec.bugs.map(({ find }) => find), ["if not values:"]);
  assertEquals(dropped.map(({ reason, detail }) => `${reason} ${detail}`), [
    "author_bug_dropped bugs[0]: find does not occur in correct_code",
    "author_bug_dropped bugs[2]: find occurs more than once in correct_code",
  ]);
});

Deno.test("writeSpec() passes on what cannot be mended, and stops where it is aborted", async () => {
  await using python = await PythonPool.open({ workers: 1 });
  const refusing = scripted([new ProviderError("Cannot ask: no quota")]);
  await assertRejects(() => writeSpec(FIRST, { python, signal, author: refusing }), ProviderError);
  const author = scripted([good]);
  await assertRejects(
    () => writeSpec(FIRST, { python, author, signal: AbortSignal.abort() }),
    DOMException,
  );
  assertEquals(author.asked.length, 0);
});
