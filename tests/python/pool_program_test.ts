import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { childrenOf, isAlive, processesWith, waitUntilGone } from "../support/processes.ts";
import { pythonPath } from "../support/python_path.ts";

const PROGRAM = fromFileUrl(new URL("../testdata/pool_program.ts", import.meta.url));
const NOBODY = ["--reuid", "65534", "--regid", "65534", "--clear-groups"];
/** Root that may not make namespaces, as in most containers. */
const PLAIN_ROOT = ["--bounding-set", "-sys_admin"];
const linux = Deno.build.os === "linux";

/** How a program of tests/testdata/pool_program.ts ended, and what it left in its temporary folder. */
interface Ended {
  readonly code: number;
  readonly signal: string | null;
  readonly lines: readonly string[];
  readonly stderr: string;
  readonly left: readonly string[];
}

/** Runs the program; with a marker, kills it when a process of that name runs. */
async function runProgram(
  mode: string,
  { python, as, marker }: { python: string; as?: readonly string[]; marker?: string },
): Promise<Ended> {
  const temporary = await Deno.makeTempDir();
  await Deno.chmod(temporary, 0o777);
  const folder = `${temporary}/tmp`;
  await Deno.mkdir(folder);
  await Deno.chmod(folder, 0o777);
  const words = ["run", "-A", "--quiet", "--no-config", "--no-lock", PROGRAM, python, mode, marker ?? ""];
  const child = new Deno.Command(as ? "setpriv" : Deno.execPath(), {
    args: as ? [...as, Deno.execPath(), ...words] : words,
    env: { TMPDIR: folder, ...(as ? { HOME: temporary, DENO_DIR: `${temporary}/deno` } : {}) },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const ending = child.output();
  if (marker) {
    const job = () => processesWith(`sleep(60)\0${marker}`);
    const deadline = performance.now() + 20_000;
    while (job().length === 0 && performance.now() < deadline) await new Promise((go) => setTimeout(go, 20));
    assert(job().length > 0, "the job never began");
    const harnesses = childrenOf(child.pid);
    assertEquals(harnesses.length, 1);
    child.kill("SIGKILL");
    await waitUntilGone(job);
    await waitUntilGone(() => harnesses.filter(isAlive));
  }
  const { code, signal, stdout, stderr } = await ending;
  const lines = new TextDecoder().decode(stdout).trim().split("\n");
  const left = [...Deno.readDirSync(folder)].map(({ name }) => name);
  await Deno.remove(temporary, { recursive: true });
  return { code, signal, lines, stderr: new TextDecoder().decode(stderr), left };
}

/** A Python that an ordinary user can start while this program is root's; null where it cannot be tried. */
async function pythonForNobody(): Promise<string | null> {
  if (!linux || Deno.uid() !== 0) return null;
  for (const python of [await pythonPath(), "/usr/bin/python3", "/usr/local/bin/python3"]) {
    const tryIt = `"$0" -c "import sys; assert sys.version_info >= (3, 9)" && test -r "$1" && test -x "$2"`;
    try {
      const args = [...NOBODY, "sh", "-c", tryIt, python, PROGRAM, Deno.execPath()];
      const { success } = await new Deno.Command("setpriv", { args, stdout: "null", stderr: "null" })
        .output();
      if (success) return python;
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return null;
      throw error;
    }
  }
  return null;
}

const forNobody = await pythonForNobody();

Deno.test("A program that forgets to close its pool ends all the same", async () => {
  const { code, lines, left } = await runProgram("forget", { python: await pythonPath() });
  assertEquals([code, lines[1], left], [0, "finished", []]);
});

Deno.test("A program that fails in the middle of a job leaves nothing", async () => {
  const { code, stderr, left } = await runProgram("throw", { python: await pythonPath() });
  assertEquals([code, left], [1, []]);
  assertStringIncludes(stderr, "gone wrong");
});

Deno.test({
  name: "A program that is killed in the middle of a job leaves no process and no file",
  ignore: !linux,
  async fn() {
    const { signal, left } = await runProgram("hang", {
      python: await pythonPath(),
      marker: `66${Deno.pid}.5`,
    });
    assertEquals([signal, left], ["SIGKILL", []]);
  },
});

Deno.test({
  name: "Every job works for an ordinary user",
  ignore: forNobody === null,
  async fn() {
    const { code, lines, left, stderr } = await runProgram("all-jobs", { python: forNobody!, as: NOBODY });
    assertEquals([code, stderr, left], [0, "", []]);
    assertEquals(JSON.parse(lines[1]!), ["passed", [["A.test_a", [2]]], ["1.5"], 0, true]);
    assert(!JSON.parse(lines[0]!).includes("uid-drop"));
  },
});

Deno.test({
  name: "An ordinary user's program that is killed in the middle of a job leaves no process and no file",
  ignore: forNobody === null,
  async fn() {
    const marker = `65${Deno.pid}.5`;
    const { signal, left } = await runProgram("hang", { python: forNobody!, as: NOBODY, marker });
    assertEquals([signal, left], ["SIGKILL", []]);
  },
});

Deno.test({
  name: "Every job works where namespaces are refused",
  ignore: forNobody === null,
  async fn() {
    const options = { python: await pythonPath(), as: PLAIN_ROOT };
    const { code, lines, stderr, left } = await runProgram("all-jobs", options);
    assertEquals([code, stderr, left], [0, "", []]);
    // Root still gives up its uid, if another user can reach this Python.
    assertEquals([lines[0]!.replace(',"uid-drop"', ""), ...lines.slice(1)], [
      '["landlock","rlimits","seccomp"]',
      '["passed",[["A.test_a",[2]]],["1.5"],0,true]',
    ]);
  },
});

Deno.test({
  name: "A program that is killed where namespaces are refused leaves no process and no file",
  ignore: forNobody === null,
  async fn() {
    const marker = `64${Deno.pid}.5`;
    const { signal, left } = await runProgram("hang", { python: await pythonPath(), as: PLAIN_ROOT, marker });
    assertEquals([signal, left], ["SIGKILL", []]);
  },
});
