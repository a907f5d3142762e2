import { assert, assertEquals } from "@std/assert";
import { changedLines, editsBetween } from "../../lib/bugs/whole_code.ts";
import { applyEdits } from "../../lib/core/span_edit.ts";
import { seededRandom } from "../../lib/core/random.ts";

const CODE = `import math


def area(r):
    """Area."""
    if r < 0:
        raise ValueError("r")

    return math.pi * r**2
`;

/** The edits that lead to a code, as [old, new], after checking that they do. */
function edits(code: string, result: string = code): readonly (readonly [string, string])[] {
  const found = editsBetween(CODE, code)!;
  assertEquals(applyEdits(CODE, found), result);
  return found.map(({ start, end, text }) => [CODE.slice(start, end), text]);
}

Deno.test("editsBetween() replaces the lines that differ, and nothing else", () => {
  assertEquals(edits(CODE), []);
  assertEquals(edits(CODE.replace("r**2", "r**3")), [["return math.pi * r**2", "return math.pi * r**3"]]);
  assertEquals(edits(CODE.replace("< 0", "<= 0").replace("r**2", "r")), [
    ["if r < 0:", "if r <= 0:"],
    ["return math.pi * r**2", "return math.pi * r"],
  ]);
  assertEquals(edits(CODE.replace("    return", "        return")), [
    ["return math.pi * r**2", "    return math.pi * r**2"],
  ]);
  assertEquals(edits(CODE.replace("r < 0", "r <= 0").replace('("r")', "(r)")), [
    ["if r < 0:", "if r <= 0:"],
    ['raise ValueError("r")', "raise ValueError(r)"],
  ]);
  assertEquals(edits(CODE.replace("    if", "    r = abs(r)\n    if")), [["", "    r = abs(r)\n"]]);
  assertEquals(edits(CODE.replace('        raise ValueError("r")\n', "        r = 0\n        r += 1\n")), [
    ['raise ValueError("r")', "r = 0\n        r += 1"],
  ]);
});

Deno.test("editsBetween() puts new lines with the blank lines that part them from the others", () => {
  assertEquals(edits(CODE.replace("    return", "    s = r\n    return")), [["", "    s = r\n"]]);
  assertEquals(edits(CODE.replace('("r")\n', '("r")\n    s = r\n')), [["", "    s = r\n"]]);
  const half = "def half(x):\n    return x / 2\n";
  assertEquals(edits(CODE.replace("def area", `${half}\n\ndef area`)), [["", `\n\n${half}`]]);
  assertEquals(edits(`${CODE}\n\n${half}`), [["", `\n\n${half}`]]);
  assertEquals(edits(`import cmath\n${CODE}`), [["", "import cmath\n"]]);
});

Deno.test("editsBetween() takes a line away with its end", () => {
  const without = CODE.replace('        raise ValueError("r")\n', "");
  assertEquals(edits(without), [['        raise ValueError("r")\n', ""]]);
  assertEquals(edits(CODE.replace('        raise ValueError("r")\n', "        \n"), without), [
    ['        raise ValueError("r")\n', ""],
  ]);
});

Deno.test("editsBetween() keeps the blank lines and ends of lines as they were", () => {
  const reformatted = `\n${CODE.replace("\n\n\n", "\n").replace('"""\n', '"""  \n\n')}\n\n`;
  assertEquals(edits(reformatted, CODE), []);
  assertEquals(edits(reformatted.replace("r**2", "r"), CODE.replace("r**2", "r")), [
    ["return math.pi * r**2", "return math.pi * r"],
  ]);
  assertEquals(edits(CODE.trimEnd(), CODE), []);
});

Deno.test("editsBetween() gives up where another module was written", () => {
  const lines = (word: string) => Array.from({ length: 300 }, (_, n) => `${word}_${n} = ${n}\n`).join("");
  assertEquals(editsBetween(lines("a"), lines("b")), null);
  assertEquals(editsBetween(lines("a"), lines("a").replace("a_7 ", "b_7 "))!.length, 1);
});

Deno.test("editsBetween() leads to the other code from any code, blank lines aside", () => {
  const random = seededRandom("whole code");
  const choice = (count: number) => Math.floor(random.next() * count);
  const source = () => {
    const lines = Array.from({ length: choice(8) }, () => ["", "a", "  b", "  c ", "    d", "e"][choice(6)]);
    return lines.join("\n") + (choice(2) ? "\n" : "");
  };
  const bare = (text: string) => text.split("\n").map((line) => line.trimEnd()).filter((line) => line !== "");
  let changed = 0;
  for (let n = 0; n < 2000; n++) {
    const [from, to] = [source(), source()];
    const found = editsBetween(from, to)!;
    assertEquals(bare(applyEdits(from, found)), bare(to), JSON.stringify([from, to]));
    if (found.length > 0) changed++;
  }
  assert(changed > 1500, `${changed} pairs differed`);
});

Deno.test("changedLines() counts lines that go and lines that come", () => {
  const count = (code: string) => changedLines(editsBetween(CODE, code)!, CODE);
  assertEquals(count(CODE), 0);
  assertEquals(count(CODE.replace("r**2", "r")), 2);
  assertEquals(count(CODE.replace('        raise ValueError("r")\n', "")), 1);
  assertEquals(count(CODE.replace("    if", "    r = abs(r)\n\n    s = r\n    if")), 2);
});
