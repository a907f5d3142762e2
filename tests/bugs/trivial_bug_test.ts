import { assertEquals } from "@std/assert";
import { whyTrivial } from "../../lib/bugs/trivial_bug.ts";
import type { Verdict } from "../../lib/core/verdict.ts";

/** The verdict of tests that ended with these errors; "" for one that passed. */
function failed(...errors: readonly string[]): Verdict {
  const tests = errors.map((errorType, at) => ({
    id: `A.test_${at}`,
    status: errorType === ""
      ? "passed" as const
      : errorType === "AssertionError"
      ? "failed" as const
      : "errored" as const,
    ms: 1,
    errorType,
    message: "",
    frames: [],
  }));
  const ids = (passed: boolean) =>
    tests.filter((test) => (test.status === "passed") === passed).map(({ id }) => id);
  return { kind: "failed", tests, failing: ids(false), passing: ids(true) };
}

const ROWS: readonly (readonly [name: string, verdict: Verdict, why: string | null])[] = [
  [
    "a module that does not parse",
    { kind: "invalid", reason: "importing fails: SyntaxError" },
    "importing fails: SyntaxError",
  ],
  ["an unknown name", failed("", "NameError", "AssertionError"), "A.test_1 ends with NameError"],
  ["a variable without a value", failed("", "UnboundLocalError"), "A.test_1 ends with UnboundLocalError"],
  ["an import in a function", failed("ModuleNotFoundError", ""), "A.test_0 ends with ModuleNotFoundError"],
  ["all tests failing", failed("AssertionError", "AssertionError", "TypeError"), "all 3 tests fail"],
  ["one assertion", failed("", "AssertionError", ""), null],
  ["another exception", failed("", "TypeError"), null],
  ["a suite of one test", failed("AssertionError"), null],
  ["a change that no test sees", { kind: "survived" }, null],
  ["an endless loop", { kind: "timeout" }, null],
  ["a module that takes tests away", { kind: "tampered", reason: "the test A.test_1 did not report" }, null],
];

Deno.test("whyTrivial() tells why a bug is seen at once:", async (t) => {
  for (const [name, verdict, why] of ROWS) {
    await t.step(name, () => assertEquals(whyTrivial(verdict), why));
  }
});
