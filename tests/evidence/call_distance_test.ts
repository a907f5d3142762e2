import { assertEquals } from "@std/assert";
import { callDistance } from "../../lib/evidence/call_distance.ts";
import { callGraph } from "../../lib/evidence/call_graph.ts";
import { parsePython } from "../support/parse_python.ts";

const GRAPH = callGraph(
  await parsePython(`BASE = 2.0
RATE = BASE / 3


def inner(x):
    return x * RATE


def outer(x):
    return inner(x) + 1


class Tank:
    LEVEL = RATE

    def __init__(self, x):
        self.x = outer(x)

    def __add__(self, other):
        return self.x + other.x

    def drain(self):
        return self.empty()

    def empty(self):
        return 0
`),
);

/** Calls between these names and a part, where all functions run but those that are left out. */
function distance(mentioned: readonly string[], fault: string, idle: readonly string[] = []): number | null {
  const runs = (part: string) => !idle.includes(part);
  return callDistance(GRAPH, { mentioned: new Set(mentioned), faults: [fault], runs });
}

Deno.test("callDistance() counts the calls from what a test names to the fault", () => {
  assertEquals(distance(["inner"], "inner"), 0);
  assertEquals(distance(["outer"], "inner"), 1);
  assertEquals(distance(["outer", "inner"], "inner"), 0);
  assertEquals(distance(["Tank"], "inner"), 2);
  assertEquals(distance(["drain"], "Tank.empty"), 1);
});

Deno.test("callDistance() knows what naming a class runs, and what values of the module are used in", () => {
  assertEquals(distance(["Tank"], "Tank.__init__"), 0);
  assertEquals(distance(["Tank"], "Tank.__add__"), 0);
  assertEquals(distance(["inner"], "=RATE"), 1);
  assertEquals(distance(["outer"], "=BASE"), 3);
  assertEquals(distance(["Tank"], "=RATE"), 1);
});

Deno.test("callDistance() goes through no function that the test does not run, and ends where no name leads there", () => {
  assertEquals(distance(["Tank"], "inner", ["outer"]), null);
  assertEquals(distance(["drain"], "inner"), null);
  assertEquals(distance([], "inner"), null);
  assertEquals(distance(["unknown"], "inner"), null);
});

Deno.test("callGraph() finds the values that a line defines", () => {
  assertEquals([1, 2, 3, 6].map((line) => GRAPH.valuesAt(line)), [["=BASE"], ["=RATE"], [], []]);
});
