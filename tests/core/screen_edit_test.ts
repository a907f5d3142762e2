import { assert, assertEquals } from "@std/assert";
import { screenEdit } from "../../lib/core/screen_edit.ts";
import { sharedPool } from "../support/with_pool.ts";

const pool = sharedPool();

async function screen(edited: string, healthy = "x = 1\n") {
  const [one, other] = await Promise.all([edited, healthy].map((code) => pool().parse(code)));
  assert(one?.ok && other?.ok);
  return screenEdit(one.tree, other.tree);
}

const EQUAL = "class A:\n    def __eq__(self, other):\n        return self is other\n";

Deno.test("screenEdit() finds methods that decide comparisons, however they are defined", async () => {
  const says = (line: number, name: string) =>
    `line ${line} defines ${name}: values are compared as they are`;
  assertEquals(await screen(EQUAL), says(2, "__eq__"));
  assertEquals(await screen("class A:\n    x = 1\n    __round__ = lambda *a: 0\n"), says(3, "__round__"));
  assertEquals(await screen("A.__lt__ = print\n"), says(1, "__lt__"));
  assertEquals(await screen("x = 1\nx, A.__le__ = print, print\n"), says(2, "__le__"));
  assertEquals(await screen("A = make(\n    __gt__=print)\n"), says(2, "__gt__"));
  assertEquals(await screen("class A:\n    from operator import truth as __abs__\n"), says(2, "__abs__"));
  assertEquals(await screen('names = {"__sub__": None}\n'), says(1, "__sub__"));
});

Deno.test("screenEdit() lets a module have what the healthy one has, and other methods", async () => {
  assertEquals(await screen(EQUAL, `y = 2\n${EQUAL}`), null);
  assertEquals(await screen("def f(a, b):\n    return a.__class__(b) if a.__eq__(b) else b\n"), null);
  assertEquals(await screen("class A:\n    def __init__(self):\n        self.eq = 1\n"), null);
});
