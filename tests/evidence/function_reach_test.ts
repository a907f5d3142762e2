import { assertEquals } from "@std/assert";
import { countReach, functionTests } from "../../lib/evidence/function_reach.ts";
import { parsePython } from "../support/parse_python.ts";

const TREE = await parsePython(`def outer(x):
    y = x
    def inner(z):
        return (z +
                1)
    return inner(y)

class C:
    k = 1
    async def go(self):
        await self
    def stop(self, a=[
            1]):
        try:
            return 1
        except ValueError:
            return 2
`);

function reach(coverage: Readonly<Record<string, number[]>>, failing: readonly string[]): string[] {
  const found = countReach(functionTests(TREE, new Map(Object.entries(coverage))), failing);
  return found.map((entry) => `${entry.name} ${entry.failing} ${entry.passing}`);
}

Deno.test("functionTests() counts a function's own lines: no header, and nothing of an inner function", () => {
  assertEquals(reach({ a: [1, 8, 9, 10, 12] }, ["a"]), []);
  assertEquals(reach({ a: [4] }, ["a"]), ["outer.inner 1 0"]);
  assertEquals(reach({ a: [5] }, ["a"]), ["outer.inner 1 0"]);
  assertEquals(reach({ a: [3] }, ["a"]), ["outer 1 0"]);
  assertEquals(reach({ a: [11, 17] }, ["a"]), ["C.go 1 0", "C.stop 1 0"]);
});

Deno.test("countReach() puts first what failing tests run and passing tests do not", () => {
  const coverage = { a: [2, 4], b: [2, 15], c: [15], d: [11] };
  assertEquals(reach(coverage, ["a", "b"]), ["outer 2 0", "outer.inner 1 0", "C.stop 1 1"]);
});

Deno.test("countReach() sorts equals by name, and leaves out what no failing test runs", () => {
  assertEquals(reach({ a: [4, 11, 15], b: [2] }, ["a"]), ["C.go 1 0", "C.stop 1 0", "outer.inner 1 0"]);
  assertEquals(reach({ a: [2] }, []), []);
});
