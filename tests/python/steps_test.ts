import { assert, assertEquals } from "@std/assert";
import type { WatchedCall } from "../../lib/core/python.ts";
import { sharedPool } from "../support/with_pool.ts";

const pool = sharedPool();

async function follow(code: string, statement: string, closely: string): Promise<readonly WatchedCall[]> {
  const tests =
    `import unittest\nfrom thing import *\nclass A(unittest.TestCase):\n    def test_a(self):\n        ${statement}\n`;
  const files = { moduleName: "thing", code, tests };
  const { run, seen } = await pool().watchCalls(files, { limitMs: 5000, closely: [closely] });
  assert(run.kind === "finished" && run.tests[0]!.status === "passed", JSON.stringify(run));
  return seen.get("A.test_a")!;
}

const linesOf = (call: WatchedCall | undefined) =>
  (call?.steps ?? []).map(([, line, changed]) => ({ line, changed }));

Deno.test("A function looked at closely tells what each line changed", async () => {
  const code = `def f(u):
    total = 0.0
    for x in u:
        total += x
    u[1] = 7.5
    del x
    return total
`;
  const [call] = await follow(code, "f([1.0, 2.0])", "f");
  assertEquals(linesOf(call), [
    { line: 2, changed: { total: "0.0" } },
    { line: 3, changed: { x: "1.0" } },
    { line: 4, changed: { total: "1.0" } },
    { line: 3, changed: { x: "2.0" } },
    { line: 4, changed: { total: "3.0" } },
    { line: 3, changed: {} },
    { line: 5, changed: { "u[1]": "7.5" } },
    { line: 6, changed: { x: null } },
    { line: 7, changed: {} },
  ]);
});

Deno.test("Steps see inside of objects, dictionaries and long lists, and follow methods by their class", async () => {
  const code = `class Tank:
    def __init__(self):
        self.level = 1.0
    def fill(self, grid, table):
        self.level *= 2.0
        grid[99] = -1
        table["a"] = (1, 2)
`;
  const calls = await follow(code, "Tank().fill([0] * 100, {})", "Tank.fill");
  assertEquals(calls.map((call) => [call.function, call.steps?.length ?? null]), [
    ["Tank.__init__", null],
    ["Tank.fill", 3],
  ]);
  assertEquals(linesOf(calls[1]), [
    { line: 5, changed: { "self.level": "2.0" } },
    { line: 6, changed: { "grid[99]": "-1" } },
    { line: 7, changed: { "table": null, "table['a'][0]": "1", "table['a'][1]": "2" } },
  ]);
});

Deno.test("What is recorded is in one order, and calls know who made them", async () => {
  const code = `def g(x):
    return x + 1

def f(x):
    y = g(x)
    return y
`;
  const [inner, outer] = await follow(code, "f(1)", "f");
  assertEquals([inner!.function, inner!.parent, inner!.from_line], ["g", outer!.start, 5]);
  assertEquals([outer!.function, outer!.parent, outer!.from_line], ["f", 0, 0]);
  const order = [
    outer!.began,
    inner!.began,
    inner!.ended,
    ...outer!.steps!.map(([number]) => number),
    outer!.ended,
  ];
  assertEquals(order, [1, 2, 3, 4, 5, 6]);
});

Deno.test("Recursion and generators have steps of their own, exceptions end them, and a long loop is cut", async () => {
  const code = `def fact(n):
    if n == 0:
        return 1
    rest = fact(n - 1)
    return n * rest

def gen():
    a = 1
    yield a
    b = 2
    yield b

def bad():
    c = 1
    raise ValueError(c)

def long():
    for k in range(100000):
        pass
`;
  const calls = await follow(code, "fact(2)", "fact");
  assertEquals(calls.map((call) => linesOf(call).map(({ line }) => line)), [[2, 3], [2, 4, 5], [2, 4, 5]]);
  const resumed = await follow(code, "list(gen())", "gen");
  assertEquals(resumed.slice(0, 2).map((call) => linesOf(call).map(({ changed }) => changed)), [[
    { a: "1" },
    {},
  ], [{ b: "2" }, {}]]);
  const [raised] = await follow(code, "self.assertRaises(ValueError, bad)", "bad");
  assertEquals(linesOf(raised), [{ line: 14, changed: { c: "1" } }, { line: 15, changed: {} }]);
  const [cut] = await follow(code, "long()", "long");
  assertEquals(cut!.steps!.length, 2000);
});
