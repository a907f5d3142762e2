import { assert, assertEquals } from "@std/assert";
import { chooseHiddenTests } from "../../lib/core/choose_hidden_tests.ts";
import { leaveOutTests } from "../../lib/core/leave_out_tests.ts";
import { seededRandom } from "../../lib/core/random.ts";
import { findTestIds } from "../../lib/core/test_ids.ts";
import { findTestMethods } from "../../lib/core/test_methods.ts";
import { sharedPool } from "../support/with_pool.ts";

const pool = sharedPool();

const SUITE = `"""Tests of a thing."""
import unittest
from unittest import mock  # stays

LIMIT = """
# no comment
"""


class Base(unittest.TestCase):
    """What both share."""

    # Made anew for each test.
    def setUp(self):
        self.values = [1, 2]

    def test_shared(self):
        self.assertEqual(len(self.values), 2)  # both


class TestFirst(Base):

    # --- easy ones ---

    def test_a(self):
        """
        # kept with it

        """
        self.assertTrue(self.helper())

    # Directly on it: 𝛼.
    @mock.patch("os.getcwd")
    @unittest.skipIf(False, "never")
    def test_b(self, where):
        pass
        # below it

    def helper(self):
        return True

    def test_shared(self):
        pass


class TestLonely(unittest.TestCase):
    def setUp(self):
        pass

    def test_only(self):
        pass


class TestNamed(unittest.TestCase):

    async def test_x(self): pass
    def test_y(self): pass


PARTS = [TestNamed]

if __name__ == "__main__":
    unittest.main()
`;

async function parse(source: string) {
  const parsed = await pool().parse(source);
  assert(parsed.ok, parsed.ok ? "" : `${parsed.message}\n${source}`);
  return parsed.tree;
}

async function without(...ids: string[]): Promise<string> {
  const tree = await parse(SUITE);
  const methods = findTestMethods(tree).filter((method) => method.ids.some((id) => ids.includes(id)));
  return leaveOutTests(SUITE, tree, methods);
}

/** The part of the suite between two texts, both included. */
function part(text: string, from: string, to: string): string {
  return text.slice(text.indexOf(from), text.indexOf(to) + to.length);
}

Deno.test("findTestMethods() keeps together what one definition, or one that replaces it, makes", async () => {
  const methods = findTestMethods(await parse(SUITE));
  assertEquals(methods.map(({ ids, nodes }) => [ids.join(), nodes.length]), [
    ["Base.test_shared,TestFirst.test_shared", 2],
    ["TestFirst.test_a", 1],
    ["TestFirst.test_b", 1],
    ["TestLonely.test_only", 1],
    ["TestNamed.test_x", 1],
    ["TestNamed.test_y", 1],
  ]);
});

Deno.test("leaveOutTests() takes a method with its decorators and comments, and nothing else", async () => {
  assertEquals(
    part(await without("TestFirst.test_b"), "    def test_a", "def helper"),
    part(SUITE, "    def test_a", "self.helper())") + "\n\n    def helper",
  );
  assertEquals(
    part(await without("TestFirst.test_a"), "class TestFirst", "def test_b"),
    `class TestFirst(Base):

    # --- easy ones ---

    # Directly on it: 𝛼.
    @mock.patch("os.getcwd")
    @unittest.skipIf(False, "never")
    def test_b`,
  );
});

Deno.test("leaveOutTests() keeps what sets the rest apart where the last method of a class goes", async () => {
  const text = await without("TestFirst.test_shared");
  assert(text.includes("        self.values = [1, 2]\n\n\nclass TestFirst"), text);
  assert(text.includes("        return True\n\n\nclass TestLonely"), text);
  assert(text.startsWith(SUITE.slice(0, SUITE.indexOf("class Base"))));
});

Deno.test("leaveOutTests() takes a class that loses its last test, unless it is named elsewhere", async () => {
  const lonely = await without("TestLonely.test_only");
  assert(lonely.includes("    def test_shared(self):\n        pass\n\n\nclass TestNamed"), lonely);
  const named = await without("TestNamed.test_x", "TestNamed.test_y");
  assert(named.includes("class TestNamed(unittest.TestCase):\n    pass\n\n\nPARTS = [TestNamed]"), named);
});

Deno.test("leaveOutTests() leaves exactly the other tests, whichever go", async () => {
  const tree = await parse(SUITE);
  const methods = findTestMethods(tree);
  for (let mask = 1; mask < 1 << methods.length; mask++) {
    const hidden = methods.filter((_, at) => mask & (1 << at));
    const text = leaveOutTests(SUITE, tree, hidden);
    const ids = hidden.flatMap((method) => method.ids);
    assertEquals(
      [...findTestIds(await parse(text))].sort(),
      findTestIds(tree).filter((id) => !ids.includes(id)).sort(),
      text,
    );
    assert(!/\n{4}/.test(text), text);
    assert(text.endsWith("unittest.main()\n"));
  }
});

Deno.test("chooseHiddenTests() hides about its share, always shows a failing test, and hides one of two", () => {
  const methods = Array.from({ length: 10 }, (_, at) => ({ ids: [`T.test_${at}`], nodes: [] }));
  for (let seed = 0; seed < 50; seed++) {
    for (const ratio of [0.01, 0.3, 0.5, 0.99]) {
      for (const failing of [1, 2, 5]) {
        const failToPass = methods.slice(0, failing).flatMap(({ ids }) => ids);
        const hidden = chooseHiddenTests(methods, { ratio, failToPass, random: seededRandom(`${seed}`) })
          .flatMap(({ ids }) => ids);
        const count = { 0.01: 1, 0.3: 3, 0.5: 5, 0.99: 9 }[ratio];
        assertEquals([new Set(hidden).size, hidden.length], [count, count]);
        const seen = failToPass.filter((id) => !hidden.includes(id)).length;
        assert(seen >= 1, `${ratio} ${failing}`);
        if (failing > 1) assert(seen < failing, `${ratio} ${failing}`);
      }
    }
  }
  assertEquals(
    chooseHiddenTests(methods, { ratio: 0, failToPass: ["T.test_0"], random: seededRandom("") }),
    [],
  );
});
