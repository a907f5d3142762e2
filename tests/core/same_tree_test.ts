import { assert, assertEquals } from "@std/assert";
import { sameTree } from "../../lib/core/same_tree.ts";
import { sharedPool } from "../support/with_pool.ts";

const pool = sharedPool();

const PAIRS: readonly (readonly [one: string, other: string, same: boolean])[] = [
  ["x = a + b", "x  =  (a + b)  # sum\n", true],
  ['def f():\n    """One."""\n    return 1', "def f():\n\n    return 1", true],
  ["x = 1.0", "x = 1.00", true],
  ["x = 1.0", "x = 1", false],
  ["x = a < b", "x = a <= b", false],
  ["x = a + b", "x = b + a", false],
  ["x = a", "y = a", false],
  ["f(a)", "f(a, b)", false],
  ['x = "a"', 'x = "b"', false],
  ['x = f"{a}"', 'x = f"{b}"', false],
  ["f()\ng()", "f()", false],
];

for (const [one, other, same] of PAIRS) {
  Deno.test(`sameTree() is ${same} for ${JSON.stringify(one)} and ${JSON.stringify(other)}`, async () => {
    const [left, right] = [await pool().parse(one), await pool().parse(other)];
    assert(left.ok && right.ok);
    assertEquals([sameTree(left.tree, right.tree), sameTree(right.tree, left.tree)], [same, same]);
  });
}
