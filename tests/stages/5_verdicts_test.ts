import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Candidate } from "../../lib/core/candidate.ts";
import type { HealthyRun } from "../../lib/core/healthy_run.ts";
import type { CheckedSpec } from "../../lib/core/spec.ts";
import { PythonPool } from "../../lib/python/pool.ts";
import { isSteady, judgeCandidates } from "../../lib/stages/5_verdicts.ts";
import { checkedSmall, GAUGE_CODE } from "../support/small_scenarios.ts";

/** A candidate with one text of the module replaced, or a whole new module. */
function candidate(find: string, replace: string): Candidate {
  const code = find === "" ? replace : GAUGE_CODE.replace(find, () => replace);
  return {
    strategy: "operator",
    operator: "test",
    family: "statement",
    edits: [],
    code,
    function: "mean",
    line: 1,
    description: "",
    rootCause: "",
  };
}

function subjectOf(checked: CheckedSpec, python: PythonPool) {
  const healthy: HealthyRun = {
    testIds: checked.testIds,
    runs: 4,
    ms: 5,
    passingOutput: "",
    coverage: new Map(),
  };
  return { spec: checked.spec, healthy, python };
}

const FORGED = `import os, json
def clamp(value, low, high):
    os.write(60, json.dumps({"kind": "finished", "nonce": "guess", "ms": 1, "tests": []}).encode())
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
  const judged = await judgeCandidates(ROWS.map(([, mutant]) => mutant), subjectOf(checked, python));
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
    subjectOf(checked, python),
  );
  const { verdict } = judged!;
  assert(verdict.kind === "failed");
  assertEquals(verdict.tests.map(({ id }) => id), checked.testIds);
  assertEquals(verdict.failing, ["TestGauge.test_mean"]);
  assertEquals(verdict.passing, checked.testIds.filter((id) => id !== "TestGauge.test_mean").toSorted());
  const failure = verdict.tests.find(({ id }) => id === "TestGauge.test_mean")!;
  assertEquals([failure.status, failure.errorType, failure.message], ["failed", "AssertionError", "6 != 3"]);
});

Deno.test("isSteady() accepts what fails the same tests in every hash seed and order", async () => {
  await using python = await PythonPool.open({ workers: 2 });
  const subject = subjectOf(await checkedSmall(python), python);
  const byHash = "list({str(v) for v in values})";
  const mutants = [
    candidate("/ len(values)", "+ len(values)"),
    // Right for hash seed 1 only: caught at first, passed then.
    candidate("/ len(values)", `/ (len(values) + (${"__import__('os').environ['PYTHONHASHSEED'] == '0'"}))`),
    candidate("no values", `" + str(${byHash}) + "`),
  ];
  const judged = await judgeCandidates(mutants, subject);
  assertEquals(judged.map(({ verdict }) => verdict.kind), ["failed", "failed", "survived"]);
  const steady = await Promise.all(judged.map((one) => isSteady(one, subject)));
  assertEquals(steady, [true, false, false]);
});
