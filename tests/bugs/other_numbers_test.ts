import { assertEquals } from "@std/assert";
import { otherNumbers } from "../../lib/bugs/other_numbers.ts";
import { applyEdits } from "../../lib/core/span_edit.ts";

/** The lines that other numbers make, for a fault that is told as one text for another. */
function linesOf(healthy: string, old: string, text: string): readonly string[] {
  const start = healthy.indexOf(old);
  return otherNumbers([{ start, end: start + old.length, text }], healthy).map(({ edit, right, wrong }) => {
    assertEquals([right, edit.text], [old, wrong]);
    return applyEdits(healthy, [edit]);
  });
}

Deno.test("otherNumbers() guesses around the faulty and the right number, never one of both", () => {
  assertEquals(linesOf("x = y / 2.0", "2.0", "4.0"), ["x = y / 3.0", "x = y / 6.0", "x = y / 1.0"]);
  assertEquals(linesOf("x = 2 * y", "2", "3"), ["x = 1 * y", "x = 4 * y"]);
  assertEquals(linesOf("x = 0.25", "0.25", "0.5"), ["x = 0.375", "x = 0.75", "x = 0.125"]);
  assertEquals(linesOf("x = n / 120.0", "120.0", "12.0"), ["x = n / 1200.0", "x = n / 1.2"]);
  assertEquals(linesOf("x = 0.06", "0.06", "0.6"), ["x = 0.006", "x = 6.00"]);
  assertEquals(linesOf("TINY = 1e-15", "1e-15", "1e-3"), [
    "TINY = 1e-9",
    "TINY = 1e-7",
    "TINY = 1e-6",
    "TINY = 1e-14",
  ]);
});

Deno.test("otherNumbers() has nothing for what is no single number", () => {
  assertEquals(linesOf("x = y", "y", "2"), []);
  assertEquals(linesOf("x = y2", "2", "3"), []);
  assertEquals(linesOf("x = 1.5", "5", "6"), []);
  assertEquals(otherNumbers([], "x"), []);
  const edits = [{ start: 0, end: 1, text: "2" }, { start: 2, end: 3, text: "3" }];
  assertEquals(otherNumbers(edits, "1+1"), []);
});
