import { assertEquals } from "@std/assert";
import { failureKind } from "../../lib/core/failure_kind.ts";
import { sampleTask } from "../support/sample_tasks.ts";

const section = (head: string, last: string) =>
  `${"=".repeat(70)}\n${head}: test_a (test_m.A.test_a)\n${
    "-".repeat(70)
  }\nTraceback (most recent call last):\n` +
  `  File "m.py", line 3, in f\n    Boom(1)\n${last}\n\n`;

Deno.test("failureKind() tells assertions from the first exception that is none", () => {
  const wrong = section("FAIL", "AssertionError: 1 != 2 : Wrong: value");
  const cases: [string, string][] = [
    [wrong, "assertion"],
    [wrong + section("ERROR", "ZeroDivisionError: division by zero"), "ZeroDivisionError"],
    [section("ERROR", "test_m.OwnError: so"), "test_m.OwnError"],
    [section("ERROR", "KeyboardInterrupt"), "KeyboardInterrupt"],
    ["Ran 3 tests\n\nOK\n", "unknown"],
    ["", "unknown"],
    [sampleTask().failingOutput, "assertion"],
  ];
  for (const [output, kind] of cases) assertEquals([output, failureKind(output)], [output, kind]);
});
