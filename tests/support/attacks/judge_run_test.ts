import { assertEquals } from "@std/assert";
import type { TestResult, TestRun } from "../../../lib/core/test_run.ts";
import type { Attack, Holding } from "./attack.ts";
import { endProblems, isForged } from "./judge_run.ts";

const EXPECTED = ["Victim.test_other", "Victim.test_truth"];

function attack(...holds: Holding[]): Attack {
  return {
    name: "An attack",
    group: "group",
    rungs: [1],
    where: "test",
    run: "warm",
    holds,
    limitMs: 1000,
    noControl: null,
    python: "pass",
    then: null,
  };
}

function result(id: string, fields: Partial<TestResult> = {}): TestResult {
  return { id, status: "passed", ms: 1, errorType: "", message: "", frames: [], ...fields };
}

function finished(...tests: TestResult[]): { warm: TestRun } {
  return { warm: { kind: "finished", tests, ms: 1 } };
}

const cold = (code: number, output: string) => ({
  cold: { kind: "exited", code, output, outputCut: false } as const,
});

Deno.test("endProblems() sees that an attack has reached its goal, wherever it says so", () => {
  const message = "REACHED: the secret";
  const said = ["it says REACHED: the secret"];
  const failed = finished(result("A.test_a", { status: "failed", errorType: "AssertionError", message }));
  assertEquals(endProblems(attack("contained"), { end: cold(0, message) }), said);
  const [problem] = endProblems(attack("blocked"), { end: failed });
  assertEquals(problem?.slice(0, said[0]!.length), said[0]);
  const crashed = { warm: { kind: "crashed", reason: message } as const };
  assertEquals(
    endProblems(attack("blocked"), { end: crashed })[0]?.slice(0, said[0]!.length),
    said[0],
  );
});

Deno.test("endProblems() sees a mistake in an attack, which then proves nothing", () => {
  const error = { status: "errored", errorType: "NameError", message: "no such name" } as const;
  const problem = ["the attack has a mistake: NameError: no such name"];
  const check = (end: Parameters<typeof endProblems>[1]["end"]) => endProblems(attack("blocked"), { end });
  assertEquals(check(finished(result("A.test_a", error))), problem);
  assertEquals(
    check({ warm: { kind: "import_error", errorType: "NameError", message: "no such name" } }),
    problem,
  );
  assertEquals(check(cold(1, "Traceback\nNameError: no such name\n")), problem);
  assertEquals(check(finished(result("A.test_a", { ...error, errorType: "PermissionError" }))), []);
});

Deno.test("isForged() sees a forged verdict only in a whole run that has the true test as passed", () => {
  const [other, truth] = EXPECTED.map((id) => result(id));
  const check = (end: Parameters<typeof isForged>[0]) => isForged(end, EXPECTED);
  assertEquals(check(finished(other!, truth!)), true);
  assertEquals(check(finished({ ...other!, status: "failed" }, truth!)), true);
  assertEquals(check(finished(other!, { ...truth!, status: "skipped" })), false);
  assertEquals(check(finished(truth!)), false);
  assertEquals(check(finished(other!, truth!, truth!)), false);
  assertEquals(check({ warm: { kind: "tampered", reason: "the report has a wrong nonce" } }), false);
  assertEquals(check(cold(0, "test_truth (test_thing.Victim.test_truth) ... ok\n")), true);
  assertEquals(check(cold(0, "")), false);
  assertEquals(check(cold(1, "test_truth (test_thing.Victim.test_truth) ... FAIL\n")), false);
});

Deno.test("endProblems() sees what is too long, and what should have ended by its limit", () => {
  const long = "x".repeat(10_001);
  const check = (holds: Holding, end: Parameters<typeof endProblems>[1]["end"]) =>
    endProblems(attack(holds), { end });
  assertEquals(check("bounded", finished(result(long))), ["a text of its report has 10001 characters"]);
  assertEquals(
    check("bounded", finished(result("A.test_a", { frames: [{ file: long, line: 1, function: "f" }] }))),
    [
      "a text of its report has 10001 characters",
    ],
  );
  assertEquals(check("bounded", finished(result("A.test_a"))), []);
  assertEquals(check("bounded", cold(0, "x".repeat(262_145))), ["its output has 262145 characters"]);
  assertEquals(check("ended", finished(result("A.test_a"))), ["it ran to its end"]);
  assertEquals(check("ended", cold(0, "")), ["it ran to its end"]);
  assertEquals(check("ended", { warm: { kind: "timeout", limitMs: 1 } }), []);
});
