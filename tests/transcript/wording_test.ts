import { assertEquals } from "@std/assert";
import { codeBlock, count, inlineCode, listing, sentence } from "../../lib/transcript/wording.ts";

Deno.test("codeBlock() has a fence longer than any inside", () => {
  assertEquals(codeBlock("x = 1\n", "python"), "```python\nx = 1\n```");
  assertEquals(codeBlock("a\n```\nb"), "````\na\n```\nb\n````");
  assertEquals(codeBlock("`````"), "``````\n`````\n``````");
});

Deno.test("inlineCode() stands on one line and holds backticks of any number", () => {
  assertEquals(inlineCode("x"), "`x`");
  assertEquals(inlineCode("a\n   b"), "`a b`");
  assertEquals(inlineCode("a`b"), "`` a`b ``");
  assertEquals(inlineCode("a``b`"), "``` a``b` ```");
  assertEquals(inlineCode(""), "`  `");
});

Deno.test("count() and listing() write numbers and lists as people do", () => {
  assertEquals([count(1, "test"), count(0, "test"), count(2, "class", "classes")], [
    "1 test",
    "0 tests",
    "2 classes",
  ]);
  assertEquals([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(listing), ["", "a", "a and b", "a, b and c"]);
});

Deno.test("sentence() ends with one full stop, also after brackets and code", () => {
  const rows = [
    ["  It fails\n", "It fails."],
    ["It fails.", "It fails."],
    ["Why?", "Why?"],
    ["Uses `x`", "Uses `x`."],
    ["The sum (a + b)", "The sum (a + b)."],
    ["The sum. (It fails.)", "The sum. (It fails.)"],
  ];
  for (const [given, expected] of rows) assertEquals(sentence(given!), expected);
});
