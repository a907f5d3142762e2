import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { PythonPool } from "../../lib/python/pool.ts";
import { proveHealthy } from "../../lib/stages/3_healthy.ts";
import {
  checkedSmall,
  GAUGE_CODE,
  gaugeTests,
  type SmallParts,
  uncheckedSmall,
} from "../support/small_scenarios.ts";

/** A suite of one class with these methods. */
function suite(body: string, head = ""): string {
  return `import os\nimport time\nimport unittest\n\nimport gauge\n\n${head}\n\nclass TestGauge(unittest.TestCase):\n${body}`;
}

// Only a cold run has files.
const COLD_FAILING = GAUGE_CODE
  .replace('gauge."""', 'gauge."""\n\nimport os\nCOLD = os.path.exists("run_tests.py")')
  .replace("/ len(values)", "/ len(values) + COLD");
const FAILING = suite("    def test_mean(self):\n        self.assertEqual(gauge.mean([1, 3]), 3)\n");
const BY_HASH = suite(
  "    def test_order(self):\n" +
    '        self.assertEqual(list({"ab", "cd", "ef", "gh", "ij", "kl"}), ORDER)\n',
  // The order of hash seed 0, asked of the very interpreter.
  "ORDER = ['ab', 'cd'] if os.environ['PYTHONHASHSEED'] != '0' else " +
    'list({"ab", "cd", "ef", "gh", "ij", "kl"})\n',
);
const BY_ORDER = suite(
  "    def test_a(self):\n        SEEN.append(1)\n" +
    ["b", "c", "d", "e", "f"].map((name) => `    def test_${name}(self):\n        self.assertTrue(SEEN)\n`)
      .join(""),
  "SEEN = []\n",
);
const SKIPPING = suite('    @unittest.skip("later")\n    def test_mean(self):\n        self.fail()\n');
const LOOPING = suite("    def test_mean(self):\n        while True:\n            pass\n");
const DYNAMIC = suite("    def test_mean(self):\n        pass\n") +
  "\n\nsetattr(TestGauge, 'test_made', lambda self: None)\n";
const VANISHING = suite("    def test_mean(self):\n        pass\n    def test_gone(self):\n        pass\n") +
  "\n\ndel TestGauge.test_gone\n";
const FIXTURE = suite(
  "    @classmethod\n    def setUpClass(cls):\n        raise OSError('no device')\n    def test_mean(self):\n        pass\n",
);
const EXITING = suite("    def test_mean(self):\n        os._exit(0)\n");

const REFUSED: readonly (readonly [name: string, parts: SmallParts, reason: string, detail: string])[] = [
  [
    "a module that fails its own tests",
    { tests: FAILING },
    "healthy_fails",
    "the module fails its own tests: TestGauge.test_mean: AssertionError: 2.0 != 3",
  ],
  [
    "tests that hang on the order of a set of strings",
    { tests: BY_HASH },
    "healthy_flaky",
    "the runs do not agree: ",
  ],
  ["tests that hang on their own order", { tests: BY_ORDER }, "healthy_flaky", "the runs do not agree: "],
  [
    "a module that cannot be imported",
    { code: "import json\njson.nothing\n" + GAUGE_CODE },
    "healthy_import",
    "importing fails: AttributeError: module 'json' has no attribute 'nothing'",
  ],
  ["a test that is skipped", { tests: SKIPPING }, "healthy_fails", "TestGauge.test_mean is skipped"],
  [
    "a test that stands nowhere in the text",
    { tests: DYNAMIC },
    "tests_mismatch",
    "the test TestGauge.test_made stands nowhere in the text",
  ],
  [
    "a test that does not report",
    { tests: VANISHING },
    "tests_mismatch",
    "the test TestGauge.test_gone did not report",
  ],
  [
    "a fixture that fails",
    { tests: FIXTURE },
    "tests_mismatch",
    "the test TestGauge.test_mean did not report",
  ],
  [
    "a module that fails as a program",
    { code: COLD_FAILING, tests: gaugeTests("gauge") },
    "healthy_cold",
    "does not pass in a new interpreter",
  ],
  [
    "a test that pins nothing",
    { tests: suite("    def test_mean(self):\n        gauge.mean([1])\n        self.assertTrue(gauge)\n") },
    "tests_pass_stub",
    "TestGauge.test_mean also passes where all functions of the module do nothing",
  ],
  ["a test that ends the process", { tests: EXITING }, "healthy_crashed", "without a report"],
];

Deno.test("proveHealthy() refuses, by name and with what was seen,", async (t) => {
  await using python = await PythonPool.open({ workers: 2 });
  for (const [name, parts, reason, detail] of REFUSED) {
    await t.step(name, async () => {
      const outcome = await proveHealthy(await uncheckedSmall(python, parts), python);
      assert(!outcome.ok);
      assertEquals(outcome.rejection.reason, reason);
      assertStringIncludes(outcome.rejection.detail, detail);
    });
  }
});

Deno.test("proveHealthy() gives up on an endless suite when its processor time is used up", async () => {
  await using python = await PythonPool.open({ workers: 1 });
  // The stage's own ten seconds are asserted, and cut short for the test.
  const asked: number[] = [];
  const hurried = Object.create(python, {
    runTests: {
      value: (
        files: Parameters<PythonPool["runTests"]>[0],
        options: Parameters<PythonPool["runTests"]>[1],
      ) => {
        asked.push(options.limitMs);
        return python.runTests(files, { ...options, limitMs: 100 });
      },
    },
  });
  const outcome = await proveHealthy(await checkedSmall(python, { tests: LOOPING }), hurried);
  assert(!outcome.ok);
  assertEquals(outcome.rejection, { reason: "healthy_timeout", detail: "the tests take longer than 10 s" });
  assertEquals(asked, [10_000, 10_000, 10_000]);
});

Deno.test("proveHealthy() gives the tests, the runs that agreed and the lines of each test", async () => {
  await using python = await PythonPool.open({ workers: 2 });
  const checked = await checkedSmall(python, { tests: gaugeTests("gauge") });
  const outcome = await proveHealthy(checked, python);
  assert(outcome.ok);
  const { runs, testIds, coverage, ms, passingOutput } = outcome.value;
  assertEquals([runs, testIds], [4, checked.testIds]);
  assertStringIncludes(passingOutput, "\nOK\n");
  assert(ms > 0);
  const lineOf = (text: string) => GAUGE_CODE.split("\n").findIndex((line) => line.includes(text)) + 1;
  assertEquals([...coverage.keys()].sort(), [...testIds].sort());
  assertEquals(coverage.get("TestGauge.test_mean"), [lineOf("if not values"), lineOf("return sum(values)")]);
  assertEquals(coverage.get("TestGauge.test_mean_refuses"), [
    lineOf("if not values"),
    lineOf('raise ValueError("no values")'),
  ]);
});
