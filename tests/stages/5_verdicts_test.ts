import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Candidate } from "../../lib/core/candidate.ts";
import type { HealthyRun } from "../../lib/core/healthy_run.ts";
import type { CheckedSpec } from "../../lib/core/spec.ts";
import { PythonPool } from "../../lib/python/pool.ts";
import { checkSteady, judgeCandidates } from "../../lib/stages/5_verdicts.ts";
import { checkSources } from "../../lib/stages/2_spec.ts";
import { checkedSmall, GAUGE_CODE } from "../support/small_scenarios.ts";

/** A candidate with one text of the module replaced, or a whole new module. */
function candidate(find: string, replace: string): Candidate {
  const code = find === "" ? replace : GAUGE_CODE.replace(find, () => replace);
  return {
    strategy: "operator",
    operator: "test",
    family: "iteration",
    edits: [],
    code,
    function: "mean",
    line: 1,
    description: "",
    rootCause: "",
  };
}

function judgingOf(checked: CheckedSpec, python: PythonPool) {
  const healthy: HealthyRun = {
    testIds: checked.testIds,
    runs: 4,
    ms: 5,
    passingOutput: "",
    coverage: new Map(),
    outside: [],
  };
  return { checked, healthy, python };
}

const FORGED = `import os, json
def clamp(value, low, high):
    for number in range(3, 64):
        try:
            os.write(number, json.dumps({"kind": "finished", "nonce": "guess", "ms": 1, "tests": []}).encode())
        except OSError:
            continue
    os._exit(0)
mean = rises = clamp
`;

const ROWS: readonly (readonly [name: string, mutant: Candidate, kind: string, reason: string])[] = [
  ["a bug that tests catch", candidate("/ len(values)", "/ (len(values) + 1)"), "failed", ""],
  ["a change that no test sees", candidate("no values", "nothing"), "survived", ""],
  ["an endless loop", candidate("    count = 0", "    count = 0\n    while True: pass"), "timeout", ""],
  [
    "a module that ends the process",
    candidate("    count = 0", "    import os; os._exit(3)"),
    "crashed",
    "exit status 3",
  ],
  [
    "a module that cannot be imported",
    candidate("", "raise KeyError(1)"),
    "invalid",
    "importing fails: KeyError",
  ],
  [
    "a module that does not parse",
    candidate("def mean", "dfe mean"),
    "invalid",
    "importing fails: SyntaxError",
  ],
  ["a module without what the tests import", candidate("def mean", "def average"), "invalid", "ImportError"],
  ["a forged report", candidate("", FORGED), "tampered", "wrong nonce"],
  [
    "a module that takes tests away",
    candidate("", `${GAUGE_CODE}\nimport unittest\nunittest.defaultTestLoader.testMethodPrefix = "test_m"\n`),
    "tampered",
    "did not report",
  ],
  [
    "a module that skips tests",
    candidate("    count = 0", "    import unittest\n    raise unittest.SkipTest('no')"),
    "tampered",
    "a test is skipped",
  ],
];

Deno.test("judgeCandidates() tells, in the order given,", async (t) => {
  await using python = await PythonPool.open({ workers: 2 });
  const checked = await checkedSmall(python);
  const judged = await judgeCandidates(ROWS.map(([, mutant]) => mutant), judgingOf(checked, python));
  for (const [at, [name, mutant, kind, reason]] of ROWS.entries()) {
    await t.step(name, () => {
      const { verdict } = judged[at]!;
      assert(judged[at]!.candidate === mutant);
      assertEquals(verdict.kind, kind, JSON.stringify(verdict));
      if ("reason" in verdict) assertStringIncludes(verdict.reason, reason);
    });
  }
});

Deno.test("a caught bug's verdict names every test once, in the order of the text", async () => {
  await using python = await PythonPool.open({ workers: 1 });
  const checked = await checkedSmall(python);
  const [judged] = await judgeCandidates(
    [candidate("/ len(values)", "- len(values)")],
    judgingOf(checked, python),
  );
  const { verdict } = judged!;
  assert(verdict.kind === "failed");
  assertEquals(verdict.tests.map(({ id }) => id), checked.testIds);
  assertEquals(verdict.failing, ["TestGauge.test_mean"]);
  assertEquals(verdict.passing, checked.testIds.filter((id) => id !== "TestGauge.test_mean").toSorted());
  const failure = verdict.tests.find(({ id }) => id === "TestGauge.test_mean")!;
  assertEquals([failure.status, failure.errorType, failure.message], ["failed", "AssertionError", "6 != 3"]);
});

Deno.test("checkSteady() accepts what fails the same tests in every hash seed and order", async () => {
  await using python = await PythonPool.open({ workers: 2 });
  const checked = await checkedSmall(python);
  const judging = judgingOf(checked, python);
  const isSeed = (seed: string) => `(${"__import__('os').environ['PYTHONHASHSEED']"} == '${seed}')`;
  const rows = [
    ["+ len(values)", "steady"],
    [`/ (len(values) + ${isSeed("0")})`, "unsteady"],
    [`/ (len(values) + (not ${isSeed("1")}))`, "unsteady"],
  ] as const;
  const judged = await judgeCandidates(rows.map(([code]) => candidate("/ len(values)", code)), judging);
  assertEquals(judged.map(({ verdict }) => verdict.kind), rows.map(() => "failed"));
  const found = await Promise.all(judged.map((one) => checkSteady(one, judging)));
  assertEquals(found, rows.map(([, expected]) => expected));
});

/** A module whose first function leaves something behind that the second one gives. */
const LEAVING = `LEFT = []
def first(x):
    LEFT.append(x + 1)
    return x
def last():
    return LEFT[-1]
`;
const LEAVING_TESTS = `import unittest
from leaving import first, last
class TestLeaving(unittest.TestCase):
    def test_a(self):
        self.assertEqual(first(1), 1)
    def test_b(self):
        self.assertEqual(last(), 2)
    def test_c(self):
        self.assertEqual(first(1), 1)
`;

Deno.test("judgeCandidates() runs the tests that can see an edit; checkSteady() tells where others do", async () => {
  await using python = await PythonPool.open({ workers: 2 });
  const small = await checkedSmall(python);
  const spec = { ...small.spec, moduleName: "leaving", correctCode: LEAVING, unitTests: LEAVING_TESTS };
  const outcome = await checkSources(spec, python);
  assert(outcome.ok, JSON.stringify(outcome));
  const plain = judgingOf(outcome.value, python);
  const lines = { test_a: [3, 4], test_b: [6], test_c: [3, 4] };
  const coverage = new Map(Object.entries(lines).map(([name, run]) => [`TestLeaving.${name}`, run]));
  const judging = { ...plain, healthy: { ...plain.healthy, coverage, outside: [1, 2, 5] } };
  const edited = (old: string, text: string): Candidate => {
    const start = LEAVING.indexOf(old);
    const edits = [{ start, end: start + old.length, text }];
    return { ...candidate("", LEAVING.replace(old, () => text)), edits };
  };
  const judged = await judgeCandidates([
    edited("return x", "return x + 1"),
    edited("x + 1)", "x + 9)"),
    edited("x + 1)", "x + 9); x = 0"),
  ], judging);
  const ends = judged.map(({ verdict }) => verdict.kind === "failed" ? verdict.failing.join() : verdict.kind);
  assertEquals(ends, [
    "TestLeaving.test_a,TestLeaving.test_c",
    "survived",
    "TestLeaving.test_a,TestLeaving.test_c",
  ]);
  assert(judged[0]!.verdict.kind === "failed");
  assertEquals(judged[0]!.verdict.tests.map(({ id, status }) => [id.slice(-1), status]), [
    ["a", "failed"],
    ["b", "passed"],
    ["c", "failed"],
  ]);
  assertEquals(await checkSteady(judged[2]!, judging), "misjudged");
});
