import { assertEquals } from "@std/assert";
import { describeFailure, idProblem, splitTests, type TestResult } from "../../lib/core/test_run.ts";

function result(
  id: string,
  status: TestResult["status"] = "passed",
  changes: Partial<TestResult> = {},
): TestResult {
  return { id, status, ms: 1, errorType: "", message: "", frames: [], ...changes };
}

Deno.test("splitTests() counts only a pass as passing, and sorts", () => {
  const tests = [
    result("B.b"),
    result("C.c", "skipped"),
    result("A.a"),
    result("B.a", "errored"),
    result("A.z", "failed"),
  ];
  assertEquals(splitTests(tests), { passing: ["A.a", "B.b"], failing: ["A.z", "B.a", "C.c"] });
  assertEquals(splitTests([]), { passing: [], failing: [] });
});

Deno.test("idProblem() wants each expected test exactly once, and no other", () => {
  assertEquals(idProblem([result("A.b"), result("A.a")], ["A.a", "A.b"]), null);
  assertEquals(idProblem([], []), null);
  assertEquals(idProblem([result("A.a"), result("A.a")], ["A.a", "A.b"]), "the test A.a reported twice");
  assertEquals(idProblem([result("A.x")], ["A.a"]), "the test A.x stands nowhere in the text");
  assertEquals(idProblem([result("A.a")], ["A.a", "A.b"]), "the test A.b did not report");
});

Deno.test("describeFailure() is one line", () => {
  const failed = result("A.a", "failed", { errorType: "AssertionError", message: "1 != 2\n\nmore" });
  assertEquals(describeFailure(failed), "A.a: AssertionError: 1 != 2");
  assertEquals(describeFailure(result("A.a", "errored", { errorType: "KeyError" })), "A.a: KeyError");
  assertEquals(describeFailure(result("A.a", "skipped")), "A.a is skipped");
});
