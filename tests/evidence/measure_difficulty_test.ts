import { assertEquals } from "@std/assert";
import type { Candidate } from "../../lib/core/candidate.ts";
import type { TestResult } from "../../lib/core/test_run.ts";
import { DifficultyMeter } from "../../lib/evidence/measure_difficulty.ts";
import { bugRequest } from "../support/bug_request.ts";

const CODE = `SCALE = 2


def low(x):
    return x * SCALE


def high(x):
    return low(x) + 1
`;
const TESTS = `class T:
    def test_low(self):
        low(1)

    def test_high(self):
        high(1)
`;
const IDS = ["T.test_low", "T.test_high"];
const { module } = await bugRequest(CODE);
const meter = new DifficultyMeter({ ...module, spec: { ...module.spec, unitTests: TESTS } }, {
  testIds: IDS,
  coverage: new Map([["T.test_low", [5]], ["T.test_high", [5, 9]]]),
});

function bug(find: string, text: string, name: string): Candidate {
  const start = CODE.indexOf(find);
  return {
    strategy: "operator",
    operator: "test",
    family: "arithmetic",
    edits: [{ start, end: start + find.length, text }],
    code: CODE.replace(find, text),
    function: name,
    line: CODE.slice(0, start).split("\n").length,
    description: "",
    rootCause: "",
  };
}

function verdict(failing: readonly string[], frames: TestResult["frames"] = []) {
  const tests = IDS.map((id): TestResult => ({
    id,
    status: failing.includes(id) ? "failed" : "passed",
    ms: 1,
    errorType: "",
    message: "",
    frames: failing.includes(id) ? frames : [],
  }));
  return { kind: "failed" as const, tests, failing, passing: IDS.filter((id) => !failing.includes(id)) };
}

const LOW = bug("x * SCALE", "x + SCALE", "low");
const HIGH = bug("low(x) + 1", "low(x) - 1", "high");

Deno.test("a meter measures how many calls lie between the failing tests and the fault, as a mean", () => {
  const distance = (candidate: Candidate, failing: readonly string[]) =>
    meter.rate({ candidate, verdict: verdict(failing) }).signals.call_distance;
  assertEquals(distance(LOW, ["T.test_low"]), 0);
  assertEquals(distance(LOW, ["T.test_high"]), 1);
  assertEquals(distance(LOW, IDS), 0.5);
  assertEquals(distance(bug("SCALE = 2", "SCALE = 3", "<module>"), IDS), 1.5);
  assertEquals(distance(HIGH, ["T.test_low"]), 1, "no name leads there");
});

Deno.test("a meter ranks the faulty function by the tests of the healthy module, and looks for its line in tracebacks", () => {
  const { signals } = meter.rate({ candidate: LOW, verdict: verdict(["T.test_high"]) });
  assertEquals([signals.functions_reached, signals.fault_rank], [2, 2]);
  assertEquals([signals.failing_share, signals.changed_lines, signals.faults], [0.5, 1, 1]);
  assertEquals(signals.fault_in_traceback, false);
  const frames = [{ file: "gauge.py", line: 5, function: "low" }];
  assertEquals(
    meter.rate({ candidate: LOW, verdict: verdict(IDS, frames) }).signals.fault_in_traceback,
    true,
  );
});

Deno.test("a meter rates several faults as a whole: the last rank, the farthest, the sum of lines", () => {
  const both = {
    ...LOW,
    code: LOW.code.replace("low(x) + 1", "low(x) - 1"),
    edits: [...LOW.edits, ...HIGH.edits],
    parts: [LOW, HIGH],
  };
  const { signals, score } = meter.rate({ candidate: both, verdict: verdict(IDS) });
  assertEquals([signals.faults, signals.changed_lines, signals.fault_rank, signals.call_distance], [
    2,
    2,
    2,
    0.5,
  ]);
  const frames = [{ file: "gauge.py", line: 5, function: "low" }];
  const seen = meter.rate({ candidate: both, verdict: verdict(IDS, frames) });
  assertEquals([seen.signals.fault_in_traceback, seen.score], [false, score], "the other fault is not named");
});
