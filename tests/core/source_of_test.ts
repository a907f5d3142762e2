import { assertEquals } from "@std/assert";
import { sourceOf } from "../../lib/core/source_of.ts";

const CODE = `import math


def first(
    x,
):
    return x


class A:
    def run(self):
        return 1

    async def wait(self):

        return 2


class B(A):
    def run(self):
        def inner():
            return 3
        return inner()


LAST = first(1)
`;

Deno.test("sourceOf() gives a function from its def line to its end, without its indentation", () => {
  assertEquals(sourceOf(CODE, "first"), "def first(\n    x,\n):\n    return x");
  assertEquals(sourceOf(CODE, "A.run"), "def run(self):\n    return 1");
  assertEquals(sourceOf(CODE, "A.wait"), "async def wait(self):\n\n    return 2");
  assertEquals(
    sourceOf(CODE, "B.run"),
    "def run(self):\n    def inner():\n        return 3\n    return inner()",
  );
});

Deno.test("sourceOf() goes by the line where several have the name", () => {
  assertEquals(sourceOf(CODE, "run", 12), "def run(self):\n    return 1");
  assertEquals(sourceOf(CODE, "B.run.inner", 22), "def inner():\n    return 3");
});

Deno.test("sourceOf() takes a method from elsewhere where the class only inherits it, and gives nothing for a strange name", () => {
  assertEquals(sourceOf(CODE, "B.wait"), "async def wait(self):\n\n    return 2");
  assertEquals(sourceOf(CODE, "absent"), "");
  assertEquals(sourceOf(CODE, "r.n"), "");
});

Deno.test("sourceOf() shows sixty lines at most", () => {
  const code = `def long():\n${"    x = 1\n".repeat(100)}`;
  assertEquals(sourceOf(code, "long").split("\n").length, 60);
});
