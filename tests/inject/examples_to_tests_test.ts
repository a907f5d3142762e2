import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { UsageError } from "../../lib/core/errors.ts";
import { splitTests } from "../../lib/core/test_run.ts";
import { NumberText, parseExampleJson, toPython } from "../../lib/inject/example_values.ts";
import { examplesToTests } from "../../lib/inject/examples_to_tests.ts";
import { type Example, readExamples } from "../../lib/inject/read_examples.ts";
import { parseSource } from "../../lib/inject/source_text.ts";
import { sharedPool } from "../support/with_pool.ts";

const pool = sharedPool();

const CODE = `import math


class OddError(Exception):
    """Not even."""


def same(value):
    return value


def pair(a, b=2, *, c=0):
    return (a, b, c)


def total(*values):
    return math.fsum(values)


def even(n):
    if n % 2:
        raise OddError(n)
    return True


def nothing():
    return None
`;

async function translate(examples: readonly Example[], name: string | null = "same"): Promise<string> {
  const module = await parseSource("odds.py", CODE, pool());
  return examplesToTests(examples, { module, moduleName: "odds", function: name, className: "TestOdds" });
}

async function run(examples: readonly Example[], name?: string) {
  const tests = await translate(examples, name);
  const result = await pool().runTests({ moduleName: "odds", code: CODE, tests }, { limitMs: 10_000 });
  assert(result.kind === "finished", JSON.stringify(result));
  return { tests, ...splitTests(result.tests) };
}

Deno.test("numbers stay as they are written, and nan and inf are read", () => {
  const parsed = parseExampleJson(
    '{"a": [1, 1.0, -2e5, 12345678901234567890, NaN, -Infinity], "n1": "1.0", "": null}',
  );
  assert(parsed.ok);
  assertEquals(
    toPython(parsed.value),
    '{"a": [1, 1.0, -2e5, 12345678901234567890, math.nan, -math.inf], "n1": "1.0", "": None}',
  );
  for (const bad of ["01", "[1,]", "{1: 2}", "+1", ".5", "nan", "'a'"]) {
    assert(!parseExampleJson(bad).ok, bad);
  }
});

Deno.test("texts of examples are Python texts, whatever is in them", async () => {
  const text = "\n\"'\\\u2028\u202e é 😀 {x} %s \ud800".replace("\ud800", "");
  const { passing } = await run([{ args: [text], output: text }, {
    args: [{ [text]: [text] }],
    output: { [text]: [text] },
  }]);
  assertEquals(passing.length, 2);
});

Deno.test("each kind of value is compared as it should, and told apart from others", async () => {
  const near: [Example["output"], Example["output"]][] = [
    [1.5, 1.5 + 1e-10],
    [new NumberText("2.0"), 2],
    [[1, [2.5, "a"]], [1, [2.5 + 1e-10, "a"]]],
    [{ a: { b: [NaN, Infinity, null, true] } }, { a: { b: [NaN, Infinity, null, true] } }],
    ["a", "a"],
    [NaN, NaN],
    [new NumberText("0.0"), 1e-13],
  ];
  const far: [Example["output"], Example["output"]][] = [
    [1.5, 1.5001],
    [3, 4],
    [[1, 2], [1, 2, 3]],
    [[1], "1"],
    [{ a: 1 }, { b: 1 }],
    [true, false],
    [null, 0],
    [NaN, 1.0],
    [Infinity, -Infinity],
    ["a", "b"],
  ];
  const toExamples = (pairs: typeof near): Example[] =>
    pairs.map(([output, value]) => ({ args: [value!], output }));
  assertEquals((await run(toExamples(near))).failing, []);
  assertEquals((await run(toExamples(far))).passing, []);
});

Deno.test("a tuple is as good as a list, and a tolerance of one's own counts", async () => {
  const { failing } = await run([
    { args: [1], output: [1, 2, 0], name: "Défaut: b = 2!" },
    { input: [1, 3], output: [1, 3, 0] },
    { input: { a: 1, c: 4 }, output: [1, 2, 4] },
    { args: [1], kwargs: { c: 4.4 }, output: [1, 2, 4], tolerance: 0.2 },
    { function: "total", input: [0.1, 0.2, 0.3], output: 0.6 },
    { function: "nothing", output: null },
    { function: "even", args: [3], raises: "OddError" },
    { function: "even", args: ["a"], raises: "TypeError" },
    { function: "even", args: [4], output: true },
    { function: "same", input: [1, 2], output: [1, 2] },
  ], "pair");
  assertEquals(failing, []);
});

Deno.test("tests of examples read as people would write them", async () => {
  assertEquals(
    await translate([{ args: [1.25], output: 1.25, name: "one" }, { args: [[]], raises: "ValueError" }, {
      args: [1],
      output: 1,
    }]),
    `"""Examples of same."""

import unittest

from odds import same


class TestOdds(unittest.TestCase):
    def test_one(self):
        self.assertAlmostEqual(same(1.25), 1.25, delta=1.25e-9)

    def test_raises_value_error(self):
        with self.assertRaises(ValueError):
            same([])

    def test_example_3(self):
        self.assertEqual(same(1), 1)
`,
  );
});

Deno.test("examples are a JSON list or a JSON object a line", () => {
  assertEquals(
    readExamples("io", '[{"input": "x", "expected": "y"}]').map(({ input, output }) => [input, output]),
    [["x", "y"]],
  );
  assertEquals(
    readExamples("io", '{"args": ["x"], "output": "y"}\n\n{"args": [], "raises": "KeyError"}\n').length,
    2,
  );
});

Deno.test("what is no example is refused by its number or line", async () => {
  const cases: readonly (readonly [string, string])[] = [
    ["[]", "it holds no examples"],
    ["3", "it is no list of examples"],
    ["[{]", "it is not valid JSON"],
    ['{"args": [], "output": 1}\n{"args": [}\n', "line 2: it is not valid JSON"],
    ['[{"args": [], "output": 1}, 5]', "example 2 is no object"],
    ['[{"args": []}]', "example 1 has neither output nor raises"],
    ['[{"args": [], "output": 1, "raises": "E"}]', "example 1 has both output and raises"],
    ['[{"args": 1, "output": 1}]', "example 1 has args that are no list"],
    ['[{"args": [], "ouput": 1}]', 'example 1 has the unknown key "ouput"'],
    ['[{"kwargs": {"a b": 1}, "output": 1}]', 'example 1 has the argument "a b", which is no name'],
    ['[{"args": [], "raises": "os.system(1)"}]', "example 1 raises what is no name of an exception"],
    ['[{"args": [], "output": 1, "tolerance": 2}]', "example 1 has a tolerance"],
  ];
  for (const [text, says] of cases) {
    const error = assertThrows(() => readExamples("io.json", text), UsageError);
    assertStringIncludes(error.message, `Cannot use "io.json": ${says}`);
  }
  const module = await parseSource("odds.py", CODE, pool());
  const subject = { module, moduleName: "odds", function: "sane", className: "TestOdds" };
  const error = assertThrows(() => examplesToTests([{ args: [], output: 1 }], subject), UsageError);
  assertEquals(
    error.message,
    'Cannot find "sane": odds.py has no such function; it defines same, pair, total, even, nothing',
  );
});
