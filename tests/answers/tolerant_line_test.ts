import { assertEquals } from "@std/assert";
import type { Field } from "../../lib/answers/answer_shape.ts";
import { readInline } from "../../lib/answers/tolerant_line.ts";

const READ: readonly [string, Field, string, unknown][] = [
  ["a plain text", "line", "Power of a lens", "Power of a lens"],
  ["a colon", "line", "Power: of a lens", "Power: of a lens"],
  ["colons and quotes", "line", 'It is "odd": 1/b = P', 'It is "odd": 1/b = P'],
  ["a quoted last word", "line", 'It is: "odd"', 'It is: "odd"'],
  ["a slice", "snippet", "x[i: j]", "x[i: j]"],
  ["double quotes", "line", '"a: \\"b\\" \\\\lambda"', 'a: "b" \\lambda'],
  ["single quotes", "line", "'it''s: so'", "it's: so"],
  ["an apostrophe in single quotes", "line", "'it's a lens's power'", "it's a lens's power"],
  ["quotes within quotes", "line", '"the "best" one"', 'the "best" one'],
  ["a quoted first word", "line", '"Peak" was taken', '"Peak" was taken'],
  ["a backslash in double quotes", "line", '"decays as \\lambda"', "decays as \\lambda"],
  ["an interval", "line", "[0, 1) is open", "[0, 1) is open"],
  ["a comment after a name", "name", "lens_power  # short", "lens_power"],
  ["a number", "line", "3.5", 3.5],
  ["a truth value", "snippet", "true", true],
  ["nothing", "line", "null", null],
  ["a list", "snippet", "[1, 2]", [1, 2]],
];

Deno.test("readInline() reads one line as YAML does, or as it stands", async (t) => {
  for (const [name, kind, inline, value] of READ) {
    await t.step(name, () => assertEquals(readInline(kind, inline), { ok: true, value }));
  }
});

const REFUSED: readonly [string, Field, string, string][] = [
  ["a comment", "line", "Power # of a lens", "has an unquoted #: put the text in quotes"],
  ["a comment after a colon", "line", "Power: of # a lens", "has an unquoted #: put the text in quotes"],
  ["a quote that stays open", "line", '"Power of a lens', "has a quote that is not closed"],
  [
    "a quote that nothing begins",
    "line",
    'Power: of a lens"',
    "ends with a quote that does not begin: put the text in quotes",
  ],
  ["two quoted words", "line", '"f" and "g"', "has quotes within quotes: escape the inner ones"],
  ["quotes within a source", "snippet", '"a" + "b"', "has quotes within quotes: escape the inner ones"],
  [
    "known and unknown escapes",
    "line",
    '"\\lambda\\nu"',
    "has backslashes in double quotes: double each of them",
  ],
  [
    "a lost command",
    "line",
    '"the \\theta"',
    "has a backslash or a line break that changes the text: double each backslash",
  ],
  ["an alias", "line", "*lens", 'begins with "*": put the text in quotes'],
  ["a tag", "snippet", "!!python/name:os.system x", 'begins with "!": put the text in quotes'],
];

Deno.test("readInline() refuses a line that could mean two things", async (t) => {
  for (const [name, kind, inline, problem] of REFUSED) {
    await t.step(name, () => assertEquals(readInline(kind, inline), { ok: false, problem }));
  }
});
