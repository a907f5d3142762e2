import { assert, assertEquals, assertRejects } from "@std/assert";
import { EnvironmentError } from "../../lib/core/errors.ts";
import type { TaskFiles } from "../../lib/core/python.ts";
import { PythonPool } from "../../lib/python/pool.ts";
import { childrenOf, descendantsOf, isAlive, waitUntilGone } from "../support/processes.ts";
import { findHarness } from "../support/attacks/find_harness.ts";
import { openPool } from "../support/with_pool.ts";

const OPTIONS = { limitMs: 5000 };

function files(body: string): TaskFiles {
  const tests =
    `import os, time, unittest\nclass A(unittest.TestCase):\n    def test_a(self):\n        ${body}\n`;
  return { moduleName: "thing", code: "", tests };
}

/** The process ids of the pool's one harness, and of what it has below it. */
async function chainOf(pool: PythonPool): Promise<readonly number[]> {
  const { pid } = await findHarness(pool);
  return [pid, ...descendantsOf(pid)];
}

Deno.test("A pool does more jobs than it has workers, each with its own answer", async () => {
  await using pool = await openPool({ workers: 2 });
  const runs = await Promise.all(
    Array.from({ length: 12 }, (_, at) => pool.runTests(files(`self.fail("job ${at}")`), OPTIONS)),
  );
  assertEquals(
    runs.map((run) => run.kind === "finished" && run.tests[0]!.message),
    Array.from({ length: 12 }, (_, at) => `job ${at}`),
  );
});

Deno.test("A pool works on as many jobs at once as it has workers", async () => {
  await using pool = await openPool({ workers: 2 });
  const body = "begin = time.monotonic(); time.sleep(0.3); self.fail('%f %f' % (begin, time.monotonic()))";
  const runs = await Promise.all([1, 2, 3, 4, 5].map(() => pool.runTests(files(body), OPTIONS)));
  const spans = runs.map((run) => {
    assert(run.kind === "finished");
    return run.tests[0]!.message.split(" ").map(Number) as [number, number];
  });
  const atOnce = spans.map(([begin]) => spans.filter(([from, to]) => from <= begin && begin < to).length);
  assertEquals(Math.max(...atOnce), 2);
});

Deno.test("A harness that is killed is replaced, and its job done again", async () => {
  await using pool = await openPool();
  const [first] = await chainOf(pool);
  const job = pool.runTests(files("time.sleep(0.3); self.fail('done')"), OPTIONS);
  await new Promise((resolve) => setTimeout(resolve, 100));
  Deno.kill(first!, "SIGKILL");
  const run = await job;
  assert(run.kind === "finished" && run.tests[0]!.message === "done");
  await waitUntilGone(() => [first!].filter(isAlive));
  assert((await chainOf(pool))[0] !== first);
});

Deno.test("A harness that is killed between jobs is replaced", async () => {
  await using pool = await openPool();
  const [first] = await chainOf(pool);
  Deno.kill(first!, "SIGKILL");
  await waitUntilGone(() => [first!].filter(isAlive));
  assertEquals((await pool.runTests(files("pass"), OPTIONS)).kind, "finished");
});

Deno.test("The process of a scenario that is killed is replaced, and its job done again", async () => {
  await using pool = await openPool();
  const [harness] = await chainOf(pool);
  const job = pool.runTests(files("time.sleep(0.3); self.fail('done')"), OPTIONS);
  await new Promise((resolve) => setTimeout(resolve, 100));
  for (const pid of childrenOf(harness!)) Deno.kill(pid, "SIGKILL");
  const run = await job;
  assert(run.kind === "finished" && run.tests[0]!.message === "done", JSON.stringify(run));
  assertEquals((await chainOf(pool))[0], harness);
});

Deno.test("close() ends every process, also in the middle of a job, and refuses later jobs", async () => {
  const pool = await openPool();
  const own = await chainOf(pool);
  const running = assertRejects(() => pool.runTests(files("time.sleep(60)"), OPTIONS), DOMException);
  const waiting = assertRejects(() => pool.runTests(files("time.sleep(60)"), OPTIONS), DOMException);
  await new Promise((resolve) => setTimeout(resolve, 100));
  const started = performance.now();
  await pool.close();
  assert(performance.now() - started < 1900, "the harness had to be killed");
  await Promise.all([running, waiting]);
  assertEquals([own.length > 1, own.filter(isAlive)], [true, []]);
  const late = await assertRejects(() => pool.parse("x = 1\n"), DOMException);
  assertEquals([late.name, late.message], ["AbortError", "The Python pool is closed"]);
  await pool.close();
});

Deno.test("A pool closes when its signal is aborted", async () => {
  const stop = new AbortController();
  await using pool = await openPool({ signal: stop.signal });
  const job = assertRejects(() => pool.runTests(files("time.sleep(60)"), OPTIONS), DOMException);
  await new Promise((resolve) => setTimeout(resolve, 50));
  stop.abort();
  await job;
});

Deno.test("parse() tells why Python refuses a source, and runs nothing of it", async () => {
  await using pool = await openPool();
  const messages: string[] = [];
  for (
    const source of [
      "x = = 1\n",
      "x = '\ud800'\n",
      "x = 1\0\n",
      "x = 1\r\n",
      "(".repeat(150),
      "-".repeat(9999) + "1",
    ]
  ) {
    const parsed = await pool.parse(source);
    assert(!parsed.ok, source.slice(0, 20));
    messages.push(parsed.message.split(" ")[0]!);
  }
  for (const word of messages) {
    assert(/^(SyntaxError|ValueError|UnicodeEncodeError|RecursionError|MemoryError|Python)/.test(word), word);
  }
  const parsed = await pool.parse("raise SystemExit(1)\n");
  assert(parsed.ok);
  assertEquals(parsed.tree.type, "Module");
});

Deno.test("open() refuses what is no Python", async () => {
  await assertRejects(() => PythonPool.open({ python: "/nonexistent/python3" }), EnvironmentError);
});

Deno.test("A pool believes no run in which a test that must pass, or one that must fail, ends otherwise", async () => {
  await using pool = await openPool();
  const never = "lambda self, one, other, msg=None: unittest.TestCase.fail(self)";
  const cases = [["assertEqual", never], ["fail", "lambda self, msg=None: None"]] as const;
  const reasons = await Promise.all(cases.map(async ([name, made]) => {
    const code = `import unittest\nunittest.TestCase.${name} = ${made}\n`;
    const run = await pool.runTests(
      { ...files("pass"), code, tests: `import thing\n${files("pass").tests}` },
      OPTIONS,
    );
    return run.kind === "tampered" ? run.reason : run.kind;
  }));
  assertEquals(reasons, ["a test that must pass does not", "a test that must fail does not"]);
});
