import { assert, assertEquals } from "@std/assert";
import type { WatchedCall } from "../../lib/core/python.ts";
import { sharedPool } from "../support/with_pool.ts";

const pool = sharedPool();

/** The calls that a body of statements makes of a module's functions. */
async function watch(code: string, body: string): Promise<readonly WatchedCall[]> {
  const lines = body.split("\n").map((line) => `        ${line}\n`).join("");
  const tests =
    `import unittest\nfrom thing import *\nclass A(unittest.TestCase):\n    def test_a(self):\n${lines}`;
  const { run, seen } = await pool().watchCalls({ moduleName: "thing", code, tests }, { limitMs: 5000 });
  assert(run.kind === "finished" && run.tests[0]!.status === "passed", JSON.stringify(run));
  return seen.get("A.test_a")!;
}

/** "function result" of each call. */
async function results(code: string, body: string): Promise<string[]> {
  return (await watch(code, body)).map((call) => `${call.function} ${call.result}`);
}

const caught = (call: string) => `try: ${call}\nexcept Exception: pass`;

Deno.test("An exception that leaves a function is its result, whatever it passes on its way", async () => {
  const code = `
class Manager:
    def __enter__(self): return self
    def __exit__(self, *error): return False

def plain():
    raise ValueError("plain")

def through_finally():
    try:
        raise ValueError("finally")
    finally:
        done = True

def through_with():
    with Manager():
        raise ValueError("with")

def through_call():
    value = plain()
    return value

def raised_again():
    try:
        plain()
    except ValueError:
        raise

def replaced():
    try:
        plain()
    except ValueError as error:
        raise KeyError("other") from error

def outer_of_two():
    try:
        raise ValueError("outer")
    finally:
        try:
            raise KeyError("inner")
        except KeyError:
            pass
`;
  const names = [
    "through_finally",
    "through_call",
    "raised_again",
    "replaced",
    "outer_of_two",
    "through_with",
  ];
  assertEquals(await results(code, names.map((name) => caught(`${name}()`)).join("\n")), [
    "through_finally raises ValueError('finally')",
    "plain raises ValueError('plain')",
    "through_call raises ValueError('plain')",
    "plain raises ValueError('plain')",
    "raised_again raises ValueError('plain')",
    "plain raises ValueError('plain')",
    "replaced raises KeyError('other')",
    "outer_of_two raises ValueError('outer')",
    "Manager.__enter__ <thing.Manager object at 0x...>",
    "Manager.__exit__ False",
    "through_with raises ValueError('with')",
  ]);
});

Deno.test("An exception that is caught inside a function is not its result", async () => {
  const code = `
from contextlib import suppress

def caught():
    try:
        {}["key"]
    except KeyError:
        return None

def swallowed():
    with suppress(KeyError):
        {}["key"]

def overruled():
    try:
        {}["key"]
    finally:
        return None

def exhausted():
    for _ in iter([]): pass
`;
  const names = ["caught", "swallowed", "overruled", "exhausted"];
  assertEquals(
    await results(code, names.map((name) => `${name}()`).join("\n")),
    names.map((name) => `${name} None`),
  );
});

Deno.test("A generator has one call for each step", async () => {
  const code = `
def steps():
    yield 1
    yield None

def whole():
    yield from steps()

def closed():
    try:
        yield 1
    finally:
        done = True

def thrown_into():
    yield 1
`;
  assertEquals(await results(code, "list(steps())"), ["steps 1", "steps None", "steps None"]);
  assertEquals(await results(code, "next(whole())\nfor step in [closed()]: next(step); step.close()"), [
    "steps 1",
    "whole 1",
    "steps raises GeneratorExit()",
    "whole raises GeneratorExit()",
    "closed 1",
    "closed raises GeneratorExit()",
  ]);
  assertEquals(await results(code, `step = thrown_into()\nnext(step)\n${caught("step.throw(KeyError())")}`), [
    "thrown_into 1",
    "thrown_into raises KeyError()",
  ]);
});

Deno.test("Recursive calls end from the inside, and are numbered as they begin", async () => {
  const calls = await watch("def fact(n):\n    return n * fact(n - 1) if n else 1\n", "fact(2)");
  assertEquals(calls.map(({ start, arguments: { n }, result }) => [start, n, result]), [
    [3, "0", "1"],
    [2, "1", "1"],
    [1, "2", "2"],
  ]);
});

Deno.test("A method has its class's name, and the state that it left", async () => {
  const code = `
class Tank:
    level: float

    class Valve:
        def turn(self): self.open = True

    def __init__(self, level): self.level = level

    @staticmethod
    def full(): return 9.0

    @property
    def free(self): return self.full() - self.level

class Slots:
    __slots__ = ("x",)
    def set(self): self.x = 1
`;
  const calls = await watch(code, "Tank(2.0).free\nTank.Valve().turn()\nSlots().set()");
  assertEquals(calls.map((call) => [call.function, call.result, call.state]), [
    ["Tank.__init__", "None", { level: "2.0" }],
    ["Tank.full", "9.0", {}],
    ["Tank.free", "7.0", { level: "2.0" }],
    ["Tank.Valve.turn", "None", { open: "True" }],
    ["Slots.set", "None", {}],
  ]);
});

Deno.test("Arguments are told by name with their values at the call, also starred ones", async () => {
  const code =
    "def f(a, /, b=2, *rest, key=None, **more):\n    a.append(3)\n    b = 5\n    return lambda: b\n";
  const [call] = await watch(code, "f([1], 4, 5, 6, key='k', extra=7)");
  assertEquals(call!.arguments, {
    a: "[1]",
    b: "4",
    key: "'k'",
    "*rest": "(5, 6)",
    "**more": "{'extra': 7}",
  });
});

Deno.test("What is shown is bounded and without addresses", async () => {
  const code = `
class Odd:
    def __repr__(self): raise RuntimeError("no")

class Wide:
    def fill(self):
        for n in range(50): setattr(self, "a%d" % n, n)

def same(value): return value
def count(): return 1
`;
  const body = "same('x' * 1000)\nsame(Odd())\nsame(object())\nWide().fill()";
  const calls = await watch(code, body);
  const shown = calls.filter((call) => call.function === "same").map((call) => call.result);
  assertEquals([shown[0]!.length, shown[0]!.slice(-4)], [200, "x..."]);
  assertEquals(shown.slice(1), ["<repr raised RuntimeError>", "<object object at 0x...>"]);
  assertEquals(Object.keys(calls.at(-1)!.state).length, 20);
  assertEquals((await watch(code, "for _ in range(5000): count()")).length, 1500);
});

Deno.test("A watched run gives the results of a plain one", async () => {
  const files = {
    moduleName: "thing",
    code: "def f(x):\n    if x:\n        return 1\n    return 2\n",
    tests: "import unittest, thing\nclass A(unittest.TestCase):\n    def test_a(self):\n" +
      "        self.assertEqual(thing.f(1), 2)\n    def test_b(self):\n        thing.f(0)\n",
  };
  const [plain, lines, calls] = await Promise.all([
    pool().runTests(files, { limitMs: 3000 }),
    pool().watchLines(files, { limitMs: 3000 }),
    pool().watchCalls(files, { limitMs: 3000, only: ["A.test_b"] }),
  ]);
  assert(plain.kind === "finished" && lines.run.kind === "finished");
  const untimed = (run: typeof plain) => run.tests.map((test) => ({ ...test, ms: 0 }));
  assertEquals(untimed(lines.run), untimed(plain));
  assertEquals([...lines.seen], [["A.test_a", [2, 3]], ["A.test_b", [2, 4]]]);
  assertEquals([...calls.seen.keys()], ["A.test_b"]);
});

Deno.test("A watched run that does not finish has seen nothing", async () => {
  const files = { moduleName: "thing", code: "x = y\n", tests: "import thing\n" };
  const { run, seen } = await pool().watchLines(files, { limitMs: 3000 });
  assertEquals([run.kind, seen.size], ["import_error", 0]);
});
