import { assert, assertEquals, assertMatch } from "@std/assert";
import type { RatedBug } from "../../lib/bugs/pick_bug.ts";
import type { Candidate } from "../../lib/core/candidate.ts";
import { DifficultyMeter } from "../../lib/evidence/measure_difficulty.ts";
import { PythonPool } from "../../lib/python/pool.ts";
import { proveHealthy } from "../../lib/stages/3_healthy.ts";
import { judgeCandidates } from "../../lib/stages/5_verdicts.ts";
import { certifyBug } from "../../lib/stages/6_choose.ts";
import { checkedSmall, GAUGE_CODE, type SmallParts } from "../support/small_scenarios.ts";

const LINE = GAUGE_CODE.split("\n").findIndex((line) => line.includes("/ len(values)")) + 1;

/** The module with its mean broken, judged: a bug to be certified. */
async function caught(python: PythonPool, options: { parts?: SmallParts; to?: string } = {}) {
  const checked = await checkedSmall(python, options.parts);
  const healthy = await proveHealthy(checked, python);
  assert(healthy.ok);
  const code = checked.spec.correctCode.replace("/ len(values)", options.to ?? "/ (len(values) + 1)");
  const candidate: Candidate = {
    strategy: "operator",
    operator: "test",
    family: "arithmetic",
    edits: [],
    code,
    function: "mean",
    line: LINE,
    description: "It divides by one more.",
    rootCause: "Off by one.",
  };
  const subject = { checked, healthy: healthy.value, python };
  const [judged] = await judgeCandidates([candidate], { checked, healthy: healthy.value, python });
  assert(judged!.verdict.kind === "failed");
  const bug = { candidate, verdict: judged!.verdict };
  const difficulty = new DifficultyMeter(checked, healthy.value).rate(bug);
  return { bug: { ...bug, difficulty } satisfies RatedBug, subject };
}

Deno.test("certifyBug() gives what run_tests.py printed for both modules", async () => {
  await using python = await PythonPool.open({ workers: 2 });
  const { bug, subject } = await caught(python);
  const outcome = await certifyBug(bug, subject);
  assert(outcome.ok);
  const { failingOutput, passingOutput, faults } = outcome.value;
  assertMatch(passingOutput, /\nRan 6 tests\n\nOK\n$/);
  assertMatch(failingOutput, /^test_mean \(.*\) \.\.\. FAIL$/m);
  assertMatch(failingOutput, /AssertionError: 2\.25 != 3\n[^]*\nFAILED \(failures=1\)\n$/);
  assertEquals(faults[0]!.evidence.test, "TestGauge.test_mean");
});

Deno.test("certifyBug() measures where the modules part, and how hard the bug is to find", async () => {
  await using python = await PythonPool.open({ workers: 2 });
  const { bug, subject } = await caught(python);
  const outcome = await certifyBug(bug, subject);
  assert(outcome.ok);
  const { difficulty, faults } = outcome.value;
  const { reach, ...evidence } = faults[0]!.evidence;
  assertEquals(evidence.first_divergence, {
    test: "TestGauge.test_mean",
    function: "mean",
    arguments: { values: "[1, 2, 6]" },
    what: "result",
    healthy: "3.0",
    buggy: "2.25",
  });
  assertEquals(difficulty.signals, {
    failing_share: 0.17,
    assertion_only: true,
    functions_reached: 1,
    fault_rank: 1,
    fault_in_traceback: false,
    call_distance: 0,
    changed_lines: 1,
    faults: 1,
  });
  assertEquals(reach.map(({ name, failing, passing }) => [name, failing, passing]), [["mean", 1, 1]]);
});

Deno.test("certifyBug() sees the faulty line in a traceback where the bug crashes", async () => {
  await using python = await PythonPool.open({ workers: 2 });
  const { bug, subject } = await caught(python, { to: "/ len(value)" });
  const outcome = await certifyBug(bug, subject);
  assert(outcome.ok);
  const { assertion_only, fault_in_traceback } = outcome.value.difficulty.signals;
  assertEquals([assertion_only, fault_in_traceback], [false, true]);
  assertMatch(outcome.value.failingOutput, /NameError: name 'value' is not defined/);
});

Deno.test("certifyBug() refuses what does not hold cold, by name", async (t) => {
  await using python = await PythonPool.open({ workers: 2 });
  const reasonOf = async (bug: RatedBug, subject: Parameters<typeof certifyBug>[1]) => {
    const outcome = await certifyBug(bug, subject);
    return outcome.ok ? "certified" : outcome.rejection.reason;
  };
  await t.step("a bug that no test sees", async () => {
    const { bug, subject } = await caught(python);
    const same = { ...bug, candidate: { ...bug.candidate, code: GAUGE_CODE } };
    assertEquals(await reasonOf(same, subject), "certify_buggy");
  });
  await t.step("a bug that fails other tests than its verdict says", async () => {
    const { bug, subject } = await caught(python);
    const more = {
      ...bug,
      verdict: { ...bug.verdict, failing: [...bug.verdict.failing, "TestGauge.test_rises"] },
    };
    assertEquals(await reasonOf(more, subject), "certify_disagrees");
  });
  await t.step("an output without end", async () => {
    const { bug, subject } = await caught(python);
    const code = `${bug.candidate.code}\nprint("x" * 300_000)\n`;
    assertEquals(
      await reasonOf({ ...bug, candidate: { ...bug.candidate, code } }, subject),
      "output_too_long",
    );
  });
});

Deno.test("certifyBug() screens what is to ship, whoever made it", async () => {
  await using python = await PythonPool.open({ workers: 2 });
  const { bug, subject } = await caught(python, {
    to: "/ (len(values) + len(getattr(print, '__self__').__name__))",
  });
  const outcome = await certifyBug(bug, subject);
  assert(!outcome.ok);
  assertEquals(outcome.rejection, {
    reason: "screened_bug",
    detail:
      `the bug's code line ${LINE} uses "__self__": code is written down, not made while it runs (dynamic_code)`,
  });
});
