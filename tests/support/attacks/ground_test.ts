import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { openPool } from "../with_pool.ts";
import { findHarness } from "./find_harness.ts";
import { openGround } from "./ground.ts";
import { isAlive, waitUntilGone } from "../processes.ts";

const ignore = Deno.build.os !== "linux";

Deno.test({
  name: "An outside tells of each file, attribute, packet, signal and leftover that changed",
  ignore,
  async fn() {
    await using pool = await openPool();
    await using ground = await openGround(pool);
    const { outside } = ground;
    const folder = outside.fill("${OUTSIDE_DIR}");
    const after = async (change: () => void | Promise<void>) => {
      outside.reset();
      await change();
      return (await outside.changes()).map((line) => line.replace(/^(outside is [\w ]+: \S+).*/, "$1"));
    };
    const changed = ["outside is no more: precious.txt", "outside is new: precious.txt"];
    assertEquals(await after(() => undefined), []);
    assertEquals(await after(() => Deno.writeTextFile(join(folder, "new"), "")), ["outside is new: new"]);
    assertEquals(await after(() => Deno.remove(join(folder, "secret.txt"))), [
      "outside is no more: secret.txt",
    ]);
    assertEquals(await after(() => Deno.chmod(join(folder, "precious.txt"), 0o600)), changed);
    assertEquals(await after(() => Deno.utime(join(folder, "precious.txt"), 1, 1)), changed);
    assertEquals(await after(() => Deno.truncate(join(folder, "precious.txt"), 1)), changed);
    assertEquals(await after(() => Deno.kill(outside.victim.pid, "SIGUSR1")), ["the victim saw signal 10"]);
    const connect = async () => (await Deno.connect({ port: outside.victim.addresses.port })).close();
    assertEquals(await after(connect), ["the victim saw a TCP connection"]);
    const left = `/var/tmp/${outside.marker}`;
    assertEquals(await after(() => Deno.writeTextFile(left, "")), [`it left ${left}`]);
    assertEquals(await after(() => undefined), [], "it is taken away");
  },
});

Deno.test({
  name:
    "A ground tells of another harness and of a process that is left, and takes what follows as the new normal",
  ignore,
  async fn() {
    await using pool = await openPool();
    await using ground = await openGround(pool);
    assertEquals(await ground.harnessChanges(), []);

    const words = ["-c", "import sys; sys.stdin.read()", ground.outside.marker];
    const stray = new Deno.Command(pool.path, { args: words, stdin: "piped" }).spawn();
    const changes = await ground.harnessChanges();
    assertEquals(changes.map((line) => line.replaceAll(/\d+/g, "N")), ["process N is left"]);
    assertEquals(await ground.harnessChanges(), [], "it is told once");
    await stray.stdin.close();
    await stray.status;
    assertEquals(await ground.harnessChanges(), []);

    const { pid } = await findHarness(pool);
    Deno.kill(pid, "SIGKILL");
    await waitUntilGone(() => [pid].filter(isAlive));
    const [first] = await ground.harnessChanges();
    assert(first?.startsWith("the harness is not the same"), first);
    assertEquals(await ground.harnessChanges(), []);
  },
});
