import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { UsageError } from "../../lib/core/errors.ts";
import { findTestIds } from "../../lib/core/test_ids.ts";
import { screenTests } from "../../lib/core/screen_source.ts";
import { toUnittest } from "../../lib/inject/pytest_style.ts";
import { parseSource } from "../../lib/inject/source_text.ts";
import { splitTests } from "../../lib/core/test_run.ts";
import { sharedPool } from "../support/with_pool.ts";
import { GAUGE_CODE, gaugeTests } from "../support/small_scenarios.ts";

const pool = sharedPool();

const HEAD = "import pytest\n\nfrom gauge import clamp, mean, rises\n\n\n";

async function translate(text: string): Promise<string> {
  return toUnittest(await parseSource("test_gauge.py", text, pool()), { className: "TestGauge" });
}

/** The tests that pass and fail of a text in pytest's style, run by unittest. */
async function runTranslated(text: string) {
  const tests = await translate(text);
  const parsed = await pool().parse(tests);
  assert(parsed.ok, tests);
  const module = await pool().parse(GAUGE_CODE);
  assert(module.ok);
  assertEquals(screenTests(parsed.tree, { name: "gauge", tree: module.tree }), [], tests);
  const run = await pool().runTests({ moduleName: "gauge", code: GAUGE_CODE, tests }, { limitMs: 10_000 });
  assert(run.kind === "finished", JSON.stringify(run));
  const { passing, failing } = splitTests(run.tests);
  assertEquals(findTestIds(parsed.tree).toSorted(), [...passing, ...failing].sort());
  return { tests, passing, failing, messages: run.tests.map(({ message }) => message).filter(Boolean) };
}

Deno.test("tests of unittest stay as they are", async () => {
  assertEquals(await translate(gaugeTests("gauge")), gaugeTests("gauge"));
});

Deno.test("functions stay where they are, and a test case runs them", async () => {
  const text = `"""Doc."""
from gauge import mean


def test_mean():
    # Why.
    assert mean([1, 3]) == 2


if __name__ == "__main__":
    print("by hand")
`;
  assertEquals(
    await translate(text),
    `"""Doc."""
import unittest
from gauge import mean


def test_mean():
    # Why.
    check.assertEqual(mean([1, 3]), 2)


check = unittest.TestCase()


class TestGauge(unittest.TestCase):
    def test_mean(self):
        test_mean()


if __name__ == "__main__":
    print("by hand")
`,
  );
});

Deno.test("a failing assert tells both values, whatever its form in the source", async () => {
  const { failing, messages } = await runTranslated(`${HEAD}
def test_equal():
    assert mean([1, 2]) == 2, "the mean"

def test_lines():
    assert (
        (mean([1, 2]) + 1)
        < 2
    )

def test_in():
    assert rises([1, 2]) in (2, 3)

def test_approx():
    assert {"a": mean([1, 2])} == pytest.approx({"a": 1.6})

def test_commented():
    assert (mean([1])  # one
            == 2)
`);
  assertEquals(failing.length, 5);
  assertEquals(
    messages.map((message) => message.split("\n")[0]),
    [
      "{'a': 1.5} != about {'a': 1.6}",
      "",
      "1.5 != 2 : the mean",
      "1 not found in (2, 3)",
      "2.5 not less than 2",
    ].filter(Boolean),
  );
});

Deno.test("raises, warns, approx, fail, parametrize, fixtures and hooks do what pytest has them do", async () => {
  const { tests, passing, failing } = await runTranslated(`import warnings

import pytest as pt
from pytest import approx, raises

from gauge import clamp, mean, rises

VALUES = [([1, 2], 1.5), ([3], 3)]


@pt.fixture
def low():
    return 1


@pt.fixture(scope="module")
def log(low):
    made = [low]
    yield made
    made.clear()


def test_fixtures(log, low):
    assert log == [low]


def test_raises():
    with raises(ValueError, match="high$") as info:
        clamp(1, 3, 2)
    assert "low is" in str(info.value)
    pt.raises(ValueError, mean, [])


def test_warns():
    with pt.warns(UserWarning):
        warnings.warn("it is hot")


def test_approx():
    assert [mean([0.1, 0.2]), 1e-13] == approx([0.15, 0.0])
    assert mean([1.0]) != approx(1.1)
    assert mean([100]) == approx(99, abs=2)
    assert float("nan") == pt.approx(float("nan"), nan_ok=True)
    assert float("inf") != approx(1.0)


def test_fail():
    pt.fail("always")


@pt.mark.slow
@pt.mark.parametrize("values, expected", VALUES)
def test_mean(values, expected):
    assert mean(values) == expected


@pt.mark.parametrize("high", [3, pt.param(4, id="a bit more")])
@pt.mark.parametrize(("value", "expected"), [(0, 1), (2, 2)], ids=["below", "inside"])
def test_clamp(expected, low, value, high):
    assert clamp(value, low, high) == expected


class TestRises(object):
    @classmethod
    def setup_class(cls):
        cls.count = 2

    def setup_method(self, method):
        self.values = [1, 2, 2, 3]

    def test_rises(self):
        assert rises(self.values) == self.count

    @pt.mark.parametrize("values", [[1], [2, 1]])
    def test_none(self, values):
        assert rises(values) == 0
`);
  assertEquals(failing, ["TestGauge.test_fail"]);
  assertEquals(passing, [
    "TestGauge.test_approx",
    "TestGauge.test_clamp_below_1",
    "TestGauge.test_clamp_below_a_bit_more",
    "TestGauge.test_clamp_inside_1",
    "TestGauge.test_clamp_inside_a_bit_more",
    "TestGauge.test_fixtures",
    "TestGauge.test_mean_1",
    "TestGauge.test_mean_2",
    "TestGauge.test_raises",
    "TestGauge.test_warns",
    "TestRises.test_none_1",
    "TestRises.test_none_2",
    "TestRises.test_rises",
  ]);
  assert(!/\bpytest\b|\bpt\b/.test(tests), tests);
});

Deno.test("a value that is made while the file is imported finds its helper", async () => {
  const { passing } = await runTranslated(
    `${HEAD}@pytest.mark.parametrize("values, expected", [([1, 2], pytest.approx(1.5))])
def test_mean(values, expected):
    assert mean(values) == expected
`,
  );
  assertEquals(passing, ["TestGauge.test_mean_1"]);
});

const REFUSED: readonly (readonly [string, string])[] = [
  ["@pytest.mark.skip\ndef test_x():\n    pass\n", "line 6 uses pytest.mark.skip"],
  ["@pytest.mark.xfail(strict=True)\ndef test_x():\n    pass\n", "line 6 uses pytest.mark.xfail"],
  ["def test_x(capsys):\n    pass\n", "line 6 uses the fixture capsys"],
  ["async def test_x():\n    pass\n", "line 6 has the asynchronous test test_x"],
  [
    "@pytest.fixture(params=[1])\ndef f():\n    pass\n\n\ndef test_x(f):\n    pass\n",
    "line 6 uses a fixture with params",
  ],
  [
    "@pytest.mark.parametrize('x', make())\ndef test_x(x):\n    pass\n",
    "line 6 uses parametrize with values",
  ],
  ["@pytest.mark.parametrize('y', [1])\ndef test_x(x):\n    pass\n", "line 7 has no parameter y in test_x"],
  [
    "def test_x():\n    with pytest.raises(ValueError) as e:\n        mean([])\n    assert e.type\n",
    "line 9 uses e.type",
  ],
  ["def test_x():\n    pytest.importorskip('a')\n", "line 7 uses pytest.importorskip"],
  ["pytestmark = pytest.mark.slow\n\n\ndef test_x():\n    pass\n", "line 6 uses pytest.mark.slow"],
  [
    "class TestX:\n    def __init__(self):\n        pass\n\n    def test_x(self):\n        pass\n",
    "line 7 has TestX.__init__",
  ],
  [
    "if True:\n    def test_x():\n        pass\n\n\ndef test_y():\n    pass\n",
    "line 7 has the test test_x under a condition",
  ],
];

Deno.test("what is not known is refused by its line", async (t) => {
  for (const [text, says] of REFUSED) {
    await t.step(says, async () => {
      const source = await parseSource("test_gauge.py", HEAD + text, pool());
      const error = assertThrows(() => toUnittest(source, { className: "TestGauge" }), UsageError);
      assertStringIncludes(error.message, `Cannot use "test_gauge.py": ${says}`);
    });
  }
});

Deno.test("scripts that call their tests, inherited tests, and imports of pytest in odd places", async () => {
  const { tests, passing, failing } = await runTranslated(`try:
    import pytest
except ImportError:
    pytest = None
from gauge import *
import unittest


class Base:
    factor = 2


class TestA(Base):
    @staticmethod
    def test_static():
        assert mean([1]) == 1

    def test_inner(self):
        import pytest
        with pytest.raises(ValueError):
            mean([])
        assert mean([self.factor]) == 2

    @pytest.mark.parametrize("v", [1, 2])
    def test_v(self, v): assert mean([v]) == v


class TestB(TestA):
    def test_b(self):
        assert "a" in "abc"


class Old(unittest.TestCase):
    def test_old(self):
        with pytest.raises(ValueError) as e:
            clamp(1, 3, 2)
        self.assertIn("low", str(e.value))


def test_one_line(): assert mean([1, 3]) == 2
def test_lambda(): assert (lambda x: x)(1) == mean([1])


test_one_line()
print("all fine")
`);
  assertEquals(failing, []);
  assertEquals(passing.length, 12);
  assert(!tests.includes("\ntest_one_line()"), tests);
});
