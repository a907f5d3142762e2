import { assert, assertEquals } from "@std/assert";
import { type AstNode, walk, walkWhole } from "../../lib/core/ast.ts";
import { findPythons } from "../support/pythons.ts";
import { openPool } from "../support/with_pool.ts";

const SOURCE = `"""Größe 😀 of a thing."""
import math as m
from dataclasses import dataclass, field

Ω: float = 24.*3600.
𝑥 = {"😀": [1_000, 0x1F, 1e-3, 2j], 'b': (b"bytes", ..., None, True)}
total = (Ω  # comment with + and 😀
         + 1 -
         -𝑥["😀"][0]
         ) // 2 ** 3 % 5 @ 7 \\
    << 1 >> 2 & 3 | 4 ^ ~5
total += (1)
total **= (2)
chain = 0 < Ω <= (1) != 2 is not None
other = (not Ω   not   in  # why
         [1])
mixed = (Ω  is  # odd
         not None) and (not m) or (lambda a, /, b=1, *c, d, **e: (a, b))
text = f"{Ω!r:>{10}} 😀 {𝑥['😀']}" "tail"; after = "ü" + text
lines = (f"one {Ω + 1:{2 * 3}.{4}f}"
         f"" f"two {not Ω=}") + f"{{}}" + rf"\d{(lambda: Ω)()}" + f'''
  {Ω and other}
'''


@dataclass(frozen=True)
class Körper(object, metaclass=type):
    masse: "float" = field(default=1.)

    @property
    async def größe(self, *args: int, key: str = "k", **kw) -> int:
        async with self as s, other:
            await s.run(*args, key=key, **kw)
        async for i in s:
            yield i
        return [i async for i in s if (n := i) > 0 and i]


def f(a, b=(1, 2), *, c):
    global total
    try:
        del a[1:2, ::3]
        assert a, "no"
    except (ValueError, TypeError) as error:
        raise RuntimeError("😀") from error
    else:
        while a: break
    finally:
        pass
    return {k: v for k, v in b} if a else {*a, c} | {i for i in a}
`;

const MATCH = `match point:
    case {"x": 0, **rest} if rest: y = 1
    case Point(x=0, y=[1, *_]) | None as z: y = -2
    case 3.5 | "é": y = "😀" + z
`;

/** What stands in the source for each kind of operator. */
const OPERATORS: Readonly<Record<string, string>> = {
  ...{ Add: "+", Sub: "-", Mult: "*", Div: "/", FloorDiv: "//", Mod: "%", Pow: "**", MatMult: "@" },
  ...{ LShift: "<<", RShift: ">>", BitAnd: "&", BitOr: "|", BitXor: "^", Invert: "~", USub: "-", Not: "not" },
  ...{ Lt: "<", LtE: "<=", Gt: ">", GtE: ">=", Eq: "==", NotEq: "!=", In: "in", NotIn: "not in" },
  ...{ Is: "is", IsNot: "is not", And: "and", Or: "or" },
};

/** What is wrong with the span of a node, by what must stand there; null if nothing. */
function spanProblem(node: AstNode, source: string): string | null {
  const text = source.slice(node.start, node.end);
  const wrong = () => `${node.type} is ${JSON.stringify(text)}`;
  const operator = OPERATORS[node.type];
  if (operator !== undefined) {
    const plain = text.replace(/#.*\n/g, " ").replace(/\s+/g, " ");
    const assigned = plain === `${operator}=`;
    return plain === operator || assigned ? null : wrong();
  }
  if (node.start < 0) return null;
  if (source.slice(0, node.start).split("\n").length !== node.line && node.type !== "Module") return "line";
  switch (node.type) {
    case "Name":
      return text.normalize("NFKC") === node.id ? null : wrong();
    case "arg":
      return text.normalize("NFKC").startsWith(String(node.arg)) ? null : wrong();
    case "Attribute":
      return text.endsWith(`.${node.attr}`) ? null : wrong();
    case "Constant":
      return constantFits(node, text) ? null : wrong();
    case "Call":
      return text.endsWith(")") ? null : wrong();
    case "FunctionDef":
      return text.startsWith(`def ${node.name}(`) ? null : wrong();
    case "AsyncFunctionDef":
      return text.startsWith(`async def ${node.name}(`) ? null : wrong();
    case "ClassDef":
      return text.startsWith(`class ${node.name}(`) ? null : wrong();
    case "Lambda":
      return text.startsWith("lambda ") ? null : wrong();
    case "JoinedStr":
      return /^r?f(["'])[^]*\1$/.test(text) ? null : wrong();
    case "Subscript":
      return text.endsWith("]") ? null : wrong();
    case "Starred":
      return text.startsWith("*") ? null : wrong();
    case "Await":
      return text.startsWith("await ") ? null : wrong();
    case "NamedExpr":
      return text === "n := i" ? null : wrong();
    case "Module":
      return text === source ? null : wrong();
    default:
      return text === text.trim() && text !== "" ? null : wrong();
  }
}

function constantFits(node: AstNode, text: string): boolean {
  const value = String(node.value);
  switch (node.kind) {
    case "str":
      return /^["'](?:"")?/.test(text) && text.includes(value);
    case "int":
    case "float":
      return Number(text.replaceAll("_", "")) === Number(value);
    case "complex":
      return text === value;
    case "bytes":
      return text.slice(2, -1) === value.slice(2, -1);
    case "Ellipsis":
      return text === "...";
    default:
      return text === value;
  }
}

const TASK = {
  moduleName: "thing",
  code: `class Sum:
    def __init__(self):
        self.total = 0.0

    def add(self, *values, scale=1):
        for value in values:
            self.total += scale * value
        return self

    def checked(self):
        try:
            if self.total < 0:
                raise ValueError("negative")
        finally:
            self.total = abs(self.total)


def halves(values):
    for value in values:
        yield value / 2
`,
  tests: `import unittest
from thing import Sum, halves

class SumTest(unittest.TestCase):
    def test_add(self):
        self.assertEqual(Sum().add(1, 2, scale=2).total, 6)
    def test_halves(self):
        self.assertEqual(list(halves([1, 2])), [0.5, 1.5])
    def test_negative(self):
        with self.assertRaises(ValueError):
            Sum().add(-1).checked()
`,
};

const SUM = "<thing.Sum object at 0x...>";
const INIT = { function: "Sum.__init__", result: "None", state: { total: "0.0" } };
const EXPECTED_CALLS = {
  "SumTest.test_add": [
    { ...INIT, start: 1, arguments: { self: SUM } },
    {
      start: 2,
      function: "Sum.add",
      arguments: { self: SUM, scale: "2", "*values": "(1, 2)" },
      result: SUM,
      state: { total: "6.0" },
    },
  ],
  "SumTest.test_halves": [
    { start: 1, function: "halves", arguments: { values: "[1, 2]" }, result: "0.5", state: {} },
    { start: 2, function: "halves", arguments: { values: "[1, 2]" }, result: "1.0", state: {} },
    { start: 3, function: "halves", arguments: { values: "[1, 2]" }, result: "None", state: {} },
  ],
  "SumTest.test_negative": [
    { ...INIT, start: 1, arguments: { self: SUM } },
    {
      start: 2,
      function: "Sum.add",
      arguments: { self: SUM, scale: "1", "*values": "(-1,)" },
      result: SUM,
      state: { total: "-1.0" },
    },
    {
      start: 3,
      function: "Sum.checked",
      arguments: { self: SUM },
      result: "raises ValueError('negative')",
      state: { total: "1.0" },
    },
  ],
};

const pythons = await findPythons();

Deno.test("The tests find at least the default Python", () => assert(pythons.length >= 1));

const trees: AstNode[] = [];
for (const { path, version } of pythons) {
  Deno.test(`Python ${version} gives every node of a tree the span of its text`, async () => {
    await using pool = await openPool({ python: path });
    const sources = Number(version.split(".")[1]) >= 10 ? [SOURCE, MATCH] : [SOURCE];
    for (const source of sources) {
      const parsed = await pool.parse(source);
      assert(parsed.ok, parsed.ok ? "" : parsed.message);
      const nodes = [...walk(parsed.tree)].map(({ node }) => node);
      assertEquals(nodes.map((node) => spanProblem(node, source)).filter((problem) => problem !== null), []);
      if (source === SOURCE) {
        const seen = new Set(nodes);
        const inside = [...walkWhole(parsed.tree)].map(({ node }) => node).filter((node) => !seen.has(node));
        assertEquals(inside.filter(({ start, end }) => start !== -1 || end !== -1), []);
        // Expressions in f-strings are there, on the line of their f-string.
        const types = inside.map(({ type, line }) => `${type} ${line}`);
        for (const type of ["Subscript 19", "Mult 0", "Not 0", "Lambda 21", "BoolOp 21"]) {
          assert(types.includes(type), `${type} in ${types}`);
        }
        const kinds = new Set(nodes.map((node) => node.type));
        // Every operator but those that the source has no use for.
        const missing = Object.keys(OPERATORS).filter((kind) => !kinds.has(kind));
        assertEquals(missing, ["Div", "GtE", "Eq", "In", "Is"]);
        trees.push(parsed.tree);
      }
    }
  });

  Deno.test(`Python ${version} does every job`, async () => {
    await using pool = await openPool({ python: path });
    assertEquals(pool.version, version);
    const options = { limitMs: 5000 };
    const [run, lines, calls, cold] = await Promise.all([
      pool.runTests(TASK, { ...options, orderSeed: 3 }),
      pool.watchLines(TASK, options),
      pool.watchCalls(TASK, options),
      pool.runCold({ ...TASK, moduleFile: "other name.py" }, options),
    ]);
    const ids = Object.keys(EXPECTED_CALLS);
    assert(run.kind === "finished", JSON.stringify(run));
    assertEquals(run.tests.map(({ id, status }) => `${id} ${status}`).sort(), [
      "SumTest.test_add passed",
      "SumTest.test_halves failed",
      "SumTest.test_negative passed",
    ]);
    assertEquals([...lines.seen.keys()], ids);
    assertEquals(lines.seen.get("SumTest.test_halves"), [19, 20]);
    assertEquals(lines.seen.get("SumTest.test_add"), [3, 6, 7, 8]);
    // Where a call stands among all that was recorded is told by tests of its own.
    const plain = [...calls.seen].map(([id, made]) => [
      id,
      made.map(({ began: _, ended: __, parent: ___, from_line: ____, ...call }) => call),
    ]);
    assertEquals(Object.fromEntries(plain) as unknown, EXPECTED_CALLS);
    assertEquals([cold.kind, cold.code, cold.outputCut], ["exited", 1, false]);
    const frames = run.tests.find(({ id }) => id === "SumTest.test_halves")!.frames;
    assertEquals(frames, [{ file: "test_thing.py", line: 8, function: "test_halves" }]);
  });
}

Deno.test("All Pythons give the same tree", () => {
  for (const tree of trees) assertEquals(tree, trees[0]);
});
