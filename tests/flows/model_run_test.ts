import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { type ChaosServer, startChaosServer } from "../support/chaos_server.ts";
import { inTempDir, runMain, type RunSetup } from "../support/run_main.ts";

const TASKS = 8;

/** Flags by which the server's model is asked; its catalogue is written into the folder. */
async function flagsFor(server: ChaosServer, dir: string): Promise<string[]> {
  await Deno.writeTextFile(join(dir, "catalog.json"), JSON.stringify(server.seeds));
  return ["--base-url", server.url, "--model", "chaos-1", "--catalog", "catalog.json", "--idle-timeout", "1"]
    .concat("--json", "--quiet");
}

function batch(words: readonly string[], setup: RunSetup) {
  const own = ["batch", "--count", String(TASKS), "--catalog-seed", "1", "--concurrency", "4"];
  return runMain([...own, ...words], setup);
}

Deno.test("a run comes through a failing server and bad answers, with the server's own books", async () => {
  await inTempDir(async (cwd) => {
    await using server = await startChaosServer({
      count: TASKS,
      faultShare: 0.4,
      badShare: 0.4,
      seed: "run",
    });
    const flags = await flagsFor(server, cwd);
    const ended = await batch([...flags, "--bug-strategies", "llm_variant,operator", "--narrate"], { cwd });
    assertEquals([ended.code, ended.stderr], [0, ""]);
    const summary = JSON.parse(ended.stdout);
    const books = server.books.toJson();
    const failed = Object.values<number>(summary.books.requests.failed).reduce(
      (sum, count) => sum + count,
      0,
    );
    assertEquals(summary.made, TASKS);
    assertEquals(summary.books.requests.sent, books.requests);
    assertEquals(sentByPurpose(summary.books), books.asked);
    assertEquals(failed, books.requests - books.answers.delivered);
    assertEquals(
      [summary.books.tokens.prompt, summary.books.tokens.completion],
      [books.tokens.prompt, books.tokens.completion],
    );
    assert(failed > 0 && books.answers.good < books.answers.delivered, JSON.stringify(books));
  });
});

Deno.test("a run that was killed asks no kept answer again, and a replay gives the same bytes", async () => {
  await inTempDir(async (cwd) => {
    await using server = await startChaosServer({ count: TASKS, latencyMs: 100 });
    const flags = [...await flagsFor(server, cwd), "--cache", "kept"];
    let kept = 0;
    const killed = await batch([...flags, "--output", "tasks"], {
      cwd,
      onStart: async (child) => {
        while (kept < 2) {
          await pause(5);
          kept = countKept(join(cwd, "kept"));
        }
        child.kill("SIGKILL");
      },
    });
    assert(killed.code !== 0);
    // What it had sent may still be on its way into the server.
    do await pause(50); while (server.books.inFlight > 0);
    const arrived = server.books.requests.length;
    kept = countKept(join(cwd, "kept"));
    const again = await batch([...flags, "--output", "again"], { cwd });
    assertEquals([again.code, JSON.parse(again.stdout).made], [0, TASKS]);
    assertEquals(server.books.requests.length, arrived + TASKS - kept);
    const replayed = await batch([...flags.slice(0, -2), "--replay", "kept", "--output", "replayed"], {
      cwd,
    });
    assertEquals([replayed.code, replayed.stderr], [0, ""]);
    assertEquals(server.books.requests.length, arrived + TASKS - kept);
    assertEquals(await tasksIn(join(cwd, "replayed")), await tasksIn(join(cwd, "again")));
  });
});

Deno.test("scenarios of the model's own come through faults and bad answers too", async () => {
  await inTempDir(async (cwd) => {
    await using server = await startChaosServer({ count: 1, faultShare: 0.3, badShare: 0.3, seed: "expand" });
    const flags = await flagsFor(server, cwd);
    const ended = await runMain(["catalog", "expand", "--domain", "Optics", "--count", "5", ...flags], {
      cwd,
    });
    assertEquals([ended.code, ended.stderr], [0, ""]);
    const seeds = JSON.parse(await Deno.readTextFile(join(cwd, "catalog.json")));
    assertEquals((seeds.scenarios ?? seeds).length, 6);
    assertEquals(Object.keys(server.books.toJson().asked), ["scenario"]);
  });
});

Deno.test("--max-requests holds whatever the server does, and what was made is kept", async () => {
  await inTempDir(async (cwd) => {
    await using server = await startChaosServer({ count: TASKS, faultShare: 0.5, seed: "limit" });
    const flags = await flagsFor(server, cwd);
    const ended = await batch([...flags, "--max-requests", "9", "--output", "tasks"], { cwd });
    assertEquals(ended.code, 1);
    assertEquals(server.books.requests.length, 9);
    const { made, stopped } = JSON.parse(ended.stdout);
    assertEquals([made, stopped], [(await tasksIn(join(cwd, "tasks"))).size, "failed"]);
    assertStringIncludes(ended.stderr, "--max-requests 9 is reached");
    assert(made < TASKS);
  });
});

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function sentByPurpose(
  { by_purpose }: { by_purpose: Readonly<Record<string, { requests: { sent: number } }>> },
): Record<string, number> {
  const sent = Object.entries(by_purpose).map((
    [purpose, { requests }],
  ): [string, number] => [purpose, requests.sent]);
  return Object.fromEntries(sent.filter(([, count]) => count > 0));
}

/** Answers in a request cache, which need not be there yet. */
function countKept(folder: string): number {
  try {
    const folders = [...Deno.readDirSync(folder)].filter(({ isDirectory }) => isDirectory);
    return folders.flatMap(({ name }) => [...Deno.readDirSync(join(folder, name))])
      .filter(({ name }) => /^[0-9a-f]{64}\.json$/.test(name)).length;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return 0;
    throw error;
  }
}

/** The conversations of a folder, by name. */
async function tasksIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name).filter((name) =>
    name.endsWith(".json")
  );
  const tasks = names.filter((name) => name.startsWith("conversation_")).sort();
  return new Map(
    await Promise.all(
      tasks.map(async (name) => [name, await Deno.readTextFile(join(folder, name))] as const),
    ),
  );
}
