import { assertEquals } from "@std/assert";
import { lineMap } from "../../lib/evidence/line_map.ts";

function mapped(before: string, changed: string): (number | null)[] {
  const toOld = lineMap(before, changed);
  return changed.trimEnd().split("\n").map((_, at) => toOld(at + 1));
}

Deno.test("lineMap() leads from each line of a changed text to the one that it was", () => {
  assertEquals(mapped("a\nb\nc\n", "a\nB\nc\n"), [1, 2, 3]);
  assertEquals(mapped("a\nb\nc\n", "a\nc\n"), [1, 3]);
  assertEquals(mapped("a\nc\n", "a\nb\nc\n"), [1, null, 2]);
  assertEquals(mapped("a\nb\nc\n", "a\nx\ny\nc\n"), [1, 2, null, 3]);
  assertEquals(mapped("a\n", "a\n"), [1]);
});

Deno.test("lineMap() keeps count over many lines between two changes", () => {
  const lines = Array.from({ length: 40 }, (_, at) => `line ${at + 1}`);
  const changed = [...lines.slice(0, 4), ...lines.slice(5, 30), "new", ...lines.slice(30)];
  const toOld = lineMap(`${lines.join("\n")}\n`, `${changed.join("\n")}\n`);
  assertEquals(changed.map((_, at) => toOld(at + 1)), [
    ...lines.keys().map((at) => at + 1).filter((at) => at !== 5 && at <= 30),
    null,
    ...lines.keys().map((at) => at + 1).filter((at) => at > 30),
  ]);
});
