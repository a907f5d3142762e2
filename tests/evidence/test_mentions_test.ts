import { assert, assertEquals } from "@std/assert";
import { testMentions } from "../../lib/evidence/test_mentions.ts";

const TESTS = `import unittest
from tank import fill, level, drain


def build(amount):
    return fill(amount)


class TestTank(unittest.TestCase):
    def setUp(self):
        self.tank = level(3)

    def test_direct(self):
        self.assertEqual(
            drain(1),
            2,
        )

    def test_helped(self):
        self.assertEqual(build(1), self.twice(2))

    def twice(self, x):
        return 2 * x


class TestOther(unittest.TestCase):
    def test_direct(self):
        self.assertTrue(True)
`;

Deno.test("testMentions() gives what a test names itself, in what it calls, and in what runs before it", () => {
  const found = testMentions(TESTS, [
    "TestTank.test_direct",
    "TestTank.test_helped",
    "TestOther.test_direct",
  ]);
  const known = (id: string) => ["fill", "level", "drain"].filter((name) => found.get(id)!.has(name));
  assertEquals(known("TestTank.test_direct"), ["level", "drain"]);
  assertEquals(known("TestTank.test_helped"), ["fill", "level"]);
  assertEquals(known("TestOther.test_direct"), []);
  assert(found.get("TestTank.test_helped")!.has("twice"));
});

Deno.test("testMentions() knows plain functions too, and says nothing of what is not there", () => {
  const tests = "def test_one():\n    assert level(1) == 1\n";
  const found = testMentions(tests, ["test_one", "test_two"]);
  assertEquals([...found.get("test_one")!], ["assert", "level"]);
  assertEquals([...found.get("test_two")!], []);
});
