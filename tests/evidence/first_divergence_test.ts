import { assertEquals } from "@std/assert";
import type { WatchedCall } from "../../lib/core/python.ts";
import { firstDivergence } from "../../lib/evidence/first_divergence.ts";

function call(start: number, name: string, result: string, changes: Partial<WatchedCall> = {}): WatchedCall {
  const place = { start, began: start, ended: start, parent: 0, from_line: 0 };
  return { ...place, function: name, arguments: { x: "1" }, result, state: {}, ...changes };
}

/** "function what buggy healthy" of what is found. */
function found(healthy: readonly WatchedCall[], buggy: readonly WatchedCall[]): string | null {
  const divergence = firstDivergence("A.test_a", healthy, buggy);
  return divergence && [divergence.function, divergence.what, divergence.buggy, divergence.healthy].join(" ");
}

Deno.test("firstDivergence() tells all of the innermost call that came out different", () => {
  const healthy = [call(2, "inner", "1.0"), call(3, "other", "5"), call(1, "outer", "2.0")];
  const buggy = [call(2, "inner", "1.5"), call(3, "other", "5"), call(1, "outer", "3.0")];
  assertEquals(firstDivergence("A.test_a", healthy, buggy), {
    test: "A.test_a",
    function: "inner",
    arguments: { x: "1" },
    what: "result",
    buggy: "1.5",
    healthy: "1.0",
  });
});

Deno.test("firstDivergence() finds what a call left in its object", () => {
  const healthy = [call(1, "C.set", "None", { state: { a: "1", b: "2" } })];
  assertEquals(found(healthy, [call(1, "C.set", "None", { state: { a: "1", b: "3" } })]), "C.set self.b 3 2");
  assertEquals(found(healthy, [call(1, "C.set", "None", { state: { a: "1" } })]), "C.set self.b <missing> 2");
});

Deno.test("firstDivergence() names the function inside which the runs part", () => {
  const healthy = [call(2, "left", "1"), call(1, "outer", "2")];
  const buggy = [call(2, "right", "7"), call(1, "outer", "7")];
  assertEquals(found(healthy, buggy), "outer result 7 2");
  const otherArguments = [call(2, "left", "7", { arguments: { x: "2" } }), call(1, "outer", "7")];
  assertEquals(found(healthy, otherArguments), "outer result 7 2");
});

Deno.test("firstDivergence() sees a raise as a result", () => {
  assertEquals(
    found([call(1, "f", "2")], [call(1, "f", "raises KeyError('k')")]),
    "f result raises KeyError('k') 2",
  );
});

Deno.test("firstDivergence() has nothing to tell of runs that do not differ or begin differently", () => {
  const same = [call(1, "f", "2", { state: { a: "1" } })];
  assertEquals(found(same, same), null);
  assertEquals(found([], []), null);
  assertEquals(found(same, [call(1, "g", "3")]), null);
  assertEquals(found(same, [call(1, "f", "3", { arguments: { x: "1", y: "2" } })]), null);
});
