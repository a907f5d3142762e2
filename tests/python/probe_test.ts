import { assertEquals } from "@std/assert";
import { sharedPool } from "../support/with_pool.ts";

const pool = sharedPool();
const FILES = {
  moduleName: "thing",
  code: "def half(x):\n    return x / 2\n",
  tests: "import unittest\nfrom thing import half\nclass A(unittest.TestCase):\n    def test_a(self):\n" +
    "        self.assertEqual(half(2), 1)\n",
};
const run = (script: string) => pool().runProbe(FILES, script, { limitMs: 3000 });

Deno.test("A probe runs beside the module and its tests, and tells what it printed", async () => {
  const script =
    "import sys\nfrom thing import half\nimport test_thing\nprint(half(3), __name__, sys.argv)\n" +
    "print('also', file=sys.stderr)\n";
  assertEquals(await run(script), {
    kind: "exited",
    code: 0,
    output: "1.5 __main__ ['probe.py']\nalso\n",
    outputCut: false,
  });
});

Deno.test("A probe that raises ends with 1 and a traceback without folders", async () => {
  const { code, output } = await run("import thing\nthing.half('é')\n");
  assertEquals(code, 1);
  assertEquals(output.split("\n").filter((line) => line.startsWith("  File")), [
    '  File "probe.py", line 2, in <module>',
    '  File "thing.py", line 2, in half',
  ]);
  assertEquals((await run("import sys\nsys.exit(3)\n")).code, 1);
  assertEquals((await run("import sys\nsys.exit(0)\n")).code, 0);
});

Deno.test("A probe that does not end is ended, and leaves nothing for the next", async () => {
  assertEquals((await pool().runProbe(FILES, "while True: pass\n", { limitMs: 200 })).code, null);
  assertEquals((await run("import os\nopen('left', 'w').close()\nprint(sorted(os.listdir()))\n")).code, 0);
  assertEquals(
    (await run("import os\nprint(sorted(os.listdir()))\n")).output,
    "['run_tests.py', 'test_thing.py', 'thing.py']\n",
  );
});
