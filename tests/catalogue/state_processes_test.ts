import { fromFileUrl } from "@std/path";
import { assert, assertEquals } from "@std/assert";
import { openState } from "../../lib/catalogue/state.ts";

const WORKER = fromFileUrl(new URL("../testdata/state_worker.ts", import.meta.url));

function start(job: "drain" | "hold", how: { path: string; count: number }): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-q", "-A", WORKER, job, how.path, String(how.count)],
    stdout: "piped",
  }).spawn();
}

async function linesOf(child: Deno.ChildProcess): Promise<string[]> {
  return (await new Response(child.stdout).text()).split("\n").filter((line) => line !== "");
}

/** Lines up to and with the one that is waited for; the child runs on. */
async function linesUntil(child: Deno.ChildProcess, last: string): Promise<string[]> {
  let text = "";
  for await (
    const part of child.stdout.pipeThrough(new TextDecoderStream()).values({ preventCancel: true })
  ) {
    text += part;
    if (text.includes(`${last}\n`)) break;
  }
  return text.trimEnd().split("\n");
}

function namesIn(dir: string): string[] {
  return [...Deno.readDirSync(dir)].map(({ name }) => name);
}

Deno.test("two processes share out all keys, none twice", async () => {
  const dir = await Deno.makeTempDir();
  const path = `${dir}/state.json`;
  const [first, second] = await Promise.all(
    [1, 2].map(() => linesOf(start("drain", { path, count: 150 }))),
  ) as [string[], string[]];
  assert(first.length > 0 && second.length > 0, "both had some");
  assertEquals(new Set([...first, ...second]).size, first.length + second.length);
  const used = JSON.parse(await Deno.readTextFile(path));
  assertEquals(used, [...first, ...second].sort());
  assertEquals(used.length, 150);
  assertEquals(namesIn(dir).filter((name) => !name.endsWith(".task")), ["state.json"]);
  await Deno.remove(dir, { recursive: true });
});

Deno.test("what a killed process had claimed is free again, and its leftovers go", async () => {
  const dir = await Deno.makeTempDir();
  const path = `${dir}/state.json`;
  const child = start("hold", { path, count: 3 });
  assertEquals(await linesUntil(child, "holding"), ["key-0", "key-1", "key-2", "holding"]);
  const state = await openState(path, { knownKeys: null });
  const taken = async () => {
    let keys: string[] = [];
    await state.claim((all) => (keys = [...all].sort(), null));
    return keys;
  };
  assertEquals(await taken(), ["key-0", "key-1", "key-2"]);
  child.kill("SIGKILL");
  await child.status;
  assertEquals(await taken(), []);
  assertEquals(namesIn(dir).filter((name) => name.includes(".claims-")).length, 1);
  await state.close();
  assertEquals(namesIn(dir), []);
  await Deno.remove(dir, { recursive: true });
});

Deno.test("a process killed at any moment leaves a whole state, and a saved task for each used key", async () => {
  const dir = await Deno.makeTempDir();
  const path = `${dir}/state.json`;
  for (const [round, ms] of [150, 230, 310, 390].entries()) {
    const child = start("drain", { path, count: 3000 });
    const output = linesOf(child);
    await new Promise((resolve) => setTimeout(resolve, ms + round));
    child.kill("SIGKILL");
    await child.status;
    await output;
  }
  const state = await openState(path, { knownKeys: null });
  const used = await state.used();
  assert(used.length > 0, "something was confirmed");
  for (const key of used) assertEquals(await Deno.readTextFile(`${path}.${key}.task`), key);
  await state.close();
  assertEquals(namesIn(dir).filter((name) => name.includes(".claims-") || name.endsWith(".lock")), []);
  await Deno.remove(dir, { recursive: true });
});
