import { assert, assertEquals } from "@std/assert";
import { isEvenPython } from "../../lib/answers/python_indentation.ts";
import { SCENARIOS } from "../../lib/library/registry.ts";
import { parse } from "@std/yaml";

const EVEN: readonly [string, string][] = [
  ["statements", "a = 1\nif a:\n    b = 2\nelse:\n    b = 3\nc = 4\n"],
  ["a step of two", "def f():\n  if a:\n    return 1\n  return 2\n"],
  ["a bracket over lines", "a = f(1,\n      2)\nb = [\n  1,\n]\n"],
  ["a docstring with lines of its own", 'def f():\n    """Text.\n\n  odd: text\n    """\n    return 1\n'],
  ["comments anywhere", "# a\nif a:  # b:\n        # c\n    d = 1\n# e\n"],
  ["a joined line", "a = 1 + \\\n        2\nb = 3\n"],
  ["colons that open nothing", "a: int = 1\nb = x[1:]\nc = {1: 2}\nd = ':'\n"],
  ["a head over lines", "def f(a,\n      b):\n    return a\n"],
];
const ODD: readonly [string, string][] = [
  ["a line that goes in for no reason", "a = 1\n  b = 2\n"],
  ["a line that goes out halfway", "if a:\n    if b:\n        c = 1\n  d = 1\n"],
  ["a block that does not go in", "if a:\nb = 1\n"],
  ["steps of two widths", "if a:\n      if b:\n          c = 1\n"],
  ["prose that ends in a colon", "Continuing from here:\n    a = 1\n"],
  ["a text that stays open", 'a = """\nb\n'],
  ["a bracket that stays open", "a = (1,\n"],
];

Deno.test("isEvenPython() tells sources that begin in the first column from those that do so in part", async (t) => {
  for (const [name, text] of EVEN) await t.step(name, () => assert(isEvenPython(text.split("\n"))));
  for (const [name, text] of ODD) await t.step(name, () => assert(!isEvenPython(text.split("\n"))));
});

Deno.test("isEvenPython() knows every source of the library, and each with its first lines dedented", () => {
  for (const text of SCENARIOS) {
    const { correct_code, unit_tests } = parse(text, { schema: "core" }) as Record<string, string>;
    for (const source of [correct_code!, unit_tests!]) {
      const lines = source.trimEnd().split("\n");
      assert(isEvenPython(lines));
      const odd = lines.map((_, count) => count).filter((count) => count > 0 && count % 9 === 0)
        .filter((count) =>
          isEvenPython(lines.map((line, at) => at < count || line === "" ? line : `  ${line}`))
        );
      assertEquals(odd, []);
    }
  }
});
