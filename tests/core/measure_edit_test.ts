import { assertEquals } from "@std/assert";
import { measureEdit } from "../../lib/core/measure_edit.ts";

const HEALTHY = "a\nb\nc\nd\ne\n";
const BUGGY = "a\nX\nc\nd\ne\n";

/** Added, removed, precision, recall. */
function measure(edited: string, { healthy = HEALTHY, buggy = BUGGY } = {}) {
  const { linesAdded, linesRemoved, precision, recall } = measureEdit({ healthy, buggy, edited });
  return [linesAdded, linesRemoved, precision, recall];
}

Deno.test("measureEdit() counts the lines of an edit that the fix changes too, whatever they became", () => {
  assertEquals(measure(BUGGY), [0, 0, null, 0]);
  assertEquals(measure(HEALTHY), [1, 1, 1, 1]);
  assertEquals(measure("a\nmended\nc\nd\ne"), [1, 1, 1, 1]);
  assertEquals(measure("a\nmended\nc\nd\nF\n"), [2, 2, 0.5, 1]);
  assertEquals(measure("a\nX\nc\nD\ne\n"), [1, 1, 0, 0]);
  assertEquals(measure("a\nc\nd\ne\n"), [0, 1, 1, 1]);
  assertEquals(measure(""), [0, 5, 0.2, 1]);
});

Deno.test("measureEdit() counts added lines at the place where they are put in", () => {
  // The bug dropped two lines.
  const texts = { healthy: "a\nb1\nb2\nc\n", buggy: "a\nc\n" };
  assertEquals(measure("a\nb1\nb2\nc\n", texts), [2, 0, 1, 1]);
  assertEquals(measure("a\nmended\nc\n", texts), [1, 0, 1, 0.5]);
  assertEquals(measure("a\n1\n2\n3\n4\nc\n", texts), [4, 0, 0.5, 1]);
  assertEquals(measure("a\nc\nb1\nb2\n", texts), [2, 0, 0, 0]);
  // One line that became three: one is replaced, two are added.
  assertEquals(measure("a\n1\n2\n3\nc\nd\ne\n"), [3, 1, 0.3333, 1]);
});

Deno.test("measureEdit() takes texts that share next to nothing for different throughout", () => {
  const [buggy, edited] = ["x", "y"].map((start) =>
    Array.from({ length: 20_000 }, (_, at) => `${start}${at}\n`).join("")
  );
  assertEquals(measure(edited!, { buggy: buggy!, healthy: buggy!.replace("x7\n", "z\n") }), [
    20_000,
    20_000,
    0.0001,
    1,
  ]);
});
