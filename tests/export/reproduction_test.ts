import { assertEquals } from "@std/assert";
import { reproduction } from "../../lib/export/reproduction.ts";

const TESTS = `"""Tests of gauge."""
import math
import unittest
from fractions import Fraction

from gauge import mean

UNUSED = 1
SCALE = Fraction(
    1, 2)


def scaled(values):
    """Each value
by SCALE."""
    return [SCALE * value for value in values]


@unittest.skipIf(False, "never")
class GaugeTests(unittest.TestCase):
    """Of the gauge."""

    LIMIT = 3

    def setUp(self):
        self.values = scaled([1, 2])

    def check(self, value):
        self.assertEqual(value, self.LIMIT)

    # Needs nothing else.
    def test_mean(self):
        found = mean(self.values)
        self.assertEqual(
            found,
            Fraction(3, 4))
        self.check(found)

    def test_raises(self):
        with self.assertRaises(ValueError):
            mean([])
        self.check(math.pi)
`;

Deno.test("reproduction() cuts a test after what fails, and takes what it uses", () => {
  assertEquals(
    reproduction(TESTS, { id: "GaugeTests.test_mean", line: 34, error: "" }),
    `import unittest
from fractions import Fraction
from gauge import mean

SCALE = Fraction(
    1, 2)


def scaled(values):
    """Each value
by SCALE."""
    return [SCALE * value for value in values]


class GaugeTests(unittest.TestCase):
    def setUp(self):
        self.values = scaled([1, 2])

    # Needs nothing else.
    def test_mean(self):
        found = mean(self.values)
        self.assertEqual(
            found,
            Fraction(3, 4))


if __name__ == "__main__":
    unittest.main()`,
  );
});

Deno.test("reproduction() keeps what stands in a with statement, and finds nothing where the line is elsewhere", () => {
  const script = reproduction(TESTS, { id: "GaugeTests.test_raises", line: 41, error: "" })!;
  assertEquals(
    script.slice(script.indexOf("    def test_raises"), script.indexOf("\n\n\nif")),
    "    def test_raises(self):\n        with self.assertRaises(ValueError):\n            mean([])",
  );
  assertEquals(reproduction(TESTS, { id: "GaugeTests.test_raises", line: 30, error: "" }), null);
  assertEquals(reproduction(TESTS, { id: "OtherTests.test_mean", line: 34, error: "" }), null);
});
