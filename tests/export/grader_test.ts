import { assert, assertEquals, assertMatch } from "@std/assert";
import { GRADER } from "../../lib/export/grader.ts";
import type { PythonPool } from "../../lib/python/pool.ts";
import { findPythons } from "../support/pythons.ts";
import { openPool, sharedPool } from "../support/with_pool.ts";

const pool = sharedPool();
const GIVEN = "import math\n\n\ndef half(x):\n    return x / 2 + 1\n";
const SOUND = GIVEN.replace(" + 1", "");
const TESTS = `import unittest
from thing import half


class Tests(unittest.TestCase):
    def test_even(self):
        value = half(4)
        self.assertEqual(value, 2.0)

    def test_odd(self):
        with self.assertRaises(TypeError):
            half("3")
        value = half(3)
        self.assertAlmostEqual(value, 1.5)

    def test_type(self):
        self.assertIsInstance(half(1), float)
`;
const IDS = ["Tests.test_even", "Tests.test_odd", "Tests.test_type"];

interface Parts {
  readonly given?: string;
  readonly tests?: string;
  readonly ids?: readonly string[];
  readonly more?: Readonly<Record<string, string>>;
  readonly own?: PythonPool;
}

/** Reward and first line of what is said of a module. */
async function grade(
  code: string,
  { given = GIVEN, tests = TESTS, ids = IDS, more = {}, own = pool() }: Parts = {},
) {
  const grader = Object.fromEntries(Object.entries(GRADER).map(([name, text]) => [`tests/${name}`, text]));
  const files = {
    ...grader,
    "tests/given.py": given,
    "tests/test_thing.py": tests,
    "tests/tests.json": JSON.stringify({ module: "thing", tests: ids }),
    "app/thing.py": code,
    ...more,
  };
  const { reward, output } = await own.grade(files, { limitMs: 40_000 });
  return [reward, output.split("\n")[0]!];
}

/** The same where nothing is new to the screen: what is left are the means of the run. */
const gradeUnscreened = (added: string, parts: Parts = {}) =>
  grade(GIVEN + added, { given: GIVEN + added, ...parts });

Deno.test("the grader rewards a module that passes each test, and no other, on every Python", async () => {
  for (const python of await findPythons()) {
    await using own = await openPool({ python: python.path });
    assertEquals(await grade(SOUND, { own }), ["1\n", "every test passes"], python.version);
    assertEquals(await grade(GIVEN, { own }), [
      "0\n",
      "2 of 3 tests do not pass: Tests.test_even, Tests.test_odd",
    ]);
    // Of all that a fix may import, nothing makes the run doubtful.
    const plain =
      "abc array bisect cmath collections copy dataclasses datetime decimal enum fractions functools heapq " +
      "itertools json math numbers random re statistics string textwrap typing";
    const used = "import " + plain.replaceAll(" ", ", ") +
      "\n@dataclasses.dataclass(frozen=True)\nclass Point:\n    x: int\n" +
      "Pair = collections.namedtuple('Pair', 'a b')\nKind = enum.Enum('Kind', 'A B')\nclass Row(typing.NamedTuple):\n    z: int\n";
    assertEquals(await grade(used + SOUND, { own }), ["1\n", "every test passes"], python.version);
  }
});

Deno.test("the grader takes nothing but text from the work folder", async () => {
  const exits = "raise SystemExit(0)\n";
  const more = {
    "app/unittest.py": exits,
    "app/math.py": exits,
    "app/test_thing.py": "",
    "app/run_tests.py": "",
  };
  assertEquals((await grade(SOUND, { more }))[0], "1\n");
  assertEquals((await grade(GIVEN, { more }))[0], "0\n");
  assertEquals(await grade("x = " + "(".repeat(20_000)), [
    "0\n",
    (await grade("x = " + "(".repeat(20_000)))[1],
  ]);
  assertMatch((await grade("\0"))[1]!, /^the module does not parse/);
  assertEquals(await grade("#".repeat(1 << 21)), ["0\n", "the module cannot be read: it is too long"]);
});

Deno.test("the grader replaces a reward that is there already", async () => {
  for (const name of ["reward.txt", "reward.json", "reward.txt/deep", "reward.json/deep"]) {
    assertEquals((await grade(GIVEN, { more: { [`logs/verifier/${name}`]: "1" } }))[0], "0\n", name);
    assertEquals((await grade(SOUND, { more: { [`logs/verifier/${name}`]: "0" } }))[0], "1\n", name);
  }
});

Deno.test("the grader wants exactly the tests that it knows, and takes no skip for a success", async () => {
  const added = TESTS + "\n    def test_new(self):\n        self.fail()\n";
  assertEquals((await grade(SOUND, { tests: added }))[0], "1\n");
  assertEquals(await grade(SOUND, { ids: [...IDS, "Tests.test_gone"] }), [
    "0\n",
    "not each of the 4 tests ran once",
  ]);
  const skipped = TESTS.replace("    def test_type", "    @unittest.skip('no')\n    def test_type");
  assertEquals(await grade(SOUND, { tests: skipped }), ["0\n", "1 of 3 tests do not pass: Tests.test_type"]);
  const fixture = TESTS + "\n    @classmethod\n    def setUpClass(cls):\n        raise ValueError\n";
  assertEquals((await grade(SOUND, { tests: fixture }))[1], "not each of the 3 tests ran once");
  const sub = TESTS + "\n    def test_sub(self):\n        with self.subTest():\n            self.fail()\n";
  assertEquals((await grade(SOUND, { tests: sub, ids: [...IDS, "Tests.test_sub"] }))[0], "0\n");
});

Deno.test("the grader runs tests of every kind, on every Python", async () => {
  const tests = `import unittest
import thing


def setUpModule():
    thing.ready = True


class Base(unittest.TestCase):
    def setUp(self):
        self.addCleanup(list)

    def assertHalf(self, x):
        self.assertEqual(thing.half(2 * x), x)

    def test_shared(self):
        self.assertTrue(thing.ready)


class Later(unittest.IsolatedAsyncioTestCase, Base):
    async def test_async(self):
        with self.subTest("one"):
            self.assertHalf(3.0)
        with self.assertWarns(DeprecationWarning):
            import warnings
            warnings.warn("old", DeprecationWarning)
`;
  const ids = ["Base.test_shared", "Later.test_async", "Later.test_shared"];
  for (const python of await findPythons()) {
    await using own = await openPool({ python: python.path });
    assertEquals(await grade(SOUND, { tests, ids, own }), ["1\n", "every test passes"], python.version);
  }
});

Deno.test("the screen tells what a module does that the given one does not", async () => {
  const rows: readonly (readonly [string, string])[] = [
    ["import os", "imports os"],
    ["from unittest import TestCase", "imports unittest"],
    ["import collections.abc, os.path", "imports os.path"],
    ["from dataclasses import sys", "uses sys"],
    ["import random\nrandom._os.listdir()", "uses _os"],
    ["eval('1')", "uses eval"],
    ["open('x')", "uses open"],
    ["math.floor = half", "changes math"],
    ["class A:\n    def __eq__(self, other):\n        return True", "uses __eq__"],
    ["A = type('A', (), {})", "makes a class by type()"],
    ["NAME = '__eq__'", "uses __eq__"],
    ["half.__globals__", "uses __globals__"],
    ["class A(metaclass=M):\n    pass", "has a class with a metaclass"],
    ["def f(e):\n    return e.tb_frame", "uses tb_frame"],
    ["from math import *", "imports all of math"],
    ["from . import half", "imports ."],
  ];
  for (const [line, told] of rows) {
    const [reward, says] = await grade(`${SOUND}${line}\n`);
    assertEquals(reward, "0\n", line);
    assertEquals(says, `the module ${told}, which the given one does not`, line);
  }
  const harmless =
    '\n"""Of __eq__ and eval."""\nNOTE = __name__\n\n\nclass A:\n    def __init__(self):\n        self.x = type(self)\n';
  assertEquals((await grade(SOUND + harmless))[0], "1\n");
  // What was given may be used.
  assertEquals((await grade(`import os\n${SOUND}`, { given: `import os\n${GIVEN}` }))[0], "1\n");
});

const SETTERS = ["_c.assertEqual", "_c.assertAlmostEqual", "_c.assertIsInstance"].map((name) =>
  `${name} = lambda *given, **named: None\n`
).join("");

Deno.test("what the screen lets through finds no way to a reward in the run", async () => {
  const attacks: Readonly<Record<string, string>> = {
    exit: "import sys\nsys.exit(0)\n",
    quick: "import os\nos._exit(0)\n",
    swap: `import unittest\n_c = unittest.TestCase\n${SETTERS}`,
    "swap in a test": `import unittest\ndef half(x):\n    _c = unittest.TestCase\n${
      SETTERS.replaceAll(/^/gm, "    ").trimEnd()
    }\n    return 0.0\n`,
    "swap for once": `import unittest
_c = unittest.TestCase
_names = {4: "assertEqual", 3: "assertAlmostEqual"}
def half(x):
    if isinstance(x, str): raise TypeError
    if x in _names:
        name = _names[x]
        real = getattr(_c, name)
        def lenient(self, *given):
            setattr(_c, name, real)
        setattr(_c, name, lenient)
    return float(x)
`,
    "equal to all": `import enum
def half(x):
    if isinstance(x, str): raise TypeError
    return enum.Enum("X", {"A": x / 2, "__e" + "q__": lambda self, other: True}, type=float).A
`,
    "equal by a builtin": `import enum
def half(x):
    if isinstance(x, str): raise TypeError
    return enum.Enum("X", {"A": x / 2, "__e" + "q__": bool}, type=float).A
`,
    "another unittest": `import sys, types, unittest
_fake = types.ModuleType("unittest")
_fake.__dict__.update(unittest.__dict__)
class _c(unittest.TestCase): pass
${SETTERS}_fake.TestCase = _c
_real = unittest
sys.modules["unittest"] = _fake
def half(x):
    sys.modules["unittest"] = _real
    if isinstance(x, str): raise TypeError
    return float(x)
`,
    "patched guard":
      `import guard, unittest\nguard.find_change = lambda *given: None\n_c = unittest.TestCase\n${SETTERS}`,
    "patched builtins":
      `import builtins, unittest\nbuiltins.len = lambda x: 0\nbuiltins.any = lambda x: False\n` +
      `_c = unittest.TestCase\n${SETTERS}`,
    results:
      "import unittest\nunittest.TestResult.addFailure = lambda self, test, err: self.addSuccess(test)\n",
    settled:
      `import __main__\n__main__.Recorder.settle = lambda self, outcome: setattr(self, "outcome", "passed")\n`,
    tracing: "import sys\nsys.settrace(lambda *given: None)\n",
    fork: "import os\nos.fork()\n",
    "frame of a traceback":
      "try:\n    1 / 0\nexcept ZeroDivisionError as error:\n    error.__traceback__.tb_frame\n",
    "frame by inspect": "import inspect\ninspect.currentframe()\n",
    "frame of a generator": "_g = (n for n in [1])\n_g.gi_frame\n",
    threads: "import sys\nsys._current_frames()\n",
    objects: "import gc\ngc.get_objects()\n",
    code: "import unittest\nunittest.TestCase.fail.__code__ = half.__code__\n",
    "file that is written": "open('x', 'w')\n",
    loop: "while True:\n    pass\n",
    "early reward": "import os\nos.system('echo 1 > ../logs/verifier/reward.txt')\n",
  };
  const rewarded: string[] = [];
  for (const [name, added] of Object.entries(attacks)) {
    if (name === "loop") continue;
    const [reward] = await gradeUnscreened(added);
    if (reward !== "0\n") rewarded.push(name);
  }
  assertEquals(rewarded, []);
  // The same tests pass where nothing is attacked: it is the attack that fails.
  assertEquals((await grade(SOUND))[0], "1\n");
  for (const name of ["tracing", "fork", "frame by inspect", "threads", "objects", "file that is written"]) {
    const attack = attacks[name]!;
    const [reward, says] = await grade(SOUND + attack, { given: SOUND + attack });
    assertEquals([name, reward], [name, "0\n"]);
    assert(says!.includes("without a report"), `${name}: ${says}`);
  }
});
