import { assertEquals, assertStringIncludes } from "@std/assert";
import type { TestResult } from "../../lib/core/test_run.ts";
import { hypothesisOf } from "../../lib/transcript/hypothesis.ts";
import { tellDrift } from "../../lib/transcript/told_drift.ts";

function failed(message: string, changes: Partial<TestResult> = {}): TestResult {
  return {
    id: "T.test_a",
    status: "failed",
    ms: 1,
    errorType: "AssertionError",
    message,
    frames: [],
    ...changes,
  };
}

Deno.test("hypothesisOf() reads what the numbers of a failure suggest", () => {
  const rows: readonly (readonly [string, string])[] = [
    ["-2.5 != 2.5", "a sign: the size is right"],
    ["5.0 != 10.0 within 7 places (5.0 difference)", "a factor of 2"],
    ["3.6e3 != 1.0", "a factor of 3600"],
    ["0.017453292519943295 != 1.0", "degrees where radians belong"],
    ["7 != 8", "off by one"],
    ["1.01 != 1.0", "a small term or a coefficient and not the structure: the relative error is 0.01"],
    ["nan != 1.0", "nan"],
    ["inf != 1.0", "overflows"],
    ["0.0 != 3.5", "lost altogether"],
    ["1e-3 != 0", "cancel and do not"],
    ["Lists differ: [1.0, -4.0] != [1.0, 4.0]\n\nFirst differing element 1:\n-4.0\n4.0\n", "a sign"],
    ["ValueError not raised", "no longer sees what it should refuse"],
  ];
  for (const [message, words] of rows) {
    assertStringIncludes(hypothesisOf(failed(message)) ?? "", words, message);
  }
});

Deno.test("hypothesisOf() knows what exceptions suggest, and guesses nothing where nothing is suggested", () => {
  const error = failed("list index out of range", { status: "errored", errorType: "IndexError" });
  assertStringIncludes(hypothesisOf(error)!, "an index or a length");
  const unknown = failed("boom", { status: "errored", errorType: "CustomError" });
  assertEquals(hypothesisOf(unknown), null);
  for (const message of ["17.3 != 2.9", "'a' != 'b'", "False is not true", ""]) {
    assertEquals(hypothesisOf(failed(message)), null, message);
  }
});

Deno.test("tellDrift() says how far a value is off, in the direction it is", () => {
  assertEquals([null, 0, 0.25, -0.333, 35, -5e-7].map(tellDrift), [
    "",
    "",
    "25 % too high",
    "33 % too low",
    "too high by 35 times its size",
    "off by 5e-7 of its size",
  ]);
});
