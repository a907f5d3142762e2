import { assert, assertEquals, assertMatch } from "@std/assert";
import { sharedPool } from "../support/with_pool.ts";

const pool = sharedPool();

/** What a body of statements says by `say(text)`, run as one test. */
async function ask(body: string): Promise<string> {
  const lines = body.trim().split("\n").map((line) => `        ${line}\n`).join("");
  const tests = `import json, os, socket, sys, unittest
class A(unittest.TestCase):
    def test_a(self):
        say = lambda text: self.fail("said " + str(text))
${lines}`;
  const run = await pool().runTests({ moduleName: "thing", code: "", tests }, { limitMs: 3000 });
  assert(run.kind === "finished", JSON.stringify(run));
  const { errorType, message } = run.tests[0]!;
  return message.startsWith("said ") ? message.slice(5) : `${errorType}: ${message}`;
}

Deno.test("The layers in force are known and sorted, and those of the rung", () => {
  const { isolation, rung } = pool();
  assertEquals([...isolation], [...isolation].sort());
  const known = ["landlock", "namespaces", "rlimits", "seccomp", "uid-drop"];
  for (const layer of isolation) assert(known.includes(layer), layer);
  assertEquals(isolation.includes("namespaces"), rung === 1 || rung === 3);
  assertEquals(isolation.includes("landlock"), rung === 1 || rung === 2);
});

Deno.test("A job sees an environment of five names, and none of the program's", async () => {
  Deno.env.set("SYNTHDEBUG_TEST_SECRET", "sk-secret");
  const names = await ask("say(json.dumps([sorted(os.environ), os.environ['HOME'] == os.getcwd()]))");
  Deno.env.delete("SYNTHDEBUG_TEST_SECRET");
  assertEquals(JSON.parse(names), [[
    "HOME",
    "LANG",
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONHASHSEED",
    "TMPDIR",
  ], true]);
  const cold = await pool().runCold({
    moduleName: "thing",
    code: "",
    tests: "import os\nprint(sorted(name for name in os.environ if name != 'LC_CTYPE'))\n",
  }, { limitMs: 5000 });
  assertMatch(cold.output, /^\['HOME', 'LANG', 'PYTHONDONTWRITEBYTECODE', 'PYTHONHASHSEED', 'TMPDIR'\]\n/);
});

Deno.test("A job has no open files but its three streams and its report", async () => {
  const open =
    "found = []\nfor number in range(256):\n    try:\n        os.fstat(number)\n    except OSError:\n" +
    "        continue\n    found.append(number)\nsay(found)";
  assertMatch(await ask(open), /^\[0, 1, 2, \d\d\]$/);
  assertEquals(await ask("say(sys.stdin.read() == '')"), "True");
});

Deno.test("A job's temporary files lie in its own folder", async () => {
  assertEquals(await ask("import tempfile\nsay(tempfile.gettempdir() == os.getcwd())"), "True");
});

Deno.test("A job reaches no server of this machine, and writes and reads nothing of it", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  const folder = await Deno.makeTempDir();
  await Deno.chmod(folder, 0o777);
  await Deno.writeTextFile(`${folder}/secret`, "secret");
  const answers = [
    await ask(`socket.create_connection(("127.0.0.1", ${port}), 2).close()\nsay("connected")`),
    await ask(`open("${folder}/escaped", "w").close()\nsay("written")`),
    await ask(`say(open("${folder}/secret").read())`),
  ];
  listener.close();
  const there = [...Deno.readDirSync(folder)].map(({ name }) => name);
  await Deno.remove(folder, { recursive: true });
  for (const answer of answers) assertMatch(answer, /^(PermissionError|FileNotFoundError|OSError): /);
  assertEquals(there, ["secret"]);
});

Deno.test("A job has no privileges, and gets none", async () => {
  assertMatch(await ask("os.kill(os.getppid(), 9)"), /^PermissionError/);
  if (pool().isolation.includes("uid-drop")) {
    assertEquals(await ask("say(os.getuid() == os.geteuid() == os.getgid() >= 1900000000)"), "True");
    assertEquals(await ask("say(os.getgroups())"), "[]");
    assertMatch(await ask("os.setuid(0)"), /^PermissionError/);
    assertMatch(
      await ask(`open("/proc/${Deno.pid}/environ").read()`),
      /^(PermissionError|FileNotFoundError)/,
    );
  }
});
