import { assertEquals } from "@std/assert";
import { seeingTests } from "../../lib/bugs/seeing_tests.ts";
import type { HealthyRun } from "../../lib/core/healthy_run.ts";
import type { CheckedSpec } from "../../lib/core/spec.ts";
import { parsePython } from "../support/parse_python.ts";

const SOURCE = `RATE = 2.0
def table(size):
    return [0] * size
TABLE = table(3)
def total(values, start=0):
    if start > 1:
        start = 1
    for value in (
        values
    ):
        start += value
    return start
class Meter:
    limit = 4
    def read(self, key=lambda x: x):
        def inner(y):
            return y + 1
        return inner(self.limit)
`;
/** By test, the lines that it runs; "outside" those that run while no test does. */
const LINES = { a: [6, 7, 8, 11, 12], b: [6, 8, 12], c: [16, 18, 17], outside: [1, 2, 3, 4, 5, 13, 14, 15] };

/** What is edited, by its only place in the source, and the tests that see it. */
const ROWS: readonly (readonly [string, string | null])[] = [
  ["start = 1", "a"],
  ["start += value", "a"],
  ["return start", "ab"],
  ["start > 1", "ab"],
  // The whole of a statement with a body: its head has no lines of its own.
  ["values\n    )", "ab"],
  ["y + 1", "c"],
  ["inner(self", "c"],
  ["RATE = 2.0", null],
  // It runs on import, since a constant is made by it.
  ["[0] * size", null],
  ["start=0", null],
  ["limit = 4", null],
  ["lambda x: x", null],
  ["for value in", "ab"],
];

Deno.test("seeingTests() gives the tests that run the statement around an edit, and all where others may see it", async () => {
  const tree = await parsePython(SOURCE);
  const checked = { spec: { correctCode: SOURCE }, tree } as unknown as CheckedSpec;
  const { outside, ...tests } = LINES;
  const healthy = {
    testIds: Object.keys(tests),
    coverage: new Map(Object.entries(tests)),
    outside,
  } as unknown as HealthyRun;
  const found = ROWS.map(([old]) => {
    const start = SOURCE.indexOf(old);
    const seeing = seeingTests([{ start, end: start + old.length, text: "?" }], { checked, healthy });
    return [old, seeing?.join("") ?? null];
  });
  assertEquals(found, ROWS.map((row) => [...row]));
  const both = ["start = 1", "start += value"].map((old) => ({
    start: SOURCE.indexOf(old),
    end: SOURCE.indexOf(old) + 3,
    text: "",
  }));
  // Two statements: whatever holds both is the function, which runs on import.
  assertEquals(seeingTests(both, { checked, healthy }), null);
  assertEquals(seeingTests([], { checked, healthy }), null);
});
