import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { TestRun } from "../../lib/core/test_run.ts";
import { sharedPool } from "../support/with_pool.ts";

const pool = sharedPool();

/** Runs a body of statements as one test. */
async function run(body: string, limitMs = 3000): Promise<TestRun> {
  const lines = body.trim().split("\n").map((line) => `        ${line}\n`).join("");
  const tests =
    `import os, sys, time, unittest\nclass A(unittest.TestCase):\n    def test_a(self):\n${lines}`;
  return await pool().runTests({ moduleName: "thing", code: "", tests }, { limitMs });
}

/** Fails unless the next job, on the same harness, finds a clean place. */
async function assertNextJobIsClean(): Promise<void> {
  const next = await run('self.assertEqual(os.listdir("."), [])');
  assert(next.kind === "finished" && next.tests[0]!.status === "passed", JSON.stringify(next));
}

function messageOf(run: TestRun): string {
  assert(run.kind === "finished", JSON.stringify(run));
  return `${run.tests[0]!.errorType}: ${run.tests[0]!.message}`;
}

Deno.test("An endless loop ends soon after its processor time", async () => {
  const started = performance.now();
  assertEquals(await run("while True: pass", 150), { kind: "timeout", limitMs: 150 });
  // Far below the wall limit of 2.6 s, unless the machine is very busy.
  assert(performance.now() - started < 2500, `${performance.now() - started} ms`);
  await assertNextJobIsClean();
});

Deno.test("A loop that catches everything, and the timer's signal, ends all the same", async () => {
  const body = "import signal\nsignal.signal(signal.SIGPROF, signal.SIG_IGN)\n" +
    "while True:\n    try:\n        pass\n    except BaseException:\n        pass";
  assert((await run(body, 100)).kind !== "finished");
  await assertNextJobIsClean();
});

Deno.test("A sleeper ends at the wall limit", async () => {
  const started = performance.now();
  assertEquals(await run("time.sleep(60)", 20), { kind: "timeout", limitMs: 20 });
  const ms = performance.now() - started;
  assert(ms > 2000 && ms < 10_000, `${ms} ms`);
  await assertNextJobIsClean();
});

Deno.test("Memory is bounded", async () => {
  assertEquals(messageOf(await run("bytearray(1 << 33)")), "MemoryError: ");
  assertStringIncludes(
    messageOf(await run("hog = []\nwhile True: hog.append(bytearray(1 << 24))")),
    "MemoryError",
  );
  await assertNextJobIsClean();
});

Deno.test("Files are bounded", async () => {
  const body = 'with open("big", "wb") as file:\n    for _ in range(64): file.write(bytes(1 << 20))';
  assertStringIncludes(messageOf(await run(body)), "File too large");
  await assertNextJobIsClean();
});

Deno.test("Open files are bounded", async () => {
  assertStringIncludes(
    messageOf(await run('held = [open("f%d" % n, "w") for n in range(100)]')),
    "Too many open",
  );
  await assertNextJobIsClean();
});

Deno.test("A flood of output neither ends a run nor is kept", async () => {
  assertEquals((await run('for _ in range(200): sys.stdout.write("x" * 65536)')).kind, "finished");
  const flood = "import sys\nfor _ in range(200): sys.stdout.write('x' * 65536)\n";
  const cold = await pool().runCold({ moduleName: "thing", code: flood, tests: "import thing\n" }, {
    limitMs: 5000,
  });
  assertEquals([cold.kind, cold.outputCut, cold.output.length], ["exited", true, 256 * 1024]);
});

Deno.test({
  name: "A job starts no process, and its threads end with it",
  ignore: Deno.build.os !== "linux",
  async fn() {
    assertEquals(
      messageOf(await run("os.fork()")),
      "BlockingIOError: [Errno 11] Resource temporarily unavailable",
    );
    const threads =
      "import threading\nfor _ in range(3): threading.Thread(target=time.sleep, args=(60,)).start()";
    assertEquals((await run(threads)).kind, "finished");
    await assertNextJobIsClean();
  },
});

Deno.test("A folder that a job closed, links and odd names do not outlive it", async () => {
  const outside = await Deno.makeTempDir();
  await Deno.writeTextFile(`${outside}/precious`, "kept");
  const body = `
os.makedirs("a/b")
open("a/b/file", "w").close()
os.symlink("${outside}", "a/link")
os.symlink("nowhere", "dangling")
open("odd \\n name \\udcff", "w").close()
os.chmod("a/b", 0)
os.chmod("a", 0)
os.chmod(".", 0)`;
  assertEquals((await run(body)).kind, "finished");
  await assertNextJobIsClean();
  assertEquals(await Deno.readTextFile(`${outside}/precious`), "kept");
  await Deno.remove(outside, { recursive: true });
});
