// A program with a pool: pool_program.ts PYTHON MODE. It prints its layers, then what the mode says.
import { PythonPool } from "../../lib/python/pool.ts";

const [python, mode] = Deno.args as [string, string];
const pool = await PythonPool.open({ workers: 1, python });
console.log(JSON.stringify(pool.isolation));

const files = (body: string) => ({
  moduleName: "thing",
  code: "def half(x):\n    return x / 2\n",
  tests:
    `import os, sys, thing, unittest\nclass A(unittest.TestCase):\n    def test_a(self):\n        ${body}\n`,
});
const good = files("self.assertEqual(thing.half(3), 1.5)");
const options = { limitMs: 60_000 };

switch (mode) {
  case "forget":
    console.log((await pool.runTests(good, options)).kind);
    break;
  case "hang":
    // Its command line is known to the test that kills this program.
    console.log("hanging");
    await pool.runCold(
      files(
        `os.execv(sys.executable, [sys.executable, "-c", "import time; time.sleep(60)", "${Deno.args[2]}"])`,
      ),
      options,
    );
    break;
  case "throw":
    void pool.runTests(files("import time; time.sleep(60)"), options);
    throw new Error("gone wrong");
  case "all-jobs": {
    const [run, lines, calls, cold, parsed] = await Promise.all([
      pool.runTests(good, options),
      pool.watchLines(good, options),
      pool.watchCalls(good, { ...options, hashSeed: 1 }),
      pool.runCold(good, options),
      pool.parse(good.code),
    ]);
    console.log(JSON.stringify([
      run.kind === "finished" && run.tests[0]?.status,
      [...lines.seen],
      [...calls.seen.values()].flat().map((call) => call.result),
      cold.code,
      parsed.ok,
    ]));
    await pool.close();
  }
}
