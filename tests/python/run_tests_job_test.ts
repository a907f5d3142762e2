import { assert, assertEquals } from "@std/assert";
import type { RunOptions } from "../../lib/core/python.ts";
import type { TestRun } from "../../lib/core/test_run.ts";
import { HARNESS_FILES } from "../../lib/python/embedded.ts";
import { sharedPool } from "../support/with_pool.ts";

const pool = sharedPool([1]);

/** Runs a test file beside a module `thing`. */
async function run(tests: string, code = "", options: Partial<RunOptions> = {}): Promise<TestRun> {
  return await pool().runTests({ moduleName: "thing", code, tests }, { limitMs: 3000, ...options });
}

/** "id status errorType" of each test, sorted. */
function statuses(run: TestRun): string[] {
  assert(run.kind === "finished", JSON.stringify(run));
  return run.tests.map(({ id, status, errorType }) => `${id} ${status} ${errorType}`.trimEnd()).sort();
}

Deno.test("runTests() tells each way in which a test can end", async () => {
  const result = await run(`
import unittest

class EndTest(unittest.TestCase):
    def test_passes(self):
        self.assertTrue(True)
    def test_fails(self):
        self.assertEqual(1, 2)
    def test_errs(self):
        {}["key"]
    @unittest.skip("later")
    def test_is_skipped(self):
        pass
    def test_skips_itself(self):
        self.skipTest("now")
    @unittest.expectedFailure
    def test_fails_as_expected(self):
        self.fail()
    @unittest.expectedFailure
    def test_succeeds_unexpectedly(self):
        pass
    def test_first_subtest_fails(self):
        for value in (1, 2, 3):
            with self.subTest(value=value):
                self.assertNotEqual(value, 1)
    def test_last_subtest_errs(self):
        for value in (1, 2, 0):
            with self.subTest(value=value):
                1 / value
    def test_exits(self):
        raise SystemExit(0)
    def test_fails_in_cleanup(self):
        self.addCleanup(self.fail, "late")

class SetUpTest(unittest.TestCase):
    def setUp(self):
        raise OSError("no set-up")
    def test_never_runs(self):
        pass

class TearDownTest(unittest.TestCase):
    def tearDown(self):
        raise ValueError("no tear-down")
    def test_passes_at_first(self):
        pass
`);
  assertEquals(statuses(result), [
    "EndTest.test_errs errored KeyError",
    "EndTest.test_exits errored SystemExit",
    "EndTest.test_fails failed AssertionError",
    "EndTest.test_fails_as_expected skipped",
    "EndTest.test_fails_in_cleanup failed AssertionError",
    "EndTest.test_first_subtest_fails failed AssertionError",
    "EndTest.test_is_skipped skipped",
    "EndTest.test_last_subtest_errs errored ZeroDivisionError",
    "EndTest.test_passes passed",
    "EndTest.test_skips_itself skipped",
    "EndTest.test_succeeds_unexpectedly failed",
    "SetUpTest.test_never_runs errored OSError",
    "TearDownTest.test_passes_at_first errored ValueError",
  ]);
});

Deno.test("runTests() has no result for the tests of a class whose set-up fails", async () => {
  const result = await run(`
import unittest
class A(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        raise ValueError("no set-up")
    def test_never_runs(self):
        pass
class B(unittest.TestCase):
    def test_runs(self):
        pass
`);
  assertEquals(statuses(result), ["B.test_runs passed"]);
});

Deno.test("runTests() gives message and frames of a failure, in the task's own files only", async () => {
  const code = "import json\n\ndef load(text):\n    return json.loads(text)\n";
  const tests =
    "import unittest, thing\nclass A(unittest.TestCase):\n    def test_load(self):\n        thing.load('{')\n";
  const result = await run(tests, code);
  assert(result.kind === "finished");
  const [test] = result.tests;
  assertEquals(test!.errorType, "JSONDecodeError");
  assert(test!.message.startsWith("Expecting property name enclosed in double quotes"), test!.message);
  assertEquals(test!.frames, [
    { file: "test_thing.py", line: 4, function: "test_load" },
    { file: "thing.py", line: 4, function: "load" },
  ]);
});

Deno.test("runTests() caps messages, and takes exceptions whose text cannot be made", async () => {
  const result = await run(`
import unittest
class Mute(Exception):
    def __str__(self):
        raise RuntimeError("no")
class A(unittest.TestCase):
    def test_long(self):
        self.fail("x" * 100000)
    def test_mute(self):
        raise Mute()
    def test_odd_characters(self):
        self.fail("\\ud800 \\0 \\U0001F600")
`);
  assert(result.kind === "finished");
  assertEquals(result.tests.map(({ message }) => message.slice(0, 40)), [
    "x".repeat(40),
    "<RuntimeError while the message was made",
    "\ud800 \0 \u{1F600}",
  ]);
  assertEquals(result.tests[0]!.message.length, 2000);
});

Deno.test("runTests() names what keeps the files from being imported", async () => {
  const load = "import unittest\nimport thing\n";
  const cases: readonly (readonly [string, string, string])[] = [
    ["raise KeyError('k')", load, "KeyError 'k'"],
    ["x = = 1", load, "SyntaxError invalid syntax (thing.py, line 1)"],
    ["import no_such_module", load, "ModuleNotFoundError No module named 'no_such_module'"],
    ["raise SystemExit(3)", load, "SystemExit 3"],
    [
      "",
      "import unittest\nfrom thing import missing\n",
      "ImportError cannot import name 'missing' from 'thing'",
    ],
  ];
  for (const [code, tests, expected] of cases) {
    const result = await run(tests, code);
    assert(result.kind === "import_error", code);
    assert(`${result.errorType} ${result.message}`.startsWith(expected), result.message);
  }
});

Deno.test("runTests() calls a program crashed that ends Python itself", async () => {
  const exits = "import os\nos._exit(0)\n";
  const onImport = await run("import thing\n", exits);
  assertEquals(onImport, { kind: "crashed", reason: "exit status 0 without a report" });
  const inTest = await run(
    "import os, unittest\nclass A(unittest.TestCase):\n    def test_a(self):\n        os._exit(3)\n",
  );
  assertEquals(inTest, { kind: "crashed", reason: "exit status 3 without a report" });
  const killed = await run("import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)\n");
  assertEquals(killed, { kind: "crashed", reason: "killed by signal 11" });
});

Deno.test("runTests() runs only the tests that are asked for", async () => {
  const tests = "import unittest\nclass A(unittest.TestCase):\n" +
    ["a", "b", "c"].map((name) => `    def test_${name}(self):\n        pass\n`).join("");
  assertEquals(statuses(await run(tests, "", { only: ["A.test_c", "A.test_a", "A.none"] })), [
    "A.test_a passed",
    "A.test_c passed",
  ]);
});

Deno.test("runTests() runs asynchronous tests", async () => {
  const result = await run(`
import asyncio, unittest
class A(unittest.IsolatedAsyncioTestCase):
    async def test_good(self):
        await asyncio.sleep(0)
    async def test_bad(self):
        await asyncio.sleep(0)
        self.fail()
`);
  assertEquals(statuses(result), ["A.test_bad failed AssertionError", "A.test_good passed"]);
});

Deno.test("runTests() has another hash seed and another test order with other seeds, the same with the same", async () => {
  const tests = `
import unittest
class A(unittest.TestCase):
${
    [1, 2, 3, 4, 5, 6].map((n) => `    def test_${n}(self):\n        self.fail(str(hash("text")))\n`).join("")
  }`;
  const seen = async (hashSeed: number, orderSeed: number) => {
    const result = await run(tests, "", { hashSeed, orderSeed });
    assert(result.kind === "finished");
    return { hash: result.tests[0]!.message, order: result.tests.map(({ id }) => id).join() };
  };
  const plain = await seen(0, 0);
  assertEquals(plain.order, [1, 2, 3, 4, 5, 6].map((n) => `A.test_${n}`).join());
  const other = await seen(1, 1);
  assert(plain.hash !== other.hash && plain.order !== other.order);
  assertEquals(await seen(1, 1), other);
  assertEquals(await seen(0, 1), { hash: plain.hash, order: other.order });
});

Deno.test("runTests() leaves no trace of one task in the next", async () => {
  const tests = `
import builtins, os, random, sys, unittest
import thing
class A(unittest.TestCase):
    def test_fresh(self):
        self.assertFalse(hasattr(builtins, "left"), "builtins")
        self.assertEqual(os.listdir("."), [])
        self.assertNotIn("LEFT", os.environ)
        self.assertEqual(thing.VALUE, 1)
        builtins.left = 1
        os.environ["LEFT"] = "1"
        thing.VALUE = 2
        open("left", "w").close()
        os.mkdir("closed")
        os.chmod("closed", 0)
`;
  for (let turn = 0; turn < 3; turn++) {
    assertEquals(statuses(await run(tests, "VALUE = 1\n")), ["A.test_fresh passed"]);
  }
});

Deno.test("runTests() survives sources that no UTF-8 file can hold", async () => {
  const result = await run("import thing\n", 'x = "\ud800"\n');
  assertEquals(result.kind, "import_error");
  assertEquals(statuses(await run("import unittest\n")), []);
});

Deno.test("runTests() refuses what a program writes as its report", async () => {
  const forged = JSON.stringify({ kind: "finished", nonce: "guess", ms: 1, tests: [] });
  const writeEverywhere = (end: string) => `
import os
for number in range(3, 256):
    try:
        os.write(number, b'''${forged}''')
    except OSError:
        continue
${end}
`;
  assertEquals(await run(writeEverywhere("os._exit(0)")), {
    kind: "tampered",
    reason: "the report has a wrong nonce",
  });
  assertEquals(await run(writeEverywhere("import unittest")), {
    kind: "tampered",
    reason: "the report is not a JSON object",
  });
});

Deno.test("runTests() hides the harness's own modules, whose names a task may have", async () => {
  const tests = (name: string) => `
import unittest
from ${name} import answer

class T(unittest.TestCase):
    def test_answer(self):
        self.assertEqual(answer, 42)
`;
  for (const moduleName of HARNESS_FILES.map(([name]) => name)) {
    const files = { moduleName, code: "answer = 42", tests: tests(moduleName) };
    assertEquals(statuses(await pool().runTests(files, { limitMs: 3000 })), ["T.test_answer passed"]);
    const foreign = await run(tests("thing"), `import ${moduleName}`);
    assertEquals(foreign.kind === "import_error" && foreign.errorType, "ModuleNotFoundError");
  }
});
