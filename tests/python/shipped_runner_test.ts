import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { runnerCode } from "../../lib/python/embedded.ts";
import { pythonPath } from "../support/python_path.ts";

const CODE = `def ratio(a, b):
    """a / b"""
    return a / b
`;
const TESTS = `import json
import statistics
import unittest
from thing import ratio

class RatioTest(unittest.TestCase):
    def test_value(self):
        self.assertEqual(ratio(1, 2), 0.5)
    def test_library_frame(self):
        self.assertEqual(json.loads("[" + str(ratio(1, 2))), [])
    def test_object(self):
        self.assertEqual(repr(object()), "x")
    def test_zero(self):
        statistics.mean([ratio(1, 0)])
`;
const GOOD_TESTS = "import unittest, thing\nclass T(unittest.TestCase):\n    def test_a(self):\n" +
  "        self.assertEqual(thing.ratio(3, 2), 1.5)\n";

interface Task {
  readonly code?: string;
  readonly tests?: string;
  /** The module's file. */
  readonly file?: string;
  /** What run_tests.py is made for, where it is not that file. */
  readonly runnerFor?: string;
}

/** A folder with a task's files; gone at the end of its scope. */
async function taskFolder(task: Task = {}) {
  const parent = await Deno.makeTempDir({ prefix: "with space " });
  const folder = join(parent, "a task");
  await Deno.mkdir(folder);
  const file = task.file ?? "thing.py";
  await Deno.writeTextFile(join(folder, file), task.code ?? CODE);
  await Deno.writeTextFile(join(folder, "test_thing.py"), task.tests ?? TESTS);
  await Deno.writeTextFile(join(folder, "run_tests.py"), runnerCode("thing", task.runnerFor ?? file));
  return {
    folder,
    async [Symbol.asyncDispose]() {
      await Deno.remove(parent, { recursive: true });
    },
  };
}

async function runTests(folder: string, options: { words?: string[]; cwd?: string } = {}) {
  const { cwd = folder, words = [] } = options;
  const script = cwd === folder ? "run_tests.py" : join(folder, "run_tests.py");
  const { code, stdout, stderr } = await new Deno.Command(await pythonPath(), {
    args: [script, ...words],
    cwd,
  }).output();
  return { code, stdout: new TextDecoder().decode(stdout), stderr: new TextDecoder().decode(stderr) };
}

Deno.test("run_tests.py reports the same in another folder, without paths, times and addresses", async () => {
  await using first = await taskFolder();
  await using second = await taskFolder();
  const report = await runTests(first.folder);
  assertEquals(await runTests(second.folder, { cwd: "/" }), report);
  assertEquals([report.code, report.stderr], [1, ""]);
  for (const part of ["with space", "/a task", first.folder]) assert(!report.stdout.includes(part), part);
  assertStringIncludes(report.stdout, 'File "thing.py", line 3, in ratio');
  assertStringIncludes(report.stdout, 'File "test_thing.py", line 14, in test_zero');
  assertStringIncludes(report.stdout, 'File "<python>/json/__init__.py", line ');
  assertStringIncludes(report.stdout, "'<object object at 0x...>' != 'x'");
  assertStringIncludes(report.stdout, "\nRan 4 tests\n\nFAILED (failures=1, errors=2)\n");
});

Deno.test("run_tests.py exits with 0 where all tests pass", async () => {
  await using task = await taskFolder({ tests: GOOD_TESTS });
  const { code, stdout } = await runTests(task.folder);
  assertEquals(code, 0);
  assertStringIncludes(stdout, "\nRan 1 test\n\nOK\n");
});

Deno.test("run_tests.py exits with 1 where there is no test, or the files do not load", async () => {
  for (const tests of ["import thing\n", "import no_such_module\n", "x = = 1\n"]) {
    await using task = await taskFolder({ tests });
    assertEquals((await runTests(task.folder)).code, 1, tests);
  }
});

Deno.test("run_tests.py exits with 1 where the module itself does not load, whatever its file is called", async () => {
  for (const file of ["thing.py", "my-file.py"]) {
    await using task = await taskFolder({ code: "x = = 1\n", file, tests: GOOD_TESTS });
    const { code, stdout, stderr } = await runTests(task.folder);
    assertEquals(code, 1, file);
    assertStringIncludes(stdout + stderr, "SyntaxError");
    assert(!(stdout + stderr).includes(task.folder), file);
  }
});

Deno.test("run_tests.py takes a module whose file has another name, made for it or named on the line", async () => {
  for (const file of ["my-file.py", "é 😀.py", "no_extension.py"]) {
    await using task = await taskFolder({ file, tests: GOOD_TESTS });
    assertEquals((await runTests(task.folder)).code, 0, file);
    await using other = await taskFolder({ file, runnerFor: "thing.py", tests: GOOD_TESTS });
    assertEquals((await runTests(other.folder)).code, 1, file);
    assertEquals((await runTests(other.folder, { words: [file] })).code, 0, file);
  }
});

Deno.test("run_tests.py leaves no files, and sees an edit that keeps the size and the second", async () => {
  await using task = await taskFolder({ tests: GOOD_TESTS });
  const names = () => [...Deno.readDirSync(task.folder)].map(({ name }) => name).sort();
  const before = names();
  const module = join(task.folder, "thing.py");
  const { mtime } = await Deno.stat(module);
  assertEquals((await runTests(task.folder)).code, 0);
  await Deno.writeTextFile(module, CODE.replace("return a / b", "return a * b"));
  await Deno.utime(module, mtime!, mtime!);
  assertEquals((await runTests(task.folder)).code, 1);
  assertEquals(names(), before);
});
