import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { UsageError } from "../../lib/core/errors.ts";
import type { GradeReason } from "../../lib/core/grade.ts";
import { gradeTask } from "../../lib/flows/grade_task.ts";
import { readAttackFile, readAttacks } from "../support/attacks/read_attacks.ts";
import { sampleJson } from "../support/sample_tasks.ts";
import { GAUGE_CODE, gaugeTests } from "../support/small_scenarios.ts";
import { sharedPool } from "../support/with_pool.ts";

const pool = sharedPool([1]);

const BUGGY_CODE = GAUGE_CODE.replace("after > before", "after >= before");
const JSON_TEXT = sampleJson({
  module_name: "gauge",
  correct_code: GAUGE_CODE,
  buggy_code: BUGGY_CODE,
  unit_tests: gaugeTests("gauge"),
  hidden_tests: ["TestGauge.test_mean"],
  tests: {
    fail_to_pass: ["TestGauge.test_rises"],
    pass_to_pass: ["clamp_inside", "clamp_outside", "clamp_refuses", "mean", "mean_refuses"]
      .map((name) => `TestGauge.test_${name}`),
  },
});

const grade = (edited: Parameters<typeof gradeTask>[1], json = JSON_TEXT) =>
  gradeTask(json, edited, { python: pool(), limitMs: 300 });

Deno.test("gradeTask() rewards the fix, and any other edit by which all tests pass", async () => {
  const report = await grade(GAUGE_CODE);
  assertEquals(report, {
    reward: 1,
    reason: null,
    detail: "",
    tests: { passed: 6, total: 6 },
    failToPass: { passed: 1, total: 1 },
    passToPass: { passed: 5, total: 5 },
    failing: [],
    failingHidden: [],
    edit: { linesAdded: 1, linesRemoved: 1, precision: 1, recall: 1 },
  });
  const other = BUGGY_CODE.replace("    count = 0\n", "    count = sum(0 for _ in values)\n")
    .replace("if after >= before:", "if before < after:");
  const { reward, edit } = await grade(other);
  assertEquals([reward, edit], [1, { linesAdded: 2, linesRemoved: 2, precision: 0.5, recall: 1 }]);
});

Deno.test("gradeTask() takes line ends and a byte order mark as Python does", async () => {
  const report = await grade(`\ufeff${GAUGE_CODE.replaceAll("\n", "\r\n")}`);
  assertEquals([report.reward, report.edit?.linesAdded], [1, 1]);
});

Deno.test("gradeTask() counts what fails, and names hidden tests among it", async () => {
  const buggy = await grade(BUGGY_CODE);
  assertEquals([buggy.reward, buggy.reason, buggy.detail], [0, "tests_fail", "1 of 6 tests fail"]);
  assertEquals(buggy.edit, { linesAdded: 0, linesRemoved: 0, precision: null, recall: 0 });
  const broken = await grade(GAUGE_CODE.replace("/ len(values)", "/ 2"));
  assertEquals([broken.failing, broken.failingHidden], [["TestGauge.test_mean"], ["TestGauge.test_mean"]]);
  assertEquals([broken.failToPass, broken.passToPass], [{ passed: 1, total: 1 }, { passed: 4, total: 5 }]);
});

const REFUSED: readonly (readonly [reason: GradeReason, edited: string, detail: RegExp])[] = [
  ["does_not_parse", "def (", /^SyntaxError/],
  ["unreadable", "x = 1\0", /character/],
  ["unreadable", `# ${"x".repeat(1_000_001)}`, /longer than/],
  ["timeout", `${GAUGE_CODE}\nwhile True:\n    pass\n`, /takes longer than 0.3 s/],
  ["import_error", `import nowhere\n${GAUGE_CODE}`, /ModuleNotFoundError/],
  ["import_error", `${GAUGE_CODE}\n1 / 0\n`, /ZeroDivisionError/],
  ["screened", `import sys\n${GAUGE_CODE}\nsys.exit(0)\n`, /^the module line \d+ uses sys\.exit/],
  ["screened", `import os\n${GAUGE_CODE}\nos._exit(0)\n`, /os\._exit/],
  ["screened", `import unittest\nunittest.TestCase.run = None\n${GAUGE_CODE}`, /uses unittest/],
  ["screened", GAUGE_CODE.replace("return count", "return exec('2')"), /exec/],
];

Deno.test("gradeTask() gives 0 with the reason to what does not run, or may not", async () => {
  for (const [reason, edited, detail] of REFUSED) {
    const report = await grade(edited);
    assertEquals([report.reward, report.reason, report.tests.passed], [0, reason, 0], edited.slice(0, 200));
    assertMatch(report.detail, detail);
    assertEquals(report.failing, null);
  }
  const empty = await grade("");
  assertEquals([empty.reward, empty.reason], [0, "import_error"]);
  const gone = await grade({ reason: "missing", detail: "the module is not there" });
  assertEquals([gone.reward, gone.reason, gone.edit], [0, "missing", null]);
});

Deno.test("gradeTask() gives 0 to a module that ends its process in a test, and to one that raises SystemExit", async () => {
  for (const end of ["raise SystemExit(0)", "raise KeyboardInterrupt", "return [0] * (1 << 40)"]) {
    const report = await grade(GAUGE_CODE.replace("return count", end));
    assertEquals(report.reward, 0, end);
  }
});

Deno.test("gradeTask() gives 0 to values that are equal to everything", async () => {
  for (const hook of ["__eq__", "__round__"]) {
    const yes = `class Yes:
    def ${hook}(self, *others):
        return True

    __hash__ = object.__hash__

`;
    const report = await grade(`${yes}${BUGGY_CODE.replace("return count", "return Yes()")}`);
    assertEquals([report.reward, report.reason], [0, "screened"], report.detail);
    assertMatch(report.detail, new RegExp(`^the module line 2 defines ${hook}`));
  }
});

Deno.test("gradeTask() gives 0 to what passes in one order only", async () => {
  const sly = `SEEN = []\n${GAUGE_CODE.replace("    count = 0\n", "    SEEN.append(1)\n    count = 0\n")}`
    .replace("    if low > high:", "    if SEEN:\n        return None\n    if low > high:");
  const report = await grade(sly);
  assertEquals([report.reward, report.reason], [0, "unsteady"], report.detail);
  assertMatch(report.detail, /^in another order, \d of 6 tests fail$/);
});

Deno.test("gradeTask() believes none of the modules that forge verdicts", async () => {
  const tools = readAttackFile("tools.py");
  const honest = readAttackFile("honest.py");
  const json = sampleJson({
    module_name: "thing",
    correct_code: "def touch():\n    pass\n",
    buggy_code: "def touch():\n    return\n",
    unit_tests: honest,
    tests: { fail_to_pass: ["Victim.test_truth"], pass_to_pass: [] },
  });
  const attacks = readAttacks().filter(({ group, where }) =>
    group === "verdict_forging" && where === "module"
  );
  assert(attacks.length > 40);
  for (const { name, python } of attacks) {
    const report = await grade(`${tools}\n\n${python}`, json);
    assertEquals(report.reward, 0, name);
  }
});

Deno.test("gradeTask() refuses a conversation that cannot be judged by", async () => {
  const cases: [Record<string, unknown>, RegExp][] = [
    [{ module_name: "os" }, /^Cannot grade by this conversation: /],
    [{ unit_tests: "def (" }, /unit_tests does not parse/],
    [{ unit_tests: "x = 1" }, /unit_tests has no tests/],
    [{ correct_code: "import ctypes" }, /correct_code line 1 uses ctypes/],
  ];
  for (const [changes, message] of cases) {
    const json = JSON.stringify({ ...JSON.parse(JSON_TEXT), ...changes });
    assertMatch((await assertRejects(() => grade(GAUGE_CODE, json), UsageError)).message, message);
  }
});
