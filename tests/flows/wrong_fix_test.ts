import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { WrongFix } from "../../lib/core/export_format.ts";
import type { ExportTask } from "../../lib/core/export_task.ts";
import { splitTests } from "../../lib/core/test_run.ts";
import { applyUnifiedDiff } from "../../lib/core/unified_diff.ts";
import { readProse } from "../../lib/bugs/python_prose.ts";
import { findWrongFix } from "../../lib/flows/wrong_fix.ts";
import { SAMPLE_NAMES, sampleTask } from "../support/sample_tasks.ts";
import { sharedPool } from "../support/with_pool.ts";

const pool = sharedPool([1, 2]);

async function find(task: ExportTask): Promise<WrongFix> {
  const found = await findWrongFix(task, pool());
  assert(found.ok, found.ok ? "" : found.rejection.detail);
  return found.value;
}

async function failing({ moduleName }: ExportTask, code: string, tests: string): Promise<readonly string[]> {
  const run = await pool().runTests({ moduleName, code, tests }, { limitMs: 10_000 });
  assert(run.kind === "finished");
  return splitTests(run.tests).failing;
}

/** A module of few lines, and its tests. */
function small(changes: Partial<ExportTask> = {}): ExportTask {
  const correctCode = "def area(a, b):\n    return a * b  # a by b\n";
  return {
    ...sampleTask(),
    id: "00000000000000aa",
    moduleName: "area",
    correctCode,
    buggyCode: correctCode.replace("a * b ", "a + b "),
    unitTests: `import unittest
from area import area


class AreaTest(unittest.TestCase):
    def test_two(self):
        self.assertEqual(area(2, 3), 6)

    def test_four(self):
        self.assertEqual(area(4, 2), 8)

    def test_square(self):
        self.assertEqual(area(2, 2), 4)
`,
    bugs: [],
    failToPass: ["AreaTest.test_four", "AreaTest.test_two"],
    passToPass: ["AreaTest.test_square"],
    ...changes,
  };
}

Deno.test("findWrongFix() finds what was run and fails, parses and keeps the comments, always the same", async () => {
  for (const name of SAMPLE_NAMES) {
    const task = sampleTask({}, name);
    const wrong = await find(task);
    assert(wrong.code !== task.buggyCode && wrong.code !== task.correctCode);
    assertEquals(applyUnifiedDiff(task.buggyCode, wrong.diff), wrong.code);
    assertEquals(readProse(wrong.code).remarks, readProse(task.buggyCode).remarks);
    assertEquals(await failing(task, wrong.code, task.unitTests), wrong.failing);
    assert(wrong.failing.length > 0);
    const seen = await failing(task, wrong.code, wrong.visibleTests);
    assertEquals(seen.length > 0, wrong.kind === "fails");
    assertEquals(wrong.visibleTests === task.unitTests, wrong.kind === "fails");
    assertEquals(wrong.visible === null, wrong.kind === "fails");
    assertStringIncludes(wrong.output, wrong.kind === "fails" ? "\nFAILED (" : "\nOK\n");
    assertStringIncludes(wrong.report, "\nFAILED (");
    assertEquals(wrong.blamed.length, wrong.faults.length);
    assertEquals(await find(task), wrong);
  }
});

Deno.test("findWrongFix() holds out the tests that see an attempt, and shows one that the bug breaks", async () => {
  const method = (name: string, a: number, b: number, c: number) =>
    `    def test_${name}(self):\n        self.assertEqual(gap(${a}, ${b}), ${c})\n`;
  const correctCode = "def gap(a, b):\n    return a - b if a > b else b - a\n";
  const task = small({
    moduleName: "gap",
    correctCode,
    buggyCode: correctCode.replace("a - b if a > b else b - a", "a - b if a < b else b - a"),
    unitTests: "import unittest\nfrom gap import gap\n\n\nclass GapTest(unittest.TestCase):\n" +
      [method("up", 5, 2, 3), method("down", 2, 6, 4), method("far", 1, 9, 8), method("same", 1, 1, 0)].join(
        "\n",
      ),
    failToPass: ["GapTest.test_down", "GapTest.test_far", "GapTest.test_up"],
    passToPass: ["GapTest.test_same"],
  });
  const wrong = await find(task);
  assertEquals([wrong.kind, wrong.failing], ["fails_hidden", ["GapTest.test_up"]]);
  assertEquals(wrong.visible, ["GapTest.test_down", "GapTest.test_far", "GapTest.test_same"]);
  assert(!wrong.visibleTests.includes("test_up"));
  assertEquals(await failing(task, task.buggyCode, wrong.visibleTests), [
    "GapTest.test_down",
    "GapTest.test_far",
  ]);
  assertStringIncludes(wrong.report, "Ran 3 tests");
});

Deno.test("findWrongFix() tells of the attempt as somebody who believes in it, and of the fix likewise", async () => {
  const { blamed, faults, description, code } = await find(sampleTask({}, "ponding_infiltration"));
  const [one, ...others] = blamed;
  assertEquals([others, one!.description], [[], description]);
  assertEquals([faults[0]!.function, faults[0]!.line], ["Soil.ponded_time", 87]);
  assert(!/wrong fix|still fails|does not pass|incorrect/i.test(`${description} ${one!.rootCause}`));
  assert(
    code.split("\n")[one!.line - 1] !==
      sampleTask({}, "ponding_infiltration").buggyCode.split("\n")[one!.line - 1],
  );
});

Deno.test("findWrongFix() refuses a task that does not hold, and one that nothing believable can be done to", async () => {
  const broken = await findWrongFix(small({ failToPass: ["AreaTest.test_two"] }), pool());
  assert(!broken.ok);
  assertEquals(broken.rejection.reason, "does_not_hold");
  const hostile = await findWrongFix(small({ correctCode: "import os\nos.system('true')\n" }), pool());
  assert(!hostile.ok);
  assertEquals(hostile.rejection.reason, "does_not_hold");
  const plain = "def name():\n    return 'area'\n";
  const nothing = await findWrongFix(
    small({
      moduleName: "plain",
      correctCode: plain,
      buggyCode: plain.replace("'area'", "'arena'"),
      unitTests: "import unittest\nfrom plain import name\n\n\nclass T(unittest.TestCase):\n" +
        "    def test_a(self):\n        self.assertEqual(name(), 'area')\n\n" +
        "    def test_b(self):\n        self.assertTrue(name())\n",
      failToPass: ["T.test_a"],
      passToPass: ["T.test_b"],
    }),
    pool(),
  );
  assert(!nothing.ok);
  assertEquals(nothing.rejection.reason, "no_wrong_fix");
});

Deno.test("findWrongFix() takes faults of a file that do not parse one by one as one", async () => {
  const task = sampleTask({}, "ponding_infiltration");
  const [bug] = task.bugs;
  const at = task.correctCode.indexOf("depth - start", bug!.edits[0]!.start);
  const bugs = [
    { ...bug!, edits: [{ start: at, end: at + 7, old: "depth -", new: "(depth" }] },
    { ...bug!, edits: [{ start: at + 7, end: at + 13, old: " start", new: ")" }] },
  ];
  const buggyCode = task.correctCode.replace("growth = depth - start", "growth = (depth)");
  const { faults, blamed } = await find({ ...task, buggyCode, bugs });
  assertEquals([faults.length, blamed.length], [1, 1]);
  assertStringIncludes(faults[0]!.description, "`growth = depth - start`");
});
