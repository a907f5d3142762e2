import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import type { Author, AuthorAnswer, AuthorRequest } from "../../lib/core/author.ts";
import { ProviderError } from "../../lib/core/errors.ts";
import { PythonPool } from "../../lib/python/pool.ts";
import { writeSpec } from "../../lib/stages/2_spec.ts";
import { GAUGE_CODE, gaugeTests, smallDocument, smallSeed } from "../support/small_scenarios.ts";

const seed = smallSeed();
const USAGE = { promptTokens: 10, completionTokens: 5 };
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

const good = smallDocument(seed);
const withCode = (code: string) => smallDocument(seed, { code: code + GAUGE_CODE });
const withTests = (tests: string) => smallDocument(seed, { tests });

const REFUSED: readonly (readonly [name: string, answer: string, reason: string, part: string])[] = [
  ["a text that is no document", "I am sorry.", "answer_not_yaml", "not a YAML mapping"],
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
];

Deno.test("writeSpec() refuses what no scenario may be, by name", async (t) => {
  await using python = await PythonPool.open({ workers: 1 });
  for (const [name, answer, reason, part] of REFUSED) {
    await t.step(name, async () => {
      const { outcome, refused, usage } = await writeSpec({ seed, ordinal: 1 }, {
        author: scripted([answer]),
        python,
        maxAttempts: 1,
        signal,
      });
      assert(!outcome.ok);
      assertEquals(outcome.rejection.reason, reason);
      assertStringIncludes(outcome.rejection.detail, part);
      assertEquals([refused, usage], [[], USAGE]);
    });
  }
});

Deno.test("writeSpec() asks again and tells the author what was wrong", async () => {
  await using python = await PythonPool.open({ workers: 1 });
  const none = { kind: "none", reason: "answer_empty", detail: "it is empty", usage: USAGE } as const;
  const author = scripted(["no mapping", none, withCode("import numpy\n"), good]);
  const { outcome, refused, usage } = await writeSpec({ seed, ordinal: 1 }, {
    author,
    python,
    maxAttempts: 4,
    signal,
  });
  assert(outcome.ok);
  assertEquals(outcome.value.spec.moduleName, "gauge");
  assertEquals(outcome.value.testIds.length, 6);
  assertEquals(author.asked.map(({ attempt }) => attempt), [1, 2, 3, 4]);
  assertEquals(author.asked.map(({ feedback }) => feedback), [
    null,
    refused[0]!.detail,
    "it is empty",
    "correct_code imports numpy: only the standard library is allowed",
  ]);
  assertEquals(refused.map(({ reason }) => reason), ["answer_not_yaml", "answer_empty", "foreign_import"]);
  assertEquals(usage, { promptTokens: 40, completionTokens: 20 });
});

Deno.test("writeSpec() gives up after the attempts allowed, with the last reason", async () => {
  await using python = await PythonPool.open({ workers: 1 });
  const author = scripted(["no mapping", withCode("def (")]);
  const { outcome, refused } = await writeSpec({ seed, ordinal: 1 }, {
    author,
    python,
    maxAttempts: 3,
    signal,
  });
  assert(!outcome.ok);
  assertEquals(author.asked.length, 3);
  assertEquals([...refused, outcome.rejection].map(({ reason }) => reason), [
    "answer_not_yaml",
    "code_syntax",
    "code_syntax",
  ]);
});

Deno.test("writeSpec() drops an author's bug that does not fit, and says which", async () => {
  await using python = await PythonPool.open({ workers: 1 });
  const bug = (find: string) => ({ description: "It is off.", root_cause: "A slip.", find, replace: "x" });
  const answer = smallDocument(seed, { bugs: [bug("nowhere"), bug("if not values:"), bug("return")] });
  const { outcome, refused } = await writeSpec({ seed, ordinal: 1 }, {
    author: scripted([answer]),
    python,
    maxAttempts: 1,
    signal,
  });
  assert(outcome.ok);
  assertEquals(outcome.value.spec.bugs.map(({ find }) => find), ["if not values:"]);
  assertEquals(refused.map(({ reason, detail }) => `${reason} ${detail}`), [
    "author_bug_dropped bugs[0]: find does not occur in correct_code",
    "author_bug_dropped bugs[2]: find occurs more than once in correct_code",
  ]);
});

Deno.test("writeSpec() passes on what cannot be mended, and stops where it is aborted", async () => {
  await using python = await PythonPool.open({ workers: 1 });
  const refusing = scripted([new ProviderError("Cannot ask: no quota")]);
  const options = { python, maxAttempts: 3, signal };
  await assertRejects(() => writeSpec({ seed, ordinal: 1 }, { ...options, author: refusing }), ProviderError);
  assertEquals(refusing.asked.length, 1);
  const author = scripted([good]);
  await assertRejects(
    () => writeSpec({ seed, ordinal: 1 }, { ...options, author, signal: AbortSignal.abort() }),
    DOMException,
  );
  assertEquals(author.asked.length, 0);
});
