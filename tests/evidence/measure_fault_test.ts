import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { FaultEvidence } from "../../lib/core/evidence.ts";
import { splitTests } from "../../lib/core/test_run.ts";
import { measureFault } from "../../lib/evidence/measure_fault.ts";
import { sharedPool } from "../support/with_pool.ts";

const pool = sharedPool();

/** What is measured of a module in which one text is replaced by another. */
async function measure(
  { code, test, find, put, where }: { code: string; test: string; find: string; put: string; where: string },
): Promise<FaultEvidence> {
  const faulty = code.replace(find, () => put);
  assert(faulty !== code, "the text is there");
  const tests = `import math\nimport unittest\n\nimport thing\n\n\nclass T(unittest.TestCase):\n${
    test.split("\n").map((line) => `    ${line}`).join("\n")
  }\n`;
  const files = { moduleName: "thing", tests };
  const limits = { limitMs: 5000 };
  const [run, lines, parsed] = await Promise.all([
    pool().runTests({ ...files, code: faulty }, limits),
    pool().watchLines({ ...files, code }, limits),
    pool().parse(faulty),
  ]);
  assert(run.kind === "finished" && parsed.ok, JSON.stringify(run));
  const split = splitTests(run.tests);
  return await measureFault({
    faulty: { ...files, code: faulty },
    mended: { ...files, code },
    tree: parsed.tree,
    functions: [where],
    line: code.slice(0, code.indexOf(find)).split("\n").length,
    verdict: { kind: "failed", tests: run.tests, ...split },
    broken: split.failing,
    coverage: lines.seen,
  }, pool());
}

const SUM = `def scale(x):
    return 2.0 * x


def total(values):
    result = 0.0
    for value in values:
        result += scale(value)
    return result / len(values)
`;

Deno.test("measureFault() finds the first value that differs, its pass of a loop, and the way to the test", async () => {
  const evidence = await measure({
    code: SUM,
    test: "def test_total(self):\n    self.assertEqual(thing.total([1.0, 2.0]), 3.0)\n" +
      "def test_one(self):\n    self.assertEqual(thing.total([4.0]), 8.0)",
    find: "result += scale",
    put: "result = scale",
    where: "total",
  });
  assertEquals(evidence.test, "T.test_total");
  assertEquals(evidence.first_value, {
    function: "total",
    line: 8,
    visit: 2,
    kind: "value",
    variable: "result",
    buggy: "4.0",
    healthy: "6.0",
    drift: -0.333,
  });
  assertEquals(evidence.path.map((step) => [step.function, step.buggy, step.healthy]), [[
    "total",
    "2.0",
    "3.0",
  ]]);
  assertEquals(evidence.assertion, {
    line: 9,
    statement: "self.assertEqual(thing.total([1.0, 2.0]), 3.0)",
    error: "AssertionError: 2.0 != 3.0",
  });
  assertEquals(
    evidence.samples.map(({ test, passes, values, buggy, healthy }) => ({
      test,
      passes,
      values,
      buggy,
      healthy,
    })),
    [
      {
        test: "T.test_total",
        passes: false,
        values: { result: "0.0", value: "1.0" },
        buggy: "2.0",
        healthy: "3.0",
      },
      {
        test: "T.test_one",
        passes: true,
        values: { result: "0.0", value: "4.0" },
        buggy: "8.0",
        healthy: "8.0",
      },
    ],
  );
  const printed = evidence.probes.map(({ name, buggy, healthy }) => [name, buggy, healthy]);
  assertEquals(printed, [
    ["call", "2.0\n", "3.0\n"],
    ["line", "result = 2.0\nresult = 4.0\n", "result = 2.0\nresult = 6.0\n"],
    ["suspect", "2.0\n", "2.0\n"],
    ["alone", "failures: 1 errors: 0\n", "failures: 0 errors: 0\n"],
  ]);
});

Deno.test("measureFault() tells where the control flow parts, and what an exception and nan come to", async () => {
  const code = `import math


def clip(x):
    if x > 1.0:
        return 1.0
    return x


def root(x):
    y = x * x
    return math.sqrt(y)
`;
  const flow = await measure({
    code,
    test: "def test_a(self):\n    self.assertEqual(thing.clip(2.0), 1.0)",
    find: "x > 1.0",
    put: "x > 2.0",
    where: "clip",
  });
  assertEquals([flow.first_value?.kind, flow.first_value?.line, flow.first_value?.buggy], [
    "flow",
    5,
    "runs line 7",
  ]);
  assertEquals(flow.first_value?.healthy, "runs line 6");
  const raises = await measure({
    code,
    test: "def test_a(self):\n    self.assertEqual(thing.root(-2.0), 2.0)",
    find: "x * x",
    put: "x * 1",
    where: "root",
  });
  assertEquals([raises.first_value?.variable, raises.first_value?.buggy], ["y", "-2.0"]);
  assertEquals(raises.first_divergence?.buggy, "raises ValueError('math domain error')");
  const nan = await measure({
    code: "def f(x):\n    y = x\n    return y\n",
    test: "def test_a(self):\n    self.assertEqual(thing.f(1.0), 1.0)",
    find: "y = x",
    put: "y = float('nan')",
    where: "f",
  });
  assertEquals([nan.first_value?.buggy, nan.first_value?.drift], ["nan", null]);
});

Deno.test("measureFault() runs no script on lines that are numbered otherwise once the fault is mended", async () => {
  const code = `def checked(x):
    if x < 0.0:
        raise ValueError("negative")
    y = x + 1.0
    return y
`;
  const test = "def test_a(self):\n    self.assertRaises(ValueError, thing.checked, -1.0)";
  const guard = '    if x < 0.0:\n        raise ValueError("negative")\n';
  const dropped = await measure({ code, test, find: guard, put: "", where: "checked" });
  assertEquals([dropped.first_value?.kind, dropped.first_divergence?.buggy], ["flow", "0.0"]);
  assertEquals(dropped.probes.filter(({ name }) => name === "line"), []);
  const weaker = await measure({ code, test, find: "x < 0.0", put: "x < -1.0", where: "checked" });
  assertEquals(weaker.probes.filter(({ name }) => name === "line").length, 1);
});

Deno.test("measureFault() looks into lists and objects, classes, recursion and generators", async () => {
  const code = `class Grid:
    def __init__(self, n):
        self.u = [0.0] * n

    def step(self):
        for i in range(1, len(self.u) - 1):
            self.u[i] += i
        return self


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


def squares(n):
    for k in range(n):
        yield k * k
`;
  const list = await measure({
    code,
    test: "def test_a(self):\n    self.assertEqual(thing.Grid(4).step().u, [0.0, 1.0, 2.0, 0.0])",
    find: "self.u[i] += i",
    put: "self.u[i] += i - 1",
    where: "Grid.step",
  });
  assertEquals([list.first_value?.variable, list.first_value?.buggy, list.first_value?.healthy], [
    "self.u[1]",
    "0.0",
    "1.0",
  ]);
  const recursion = await measure({
    code,
    test: "def test_a(self):\n    self.assertEqual(thing.depth(3), 3)",
    find: "1 + depth",
    put: "2 + depth",
    where: "depth",
  });
  assertEquals([recursion.first_value?.kind, recursion.first_value?.buggy], ["result", "2"]);
  assertEquals(recursion.path.map(({ buggy }) => buggy), ["2", "4", "6"]);
  const generator = await measure({
    code,
    test: "def test_a(self):\n    self.assertEqual(list(thing.squares(3)), [0, 1, 4])",
    find: "k * k",
    put: "k + k",
    where: "squares",
  });
  assertEquals([generator.first_value?.function, generator.first_value?.buggy], ["squares", "2"]);
});

Deno.test("measureFault() prints a constant of the module, and tells which argument is handed on wrong", async () => {
  const code = `GRAVITY = 9.81


def weight(mass, gravity):
    return mass * gravity


def on_earth(mass):
    return weight(mass, GRAVITY)
`;
  const test = "def test_a(self):\n    self.assertEqual(thing.on_earth(2.0), 19.62)";
  const constant = await measure({ code, test, find: "9.81", put: "9.18", where: "<module>" });
  assertEquals(constant.first_value, {
    function: "<module>",
    line: 1,
    visit: 1,
    kind: "value",
    variable: "GRAVITY",
    buggy: "9.18",
    healthy: "9.81",
    drift: -0.0642,
  });
  assertStringIncludes(constant.probes.map(({ script }) => script).join(), "print(thing.GRAVITY)");
  const argument = await measure({
    code,
    test,
    find: "(mass, GRAVITY)",
    put: "(mass, -GRAVITY)",
    where: "on_earth",
  });
  assertEquals([argument.first_value?.kind, argument.first_value?.variable, argument.first_value?.line], [
    "argument",
    "gravity of weight",
    9,
  ]);
  assertEquals(argument.probes.find(({ name }) => name === "line")?.buggy, "gravity = -9.81\n");
});
