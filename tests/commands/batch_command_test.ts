import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { apiError, startOpenAIServer } from "../support/openai_server.ts";
import { inTempDir, namesIn, runMain, startSmallModel, writeLibraryCatalogue } from "../support/run_main.ts";

const SMALL_LIBRARY = ["Economic Order Quantity with Quantity Discounts"];
const KEY = `Operations Research::Inventory Theory::${SMALL_LIBRARY}`;

function journalOf(path: string): Record<string, unknown>[] {
  return Deno.readTextFileSync(path).trimEnd().split("\n").map((line) => JSON.parse(line));
}

const tasksIn = (dir: string) =>
  namesIn(dir).filter((name) => name.endsWith(".json") && !name.startsWith("."));

Deno.test("batch makes its tasks in conversations/, remembers them there and keeps a journal", async () => {
  await inTempDir(async (cwd) => {
    await writeLibraryCatalogue(cwd, SMALL_LIBRARY);
    const { code, stdout, stderr } = await runMain(["batch", "--num", "2", "--catalog", "catalog.json"], {
      cwd,
    });
    assertEquals([code, stdout], [0, ""]);
    const lines = stderr.trimEnd().split("\n");
    assertEquals(lines[0], "no OPENAI_API_KEY and no --base-url: using the offline author");
    assertMatch(
      lines[1]!,
      /^\[1\/2\] made conversations\/conversation_order_quantity_inventory-theory_[0-9a-f]{8}\.json$/,
    );
    assertMatch(stderr, /\n2 of 2 tasks made in \d+\.\d s\ncandidates judged: \d+ failed/);
    const dir = join(cwd, "conversations");
    assertEquals(namesIn(dir).slice(0, 1), [".synthdebug_state.json"]);
    assertEquals(tasksIn(dir).length, 2);
    assertEquals(JSON.parse(await Deno.readTextFile(join(dir, ".synthdebug_state.json"))), [KEY, `${KEY}#2`]);
    const events = journalOf(join(dir, "run.jsonl"));
    const told = events.map(({ event }) => event).filter((event) => event !== "candidate");
    assertEquals(told, ["run_start", "task_made", "task_made", "run_end"]);
    assertEquals(new Set(events.map(({ run }) => run)).size, 1);
    // Healthy, broken, and what the files say of it: proved again.
    const again = await runMain(["validate", "conversations"], { cwd });
    assertEquals([again.code, again.stderr], [0, "2 of 2 tasks hold\n"]);
  });
});

Deno.test("batch --json prints one result, and a further run adds new tasks", async () => {
  await inTempDir(async (cwd) => {
    await using model = await startSmallModel(cwd, 4);
    const words = ["batch", ...model.flags, "-o", "tasks", "--prefix", "t_", "--count", "2", "--json", "-q"];
    const first = await runMain(words, { cwd });
    const second = await runMain(words, { cwd });
    assertEquals([first.code, first.stderr, second.code], [0, "", 0]);
    const report = JSON.parse(first.stdout);
    assertEquals(
      [report.wanted, report.made, report.skipped, report.stopped, report.files.length],
      [2, 2, {}, null, 2],
    );
    assertMatch(report.files[0], /^tasks\/t_gauge_\d_gauges_[0-9a-f]{8}\.json$/);
    const files = [...report.files, ...JSON.parse(second.stdout).files];
    assertEquals(files.toSorted(), tasksIn(join(cwd, "tasks")).map((name) => `tasks/${name}`));
    assertEquals(new Set(files).size, 4);
  });
});

Deno.test("batch goes on over bad answers, and counts what it refused", async () => {
  await inTempDir(async (cwd) => {
    await using model = await startSmallModel(cwd, 5, 0.5);
    const words = ["batch", ...model.flags, "--count", "5", "--max-attempts", "8", "--json", "-q"];
    const { code, stdout } = await runMain(words, { cwd });
    const report = JSON.parse(stdout);
    assertEquals([code, report.made], [0, 5]);
    const refused = Object.values<number>(report.refused).reduce((sum, n) => sum + n, 0);
    assert(refused > 0);
    const events = journalOf(join(cwd, "conversations/run.jsonl"));
    assertEquals(events.filter(({ event }) => event === "refused").length, refused);
  });
});

Deno.test("batch says that a model's catalogue is used up, keeps what was made and ends with 1", async () => {
  await inTempDir(async (cwd) => {
    await using model = await startSmallModel(cwd, 2);
    const { code, stderr } = await runMain(["batch", ...model.flags, "--count", "4"], { cwd });
    assertEquals(code, 1);
    assertMatch(stderr, /^2 of 4 tasks made/m);
    assertStringIncludes(
      stderr,
      "the catalogue is used up: every scenario that is left in it was used before or given up\n",
    );
    assertEquals(tasksIn(join(cwd, "conversations")).length, 2);
  });
});

Deno.test("batch ends with 4 where the provider refuses, with its summary and journal", async () => {
  await inTempDir(async (cwd) => {
    await using server = startOpenAIServer([{ status: 401, body: apiError("no such key") }]);
    const { code, stdout, stderr } = await runMain(["batch", "--base-url", server.url, "--json"], { cwd });
    const { made, stopped, books } = JSON.parse(stdout);
    assertEquals([code, made, stopped], [4, 0, "failed"]);
    assertEquals([books.requests.sent, books.requests.failed], [
      server.requests.length,
      { "refused for good": server.requests.length },
    ]);
    assertMatch(stderr, /^0 of 10 tasks made/m);
    assertMatch(stderr, /\nCannot ask "gpt-4o-mini": the provider refuses the API key/);
    assertEquals(journalOf(join(cwd, "conversations/run.jsonl")).map(({ event }) => event), [
      "run_start",
      "run_end",
    ]);
  });
});

Deno.test("the first Ctrl-C finishes what is in flight; the batch ends with 130 and its tasks are whole", async () => {
  await inTempDir(async (cwd) => {
    await using model = await startSmallModel(cwd, 9);
    let sent = false;
    const { code, stderr } = await runMain(["batch", ...model.flags, "--count", "9", "--concurrency", "2"], {
      cwd,
      onStderr: (text, child) => {
        if (!sent && text.includes("made")) {
          child.kill("SIGINT");
          sent = true;
        }
      },
    });
    assertEquals(code, 130);
    assertStringIncludes(stderr, "Interrupted: finishing what is in flight. Once more stops it now.\n");
    assertStringIncludes(stderr, "interrupted: what was made is kept\n");
    const dir = join(cwd, "conversations");
    const made = tasksIn(dir);
    assert(made.length >= 1 && made.length < 9, `${made.length}`);
    assertEquals(
      JSON.parse(await Deno.readTextFile(join(dir, ".synthdebug_state.json"))).length,
      made.length,
    );
    for (const name of made) JSON.parse(await Deno.readTextFile(join(dir, name)));
    assertEquals(namesIn(dir).filter((name) => /claims|lock|tmp/.test(name)), []);
  });
});

Deno.test("the second Ctrl-C stops at once, and leaves neither processes nor claims", async () => {
  await inTempDir(async (cwd) => {
    await using server = startOpenAIServer([{ body: "{", ending: "stall" }]);
    const started = Date.now();
    const words = ["batch", "--base-url", server.url, "--state", "state.json"];
    const running = runMain(words, {
      cwd,
      onStderr: (text, child) => {
        if (text.includes("Interrupted")) child.kill("SIGINT");
      },
      onStart: async (child) => {
        while (server.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
        child.kill("SIGINT");
      },
    });
    const { code, stderr } = await running;
    assertEquals([code, Date.now() - started < 20_000], [130, true]);
    assertStringIncludes(stderr, "Interrupted: finishing");
    assertEquals(namesIn(cwd), ["conversations"]);
  });
});

Deno.test("batch refuses in one line what it cannot use, before any work", async () => {
  await inTempDir(async (cwd) => {
    await writeLibraryCatalogue(cwd, SMALL_LIBRARY);
    await Deno.writeTextFile(join(cwd, "file"), "");
    await Deno.writeTextFile(join(cwd, "foreign.json"), '["A::B::C"]');
    await Deno.writeTextFile(join(cwd, "twice.json"), JSON.stringify([KEY, KEY]));
    const cases: readonly (readonly [words: string, code: number, message: string])[] = [
      ["--count 0", 2, 'Cannot use "--count": "0" is not a whole number from 1 to 1000000'],
      ["--count 2 --num 3", 2, 'Cannot use "--num": it means the same as --count, given before'],
      ["--output file --offline", 2, 'Cannot write "file": a file stands where a folder is needed'],
      ["--prefix ../x --offline", 2, 'Cannot use "--prefix": "../x" is more than the start of a file name'],
      [`--prefix ${"x".repeat(81)} --offline`, 2, 'Cannot use "--prefix": it is longer than 80 bytes'],
      ["--prefix a\u0007b --offline", 2, 'Cannot use "--prefix": "a\\u0007b" has control characters'],
      ["--prefix .x --offline", 2, 'Cannot use "--prefix": ".x" is more than the start of a file name'],
      [
        "--offline --state foreign.json",
        2,
        'Cannot use state "foreign.json": "A::B::C" is not in the catalogue',
      ],
      [
        "--offline --state twice.json",
        2,
        `Cannot read state "twice.json": entry 2 "${KEY}" is a duplicate of entry 1`,
      ],
      ["--concurrency many", 2, 'Cannot use "--concurrency": "many" is not a whole number from 1 to 1000'],
      ["--offline --python file", 3, 'Cannot run "file": '],
    ];
    for (const [words, code, message] of cases) {
      const ended = await runMain(["batch", ...words.split(" ")], { cwd });
      const stderr = ended.stderr.replaceAll("@/", "");
      assertEquals([ended.code, ended.stdout, stderr.slice(0, message.length)], [code, "", message], words);
      assertEquals(stderr.split("\n").length, 2, stderr);
    }
    const made = namesIn(cwd).filter((name) => name === "conversations").flatMap((name) =>
      namesIn(join(cwd, name))
    );
    assertEquals(made, []);
  });
});
