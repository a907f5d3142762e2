import { assertEquals } from "@std/assert";
import { readProse } from "../../lib/bugs/python_prose.ts";

const ROWS: readonly (readonly [code: string, ...remarks: string[]])[] = [
  ["x = 1\n"],
  ["x = 1  # one \n", "# one"],
  ["# only\n", "# only"],
  ['"""Doc # not a comment."""\n', '"""Doc # not a comment."""'],
  ["def f():\n    '''Two\n    lines'''\n    return 1\n", "'''Two\n    lines'''"],
  ['x = "# no"\ny = \'#\' + r"\\#"  # yes\n', "# yes"],
  ['s = "a\\"#b"  # c\n', "# c"],
  ['f("""a\n# in a text\n""")\n'],
  ["v = [\n    1,  # one\n    'two',\n]\n", "# one"],
  ["'a' 'b'\n"],
  ["'a'.strip()\n"],
  ["x = 1; 'remark'\n", "'remark'"],
  ["x = \\\n  'joined'\n"],
  ["rb'bytes'  # b\n", "# b", "rb'bytes'"],
  ["x = 'never ends  # text\ny = 2  # two\n", "# two"],
  ["'''never ends\n# text\n", "'''never ends\n# text\n"],
  ["π = 3  # é\n", "# é"],
  ["(\n'in brackets'\n)\n"],
  [") # after an odd bracket\n'own'\n", "# after an odd bracket", "'own'"],
  [""],
];

Deno.test("readProse() finds comments, and texts that stand alone as docstrings do", () => {
  for (const [code, ...remarks] of ROWS) {
    assertEquals(readProse(code).remarks, remarks.toSorted(), code);
  }
});

Deno.test("readProse() finds the names of the code, not words in texts and comments", () => {
  const { names } = readProse('def area(r, unit="m"):  # of circles\n    return wrong_name * r**2\n');
  assertEquals([...names].toSorted(), ["2", "area", "def", "r", "return", "unit", "wrong_name"]);
});
