import { assert, assertEquals } from "@std/assert";
import { normalisedTokens } from "../../lib/core/python_tokens.ts";

const words = (code: string) => normalisedTokens(code).join(" ");

Deno.test("normalisedTokens() keeps keywords, operators and values, and names by their kind", () => {
  const table: [code: string, tokens: string][] = [
    ["x = y + 1", "NAME = NAME + 1"],
    ["total += rate ** 2 // n", "NAME += NAME ** 2 // NAME"],
    ["def area(r, *, unit=None): return r", "def FUNCTION ( NAME , * , NAME = None ) : return NAME"],
    ["return self.mass * self.speed(t)", "return NAME . ATTRIBUTE * NAME . METHOD ( NAME )"],
    ["for i in range(len(xs)): pass", "for NAME in range ( len ( NAME ) ) : pass"],
    ["raise ValueError('no ' 'values')", "raise ValueError ( STR )"],
    ["if (n := 3) != m: x <<= 1", "if ( NAME := 3 ) != NAME : NAME <<= 1"],
    ["größe = Ω", "NAME = NAME"],
    ["x[..., 1:]", "NAME [ ... , 1 : ]"],
  ];
  for (const [code, tokens] of table) assertEquals(words(code), tokens, code);
});

Deno.test("normalisedTokens() takes numbers by value", () => {
  const table: [string, string][] = [
    ["1_000", "1000"],
    ["1e3", "1000"],
    ["1000.", "1000"],
    [".5", "0.5"],
    ["0x1F", "31"],
    ["0b11", "3"],
    ["2.50J", "2.5j"],
  ];
  for (const [code, token] of table) assertEquals(words(`x = ${code}`), `NAME = ${token}`, code);
  assert(words("x = 9.81") !== words("x = 9.8"));
});

Deno.test("normalisedTokens() takes what is imported by its own name, however it is imported", () => {
  const root = "FUNCTION ( sqrt ( NAME ) , pi )";
  assertEquals(words("import math\nf(math.sqrt(x), math.pi)"), root);
  assertEquals(words("import math as m\nf(m.sqrt(x), m.pi)"), root);
  assertEquals(words("from math import sqrt, pi\nf(sqrt(x), pi)"), root);
  assertEquals(words("from math import (\n    sqrt as root,\n    pi,\n)\nf(root(x), pi)"), root);
});

Deno.test("normalisedTokens() passes over docstrings, comments, blanks, line breaks and trailing commas", () => {
  const plain = "def f(a, b):\n    return g(a, b)\n";
  const dressed = `"""A module."""  # of one function


def f(
    a,  # first
    b,
):
    '''Says
    what "it" does.'''
    # A remark; with a = 1.
    return g(a, \\
        b,
    )
`;
  assertEquals(words(dressed), words(plain));
  assertEquals(words(dressed.replaceAll("\n", "\r\n")), words(plain));
  assertEquals(words('x = """a docstring no more"""'), "NAME = STR");
  assertEquals(words("x = 1; y = 2"), words("x = 1\ny = 2"));
});

Deno.test("normalisedTokens() reads texts that are no Python", () => {
  assertEquals(normalisedTokens(""), []);
  assertEquals(words("y = 'open\nx = 1"), "NAME = STR NAME = 1");
  assertEquals(words('y = """never closed\nx = 1'), "NAME = STR");
  assertEquals(words(") ] } x\ny"), ") ] } NAME NAME");
  assertEquals(words("import\nfrom\nfrom x\nx = $ ?"), "from from NAME NAME = $ ?");
  for (const piece of ['"""', "'\\", "((((", "1e", "f'{", "\u0000", "\ud800", "\\\n"]) {
    assert(Array.isArray(normalisedTokens(piece.repeat(5000))));
  }
});
