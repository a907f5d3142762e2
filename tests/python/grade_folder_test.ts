import { assert, assertEquals, assertMatch } from "@std/assert";
import type { PythonPool } from "../../lib/python/pool.ts";
import { openPool, sharedPool } from "../support/with_pool.ts";

const pool = sharedPool();

/** A grader that starts what it grades, and gives the reward that this prints. */
const GRADER = `import os, subprocess, sys
path = os.path.join(os.environ["WORK_DIR"], "graded.py")
out = subprocess.run([sys.executable, "-I", path], stdout=subprocess.PIPE, stdin=subprocess.DEVNULL).stdout
with open(os.path.join(os.environ["LOGS_DIR"], "reward.txt"), "wb") as file:
    file.write(out)
print(sorted(os.listdir(os.environ["WORK_DIR"])))
`;
const grade = (graded: string, more: Record<string, string> = {}, own: PythonPool = pool()) =>
  own.grade({ "tests/grade.py": GRADER, "app/graded.py": graded, ...more }, { limitMs: 5000 });

Deno.test("grade() lets a grader start what it grades, and reads the reward that it wrote", async () => {
  assertEquals(await grade("print(1)\n"), { reward: "1\n", output: "['graded.py']\n" });
  assertEquals((await grade("print(2)\n", { "app/sub/more.txt": "é" })).output, "['graded.py', 'sub']\n");
});

Deno.test("grade() knows no reward where there is none, two, or none that is a file", async () => {
  const without = (tests: string) => grade("", { "tests/grade.py": tests });
  assertEquals((await without("print('no')\n")).reward, null);
  assertEquals((await without("raise SystemExit(3)\n")).reward, null);
  assertEquals((await grade("print(1)\n", { "logs/verifier/reward.json": "{}" })).reward, null);
  const link = "import os\nos.symlink('/etc/hostname', os.environ['LOGS_DIR'] + '/reward.txt')\n";
  assertEquals((await without(link)).reward, null);
});

Deno.test("what is graded, and what it starts, is confined as all foreign code is, and outlives no job", async () => {
  const attacks = `import os, socket, time
def attempt(what, *given):
    try:
        what(*given)
        return "done"
    except OSError as error:
        return type(error).__name__
print([
    attempt(socket.socket),
    attempt(os.listdir, "/root"),
    attempt(open, "/etc/passwd"),
    attempt(os.setsid),
    attempt(os.execv, "/bin/sh", ["sh"]),
], flush=True)
if os.fork() == 0:
    os.close(1)
    while True:
        time.sleep(0.01)
        try:
            open(os.environ.get("HOME", ".") + "/left", "w").close()
        except OSError:
            pass
`;
  for (const isolation of ["full", "kernel"] as const) {
    await using own = await openPool({ isolation });
    const { reward } = await grade(attacks, {}, own);
    assertMatch(
      reward!,
      /^\['PermissionError', '(?:FileNotFound|Permission)Error', '(?:FileNotFound|Permission)Error', 'PermissionError', '(?:FileNotFound|Permission)Error'\]/,
      isolation,
    );
    const next = await grade(
      'import os, time\ntime.sleep(0.2)\nprint(sorted(os.listdir(os.environ["HOME"])))\n',
      {},
      own,
    );
    assert(!next.reward!.includes("left"), next.reward!);
  }
});
