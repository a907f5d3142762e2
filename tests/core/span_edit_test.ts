import { assertEquals, assertThrows } from "@std/assert";
import { applyEdits, lineAt } from "../../lib/core/span_edit.ts";

Deno.test("applyEdits() makes edits in any order and keeps the rest, counting UTF-16 units", () => {
  const edits = [{ start: 7, end: 8, text: "Z" }, { start: 0, end: 1, text: "" }, {
    start: 3,
    end: 3,
    text: "++",
  }];
  assertEquals(applyEdits("a😀 b  c\n", edits), "😀++ b  Z\n");
  assertEquals(edits[0]!.start, 7);
  assertEquals(applyEdits("same", []), "same");
});

Deno.test("applyEdits() takes edits that touch, and insertions at both ends", () => {
  const touching = [{ start: 1, end: 2, text: "X" }, { start: 0, end: 1, text: "Y" }];
  assertEquals(applyEdits("ab", touching), "YX");
  const ends = [{ start: 2, end: 2, text: ")" }, { start: 0, end: 0, text: "(" }];
  assertEquals(applyEdits("ab", ends), "(ab)");
});

Deno.test("applyEdits() refuses edits that overlap or leave the source", () => {
  const bad = [
    [{ start: 0, end: 2, text: "" }, { start: 1, end: 3, text: "" }],
    [{ start: 2, end: 1, text: "" }],
    [{ start: -1, end: 0, text: "" }],
    [{ start: 3, end: 5, text: "" }],
  ];
  for (const edits of bad) assertThrows(() => applyEdits("abcd", edits), RangeError, 'Cannot edit "');
});

Deno.test("lineAt() counts from 1, and a line's end belongs to it", () => {
  const source = "a\nbc\n\nd";
  assertEquals([0, 1, 2, 4, 5, 6, 7].map((offset) => lineAt(source, offset)), [1, 1, 2, 2, 3, 4, 4]);
});
