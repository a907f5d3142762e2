import { assertEquals } from "@std/assert";
import { locateReplacement } from "../../lib/bugs/locate_replacement.ts";

const CODE = "def f(a):\n    if a:\n        b = 1\n\n        c = 2\n    return a\n\n\na = 1\nba = 1\n";

/** What would be found and put there; how often it is there where that is not once. */
function locate(find: string, replace: string): readonly [string, string] | number {
  const located = locateReplacement({ find, replace }, CODE);
  return located.times === 1 ? [located.found.find, located.found.replace] : located.times;
}

Deno.test("locateReplacement() takes a text that stands once as it is, blanks and all", () => {
  assertEquals(locate("b = 1", " b = 2 "), ["b = 1", " b = 2 "]);
  assertEquals(locate("    return a\n\n", ""), ["    return a\n\n", ""]);
  assertEquals(locate("if a", "if not a"), ["if a", "if not a"]);
});

Deno.test("locateReplacement() leaves out a last line end that is not there", () => {
  assertEquals(locate("if a\n", "if not a\n"), ["if a", "if not a"]);
  assertEquals(locate("return\n", "yield\n"), ["return", "yield"]);
});

Deno.test("locateReplacement() finds whole lines in another indentation, and indents what replaces them", () => {
  const found = "        b = 1\n\n        c = 2";
  assertEquals(locate("b = 1\n\nc = 2", "b = 1\n\nif b:\n    c = 3"), [
    found,
    "        b = 1\n\n        if b:\n            c = 3",
  ]);
  assertEquals(locate("  b = 1\n\n  c = 2\n", "  b = 0\n  c = 2\n"), [found, "        b = 0\n        c = 2"]);
  assertEquals(locate("b = 1\n\nc = 2", ""), [found, ""]);
  // Lines whose indentation differs otherwise are other lines.
  assertEquals(locate("b = 1\n\n  c = 2", ""), 0);
});

Deno.test("locateReplacement() tells what is there nowhere from what is there more than once", () => {
  for (const find of ["b = 3", "if b:", "b  = 1", "f(a):  \n"]) assertEquals(locate(find, ""), 0, find);
  for (const find of ["a", "= 1", "1\n"]) assertEquals(locate(find, ""), 2, find);
  // Once as a line, and once more as the end of one.
  assertEquals(locate("  a = 1", "  a = 2"), 2);
});

const LOOP =
  "def f(values):\n    total = 0\n    for value in values:\n        total += value\n    return total\n";

Deno.test("locateReplacement() indents lines that come after a single one, where they cannot stand otherwise", () => {
  const rows: readonly (readonly [find: string, replace: string, moved: string])[] = [
    ["total = 0", "total = 0\nlast = 1", "total = 0\n    last = 1"],
    [
      "total += value",
      "if value:\n    total += value\n\ntotal += 1",
      "if value:\n            total += value\n\n        total += 1",
    ],
    ["total = 0\n", "total = 0\nlast = 1\n", "total = 0\n    last = 1\n"],
    // These stand as they are: lines with all their indentation, and what comes after the function.
    ["total = 0", "total = 0\n    last = 1", "total = 0\n    last = 1"],
    ["return total", "return total\n\n\ndef g():\n    return 1", "return total\n\n\ndef g():\n    return 1"],
    ["= 0", "= 0\nlast = 1", "= 0\nlast = 1"],
  ];
  for (const [find, replace, moved] of rows) {
    assertEquals(locateReplacement({ find, replace }, LOOP), { times: 1, found: { find, replace: moved } });
  }
});
