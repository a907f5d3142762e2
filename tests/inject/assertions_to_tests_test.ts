import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { UsageError } from "../../lib/core/errors.ts";
import { splitTests } from "../../lib/core/test_run.ts";
import { assertionsToTests } from "../../lib/inject/assertions_to_tests.ts";
import { toUnittest } from "../../lib/inject/pytest_style.ts";
import { parseSource } from "../../lib/inject/source_text.ts";
import { GAUGE_CODE } from "../support/small_scenarios.ts";
import { sharedPool } from "../support/with_pool.ts";

const pool = sharedPool();

async function translate(text: string): Promise<string> {
  const module = await parseSource("gauge.py", GAUGE_CODE, pool());
  const source = await parseSource("asserts.py", text, pool());
  return assertionsToTests(source, { module, moduleName: "gauge" });
}

const ASSERTIONS = `"""Facts."""
import math

LIMIT = 3

# Below the range.
assert clamp(0, 1, LIMIT) == 1
assert mean([1,
             2]) == 1.5, """a
text"""

for n in range(3):
    # Every one.
    assert rises(list(range(n + 1))) == n


def positive(value):
    assert value > 0


def check_mean_is_positive():
    positive(mean([1, 2]))
    assert math.isfinite(mean([1]))


check_mean_is_positive()

try:
    mean([])
except ValueError:
    pass
else:
    raise AssertionError("nothing is raised")
`;

Deno.test("statements and functions that assert become tests, and what they use is imported", async () => {
  assertEquals(
    await translate(ASSERTIONS),
    `"""Facts."""
import math

from gauge import clamp, mean, rises

LIMIT = 3

# Below the range.
def test_clamp():
    assert clamp(0, 1, LIMIT) == 1


def test_mean():
    assert mean([1,
                 2]) == 1.5, """a
text"""


def test_rises():
    for n in range(3):
        # Every one.
        assert rises(list(range(n + 1))) == n


def positive(value):
    assert value > 0


def test_mean_is_positive():
    positive(mean([1, 2]))
    assert math.isfinite(mean([1]))



def test_mean_2():
    try:
        mean([])
    except ValueError:
        pass
    else:
        raise AssertionError("nothing is raised")
`,
  );
});

Deno.test("the tests of assertions run, each by itself", async () => {
  const text = await translate(ASSERTIONS.replace("== 1.5", "== 2.5"));
  const tests = toUnittest(await parseSource("asserts.py", text, pool()), { className: "TestGauge" });
  const run = await pool().runTests({ moduleName: "gauge", code: GAUGE_CODE, tests }, { limitMs: 10_000 });
  assert(run.kind === "finished", JSON.stringify(run));
  assertEquals(splitTests(run.tests), {
    failing: ["TestGauge.test_mean"],
    passing: ["test_clamp", "test_mean_2", "test_mean_is_positive", "test_rises"].map((name) =>
      `TestGauge.${name}`
    ),
  });
});

Deno.test("an import of the module stays the only one", async () => {
  const text = await translate("import gauge\n\nassert gauge.mean([1]) == 1\n");
  assertEquals(text, "import gauge\n\n\ndef test_mean():\n    assert gauge.mean([1]) == 1\n");
});

Deno.test("assertions that would mean something else later are refused by their line", async () => {
  const module = await parseSource("gauge.py", GAUGE_CODE, pool());
  for (
    const [text, says] of [
      [
        "x = [1]\nassert mean(x) == 1\nx = [2]\nassert mean(x) == 2\n",
        "line 2 uses x, which the file changes",
      ],
      ["assert mean([1]) == 1; assert mean([2]) == 2\n", "line 1 has several statements in one line"],
    ] as const
  ) {
    const source = await parseSource("asserts.py", text, pool());
    const error = assertThrows(() => assertionsToTests(source, { module, moduleName: "gauge" }), UsageError);
    assertStringIncludes(error.message, `Cannot use "asserts.py": ${says}`);
  }
});
