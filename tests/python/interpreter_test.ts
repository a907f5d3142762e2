import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { EnvironmentError } from "../../lib/core/errors.ts";
import { findInterpreter } from "../../lib/python/interpreter.ts";
import { HarnessProcess } from "../../lib/python/harness_process.ts";
import { pythonPath } from "../support/python_path.ts";

const ADVICE = "install Python 3.9 or later, or name one with --python";

/** A folder with an executable `python3` made of shell lines. */
async function withScript<T>(lines: string, use: (path: string) => Promise<T>): Promise<T> {
  const folder = await Deno.makeTempDir({ prefix: "with space " });
  const path = `${folder}/python3`;
  await Deno.writeTextFile(path, `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
  try {
    return await use(path);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function refusal(python: string): Promise<string> {
  const error = await assertRejects(() => findInterpreter(python), EnvironmentError);
  assertEquals(error.exitCode, 3);
  return error.message;
}

Deno.test("findInterpreter() gives the real binary and the version of python3", async () => {
  const { path, version } = await findInterpreter();
  assertMatch(version, /^3\.\d+\.\d+$/);
  assertEquals(await Deno.realPath(path), path);
  assertEquals(await findInterpreter(path), { path, version });
});

Deno.test("findInterpreter() sees through a shell script that starts Python", async () => {
  const real = await pythonPath();
  const found = await withScript(`exec "${real}" "$@"`, (path) => findInterpreter(path));
  assertEquals(found.path, real);
});

Deno.test("findInterpreter() refuses what is missing, is no program, or is no Python", async () => {
  assertEquals(
    await refusal("/nonexistent/python3"),
    `Cannot run "/nonexistent/python3": there is no such program; ${ADVICE}`,
  );
  assertEquals(
    await refusal("no-such-python"),
    `Cannot run "no-such-python": there is no such program; ${ADVICE}`,
  );
  const folder = await Deno.makeTempDir();
  assertMatch(await refusal(folder), /^Cannot run ".*": .*; install Python 3\.9/);
  await Deno.remove(folder);
  const said = async (lines: string) =>
    await withScript(lines, async (path) => (await refusal(path)).replace(path, "PATH"));
  assertEquals(
    await said("echo hello"),
    `Cannot run "PATH": it is no working Python (no answer); ${ADVICE}`,
  );
  assertEquals(
    await said("echo first >&2; echo 'libpython is missing' >&2; exit 127"),
    `Cannot run "PATH": it is no working Python (libpython is missing); ${ADVICE}`,
  );
  assertEquals(
    await said("echo /usr/bin/python3; echo nonsense"),
    `Cannot run "PATH": it is no working Python (no answer); ${ADVICE}`,
  );
});

Deno.test("findInterpreter() refuses a Python that is too old", async () => {
  for (const version of ["3.8.18", "2.7.18"]) {
    const message = await withScript(
      `echo /usr/bin/python; echo ${version}`,
      async (path) => (await refusal(path)).replace(path, "PATH"),
    );
    assertEquals(message, `Cannot use "PATH": it is Python ${version}; ${ADVICE}`);
  }
});

Deno.test("HarnessProcess.start() tells what keeps the harness from coming up", async () => {
  const start = (lines: string) =>
    withScript(lines, async (path) => {
      const interpreter = { path, version: "3.11.0" };
      const error = await assertRejects(
        () => HarnessProcess.start(interpreter, { hashSeed: 0, rung: 1 }),
        EnvironmentError,
      );
      return error.message.replace(path, "PATH");
    });
  assertEquals(await start("exit 1"), 'Cannot start "PATH": it ended at once');
  assertEquals(await start('echo \'{"failed": "OSError: no"}\''), 'Cannot start "PATH": OSError: no');
  assertEquals(
    await start("echo hello; exec sleep 60"),
    'Cannot start "PATH": it says "hello" instead of being ready',
  );
});

Deno.test("HarnessProcess.run() gives null from a harness that has ended", async () => {
  const path = await pythonPath();
  const harness = await HarnessProcess.start({ path, version: "" }, { hashSeed: 0, rung: 1 });
  assert(harness.isolation.includes("rlimits"));
  await harness.close();
  const limits = { cpu_ms: 100, wall_ms: 100, memory_mb: 64, file_mb: 1, processes: 1, output_kb: 1 };
  assertEquals(await harness.run({ kind: "syntax", limits, source: "" }), null);
});

Deno.test("findInterpreter() finds python3 where the environment has no PATH", async () => {
  const module = JSON.stringify(new URL("../../lib/python/interpreter.ts", import.meta.url).href);
  const folder = await Deno.makeTempDir();
  const script =
    `const { findInterpreter } = await import(${module}); console.log((await findInterpreter()).path)`;
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", script],
    clearEnv: true,
    env: { DENO_DIR: folder },
  }).output();
  await Deno.remove(folder, { recursive: true });
  assertMatch(new TextDecoder().decode(stdout), /^\/.*python3[^/]*\n$/, new TextDecoder().decode(stderr));
});
