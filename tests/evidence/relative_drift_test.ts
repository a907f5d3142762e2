import { assertEquals } from "@std/assert";
import { relativeDrift } from "../../lib/evidence/relative_drift.ts";

Deno.test("relativeDrift() is the signed relative error of two finite numbers, and null for all else", () => {
  const rows: readonly (readonly [string, string, number | null])[] = [
    ["1.5", "1.0", 0.5],
    ["-60.0", "60.0", -2],
    ["3", "-4", 1.75],
    ["1.0000001", "1.0", 1e-7],
    ["6.02e+23", "6.03e+23", -0.00166],
    ["0.0", "5", -1],
    ["1.0", "0.0", null],
    ["nan", "1.0", null],
    ["inf", "1.0", null],
    ["1.0", "-inf", null],
    ["True", "1", null],
    ["'1'", "1", null],
    ["(1, 2)", "(1, 3)", null],
  ];
  for (const [buggy, healthy, drift] of rows) assertEquals(relativeDrift(buggy, healthy), drift, buggy);
});
