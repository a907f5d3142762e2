import { assertEquals } from "@std/assert";
import { reportedTests } from "../../lib/core/reported_tests.ts";

Deno.test("reportedTests() names tests as the report does: old and new Pythons, docstrings, tests of parts", () => {
  const report = [
    "test_a (test_gauge.GaugeTests.test_a) ... ok",
    "test_b (test_gauge.GaugeTests) ... FAIL",
    "test_c (test_gauge.GaugeTests.test_c)",
    "Holds for c. ... ERROR",
    "test_d (test_gauge.GaugeTests.test_d) ... ",
    "  test_d (test_gauge.GaugeTests.test_d) (i=1) ... FAIL",
    "test_e (test_other.GaugeTests.test_e) ... ok",
    "",
    "=".repeat(70),
    "test_f (test_gauge.GaugeTests.test_f) ... ok",
  ].join("\n");
  assertEquals(reportedTests(report, "gauge"), [
    { id: "GaugeTests.test_a", name: "test_a (test_gauge.GaugeTests.test_a)", status: "ok" },
    { id: "GaugeTests.test_b", name: "test_b (test_gauge.GaugeTests)", status: "FAIL" },
    { id: "GaugeTests.test_c", name: "Holds for c.", status: "ERROR" },
    { id: "GaugeTests.test_d", name: "test_d (test_gauge.GaugeTests.test_d)", status: "" },
  ]);
  assertEquals(reportedTests("..F\nRan 3 tests\n", "gauge"), []);
});
