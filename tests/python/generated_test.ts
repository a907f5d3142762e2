import { assert, assertEquals } from "@std/assert";
import { sharedPool } from "../support/with_pool.ts";

const pool = sharedPool();

const CODE = `from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Point:
    x: float
    y: float = 0.0
    tags: list = field(default_factory=list, compare=False)


def shift(point, by):
    return Point(point.x + by, point.y)
`;
const TESTS = `import unittest
from points import Point, shift


class TestPoints(unittest.TestCase):
    def test_shift(self):
        self.assertEqual(shift(Point(1.0), 2.0), Point(3.0))

    def test_order_and_repr(self):
        self.assertLess(Point(1.0, 2.0), Point(1.0, 3.0))
        self.assertEqual(repr(Point(1.0)), "Point(x=1.0, y=0.0, tags=[])")

    def test_frozen(self):
        with self.assertRaises(AttributeError):
            Point(1.0).x = 2.0
`;

async function failing(code: string): Promise<readonly string[]> {
  const run = await pool().runTests({ moduleName: "points", code, tests: TESTS }, { limitMs: 3000 });
  assert(run.kind === "finished", JSON.stringify(run));
  return run.tests.filter(({ status }) => status !== "passed").map(({ id }) => id);
}

Deno.test("Candidates of a module with dataclasses get what is written for theirs, whatever came before", async () => {
  for (let turn = 0; turn < 4; turn++) assertEquals(await failing(CODE), []);
  assertEquals(await failing(CODE.replace("y: float = 0.0", "y: float = 1.0")), [
    "TestPoints.test_order_and_repr",
  ]);
  assertEquals(await failing(CODE.replace("frozen=True, ", "")), ["TestPoints.test_frozen"]);
  assertEquals(await failing(CODE.replace(", order=True", "")), ["TestPoints.test_order_and_repr"]);
  assertEquals(await failing(CODE.replace("+ by", "- by")), ["TestPoints.test_shift"]);
  assertEquals(await failing(CODE), []);
});

Deno.test("A module that changes what writes dataclasses changes it for itself alone", async () => {
  const hostile = `${CODE}import dataclasses\ndataclasses.exec = None\n`;
  for (let turn = 0; turn < 2; turn++) await failing(hostile);
  assertEquals(await failing(CODE), []);
});
