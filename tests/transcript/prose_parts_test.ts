import { assert, assertEquals } from "@std/assert";
import { GAP, readProse } from "../../lib/transcript/prose_parts.ts";

function parts(text: string) {
  const read = readProse(text);
  assert(typeof read !== "string", String(read));
  return read;
}

Deno.test("readProse() finds fenced, indented and quoted blocks", () => {
  const text =
    "First:\n\n```python\nx = 1\n\ny = 2\n```\n\nThen\n\n    z = 3\n    z += 1\n\n> said\n\n~~~\n```\n~~~\nlast";
  const { blocks, running } = parts(text);
  assertEquals(blocks, ["x = 1\n\ny = 2", "    z = 3\n    z += 1", "said", "```"]);
  assertEquals(running.split(/\s+/), ["First:", GAP, "Then", GAP, GAP, GAP, "last"]);
});

Deno.test("readProse() finds code spans of any number of backticks; numbers in them stay in the text", () => {
  const { spans, plain, bare } = parts("Here `a b`, ``c`d`` and `-2.5`, *so* **it** is 2*3 or x**2.");
  assertEquals(spans, ["a b", "c`d"]);
  assertEquals(plain, `Here ${GAP}, ${GAP} and -2.5, so it is 2*3 or x**2.`);
  assertEquals(bare, "Here a b, cd and -2.5, *so* **it** is 2*3 or x**2.");
});

Deno.test("readProse() finds quotations of more than a word", () => {
  const text =
    `It says "no such thing" and "so", \u201cfar too low\u201d, 'one of them' and \u2018x = 1\u2019; the tests' and module's "x=1".`;
  assertEquals([...parts(text).quotes].sort(), [
    "far too low",
    "no such thing",
    "one of them",
    "x = 1",
    "x=1",
  ]);
  assertEquals(parts("It is `say('a b', \"c\")`.").quotes, []);
});

Deno.test("readProse() says what has no end", () => {
  const rows = [
    ["a ` b", "a backtick has no other"],
    ["a `b`` c", "a backtick has no other"],
    ["a `b\n\nc` d", "a backtick has no other"],
    ["```\nx", "a fenced block does not end"],
    ["````\nx\n```", "a fenced block does not end"],
    ['a "b', "a quotation mark has no other"],
    ['a "b\n\nc" d', "a quotation mark has no other"],
  ] as const;
  assertEquals(rows.map(([text]) => readProse(text)), rows.map(([, problem]) => problem));
});
