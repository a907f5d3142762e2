import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { ShortfallError, UsageError } from "../../lib/core/errors.ts";
import { auditTask } from "../../lib/flows/audit.ts";
import { generateFromAssertions, generateFromExamples, injectInto } from "../../lib/flows/inject_api.ts";
import { GAUGE_CODE, gaugeTests } from "../support/small_scenarios.ts";
import { sharedPool } from "../support/with_pool.ts";

const pool = sharedPool([1, 2]);

Deno.test("injectInto() gives as many different bugs as are wanted, the same ones each time", async () => {
  const options = { moduleName: "gauge", code: GAUGE_CODE, tests: gaugeTests("gauge"), python: pool() };
  const three = await injectInto({ ...options, count: 3 });
  const two = await injectInto({ ...options, count: 2, workers: 7 });
  assertEquals(two.map((task) => task.toJson()), three.slice(0, 2).map((task) => task.toJson()));
  assertEquals(new Set(three.map(({ payload }) => payload.buggy_code)).size, 3);
  for (const task of three) {
    assertEquals((await auditTask(task.toJson(), { python: pool(), skipBuggy: false })).problems, []);
  }
});

Deno.test("injectInto() gives all bugs that there are, and says only what the module says or was given", async () => {
  const code = 'def double(x):\n    """Twice as much."""\n    return 2 * x\n';
  const tests = "from solution import double\n\n\ndef test_double():\n    assert double(3) == 6\n";
  const all = await injectInto({ code, tests, python: pool(), count: "all", domain: "Arithmetic" });
  const many = await injectInto({ code, tests, python: pool(), count: 1000, domain: "Arithmetic" });
  assert(all.length > 1);
  assertEquals(many.map(({ payload }) => payload.id), all.map(({ payload }) => payload.id));
  const { payload } = all[0]!;
  assertEquals(
    [payload.domain, payload.topic, payload.subtopic, payload.summary, payload.solution_outline],
    [
      "Arithmetic",
      "Solution",
      "solution.py",
      "The module solution with double.",
      "1. `double(x)`: Twice as much.",
    ],
  );
});

Deno.test("generateFromExamples() and generateFromAssertions() make the tests", async () => {
  const base = { moduleName: "gauge", code: GAUGE_CODE, python: pool() };
  const [first] = await generateFromExamples({
    ...base,
    function: "mean",
    examples: [{ args: [[1, 2.5]], output: 1.75 }, { args: [[]], raises: "ValueError" }],
  });
  assertStringIncludes(
    first!.payload.unit_tests,
    "self.assertAlmostEqual(mean([1, 2.5]), 1.75, delta=1.75e-9)",
  );
  const [second] = await generateFromAssertions({ ...base, assertions: "assert rises([1, 2, 1]) == 1\n" });
  assertEquals(second!.payload.tests.fail_to_pass, ["TestGauge.test_rises"]);
});

Deno.test("injectInto() refuses a module that fails, with its output, and sources that cannot be used", async () => {
  const options = { moduleName: "gauge", tests: gaugeTests("gauge"), python: pool() };
  const failing = await assertRejects(
    () => injectInto({ ...options, code: GAUGE_CODE.replace("/ len", "* len") }),
    ShortfallError,
  );
  assertStringIncludes(failing.message, 'Cannot inject into "gauge.py": the module fails its own tests');
  assertStringIncludes(failing.message, "\nFAILED (failures=1)");
  await assertRejects(() => injectInto({ ...options, code: "def (" }), UsageError, "does not parse");
  await assertRejects(() => injectInto({ ...options, code: "", moduleName: "os" }), UsageError, "shadows");
});
