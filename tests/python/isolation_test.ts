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

Deno.test("The layers in force are known and sorted", () => {
  const { isolation, refused } = pool();
  assert(isolation.includes("process-group") && isolation.includes("rlimits"));
  assertEquals([...isolation], [...isolation].sort());
  const known = [
    "no-network",
    "private-scratch",
    "process-group",
    "read-only-system",
    "rlimits",
    "uid-drop",
  ];
  for (const layer of isolation) assert(known.includes(layer), layer);
  if (Deno.build.os === "linux" && !isolation.includes("private-scratch")) assert(refused !== "");
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
  assertEquals(await ask(open), "[0, 1, 2, 60]");
  assertEquals(await ask("say(sys.stdin.read() == '')"), "True");
});

Deno.test("A job's temporary files lie in its own folder", async () => {
  assertEquals(await ask("import tempfile\nsay(tempfile.gettempdir() == os.getcwd())"), "True");
});

Deno.test("A job cannot reach a server of this machine where its network is cut", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  const answer = await ask(`socket.create_connection(("127.0.0.1", ${port}), 2).close()\nsay("connected")`);
  listener.close();
  const cut = pool().isolation.includes("no-network");
  if (cut) assertMatch(answer, /^OSError: |^ConnectionRefusedError: /);
  else assertEquals(answer, "connected");
});

Deno.test("A job cannot write outside its folder where the system is read-only", async () => {
  const folder = await Deno.makeTempDir();
  await Deno.chmod(folder, 0o777);
  await ask(`open("${folder}/escaped", "w").close()\nsay("written")`);
  const there = [...Deno.readDirSync(folder)].map(({ name }) => name);
  await Deno.remove(folder, { recursive: true });
  const closed = pool().isolation.includes("read-only-system");
  assertEquals(there, closed ? [] : ["escaped"]);
});

Deno.test("A job does not see this machine's temporary files where its scratch is its own", async () => {
  const folder = await Deno.makeTempDir();
  await Deno.chmod(folder, 0o777);
  const seen = await ask(`say(os.path.exists("${folder}"))`);
  await Deno.remove(folder);
  assertEquals(seen, pool().isolation.includes("private-scratch") ? "False" : "True");
});

Deno.test("A job has no privileges, and gets none", async () => {
  if (Deno.build.os === "linux") {
    const status = await ask('say([line for line in open("/proc/self/status") if "NoNewPrivs" in line])');
    assertEquals(status, "['NoNewPrivs:\\t1\\n']");
  }
  if (pool().isolation.includes("uid-drop")) {
    assertEquals(await ask("say(os.getuid() == os.geteuid() == os.getgid() >= 1900000000)"), "True");
    assertEquals(await ask("say(os.getgroups())"), "[]");
    assertMatch(await ask("os.setuid(0)"), /^PermissionError/);
    assertMatch(await ask("os.kill(os.getppid(), 9)"), /^PermissionError/);
    assertMatch(await ask(`open("/proc/${Deno.pid}/environ").read()`), /^PermissionError/);
  }
});
