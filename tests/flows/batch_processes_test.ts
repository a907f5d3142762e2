import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { inTempDir, namesIn, runMain, startSmallModel } from "../support/run_main.ts";

interface Made {
  readonly key: string;
  readonly id: string;
}

/** The tasks of a folder, each of them a whole file; and the used keys. */
async function readResults(dir: string): Promise<{ tasks: Made[]; used: string[] }> {
  const names = namesIn(dir).filter((name) => name.endsWith(".json") && !name.startsWith("."));
  const tasks = names.map((name) => {
    const { domain, topic, subtopic, id } = JSON.parse(Deno.readTextFileSync(join(dir, name)));
    return { key: `${domain}::${topic}::${subtopic}`, id };
  });
  return { tasks, used: JSON.parse(await Deno.readTextFile(join(dir, ".synthdebug_state.json"))) };
}

Deno.test("two batches at once with one state and one folder share no scenario", async () => {
  await inTempDir(async (cwd) => {
    await using model = await startSmallModel(cwd, 6);
    const words = [
      "batch",
      ...model.flags,
      "-o",
      "tasks",
      "-n",
      "3",
      "--concurrency",
      "2",
      "--workers",
      "1",
      "--json",
    ];
    const [one, other] = await Promise.all([1, 2].map(() => runMain([...words, "-q"], { cwd })));
    assertEquals([one!.code, other!.code, one!.stderr + other!.stderr], [0, 0, ""]);
    const files = [one!, other!].flatMap(({ stdout }) => JSON.parse(stdout).files);
    assertEquals(new Set(files).size, 6);
    const { tasks, used } = await readResults(join(cwd, "tasks"));
    assertEquals(tasks.map(({ key }) => key).toSorted(), used);
    assertEquals(new Set(used).size, 6);
    assertEquals(namesIn(join(cwd, "tasks")).filter((name) => /claims|lock|tmp/.test(name)), []);
    const journal = Deno.readTextFileSync(join(cwd, "tasks/run.jsonl")).trimEnd().split("\n");
    assertEquals(Map.groupBy(journal.map((line) => JSON.parse(line)), ({ run }) => run).size, 2);
  });
});

Deno.test("after kill -9 in the middle, the same command goes on: whole files, no scenario twice", async () => {
  await inTempDir(async (cwd) => {
    await using model = await startSmallModel(cwd, 9);
    const words = ["batch", ...model.flags, "-o", "tasks", "-n", "5", "--concurrency", "2"];
    const killed = await runMain(words, {
      cwd,
      onStderr: (text, child) => {
        if (text.includes("[1/5]")) child.kill("SIGKILL");
      },
    });
    assert(killed.code !== 0);
    const before = await readResults(join(cwd, "tasks"));
    assert(before.used.length >= 1 && before.used.length < 5, `${before.used.length}`);
    assertEquals((await runMain([...words, "-q"], { cwd })).code, 0);
    const { tasks, used } = await readResults(join(cwd, "tasks"));
    assertEquals(used.length, before.used.length + 5);
    const keys = tasks.map(({ key }) => key);
    assertEquals(new Set(keys).size, keys.length);
    for (const key of used) assert(keys.includes(key), key);
    assertEquals(namesIn(join(cwd, "tasks")).filter((name) => /claims|lock/.test(name)), []);
    assertEquals((await runMain(["validate", "tasks", "-q"], { cwd })).code, 0);
  });
});
