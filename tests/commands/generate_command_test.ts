import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { apiError, startOpenAIServer } from "../support/openai_server.ts";
import { inTempDir, namesIn, NO_MODEL, runMain, startSmallModel } from "../support/run_main.ts";
import { MAIN } from "../testdata/run_program.ts";

Deno.test("generate prints one task of the offline library, and says on stderr who wrote it", async () => {
  await inTempDir(async (cwd) => {
    const { code, stdout, stderr } = await runMain(["generate", "--domain", "Operations Research"], { cwd });
    assertEquals(code, 0);
    assertEquals(JSON.parse(stdout).domain, "Operations Research");
    assertEquals(stderr, "no OPENAI_API_KEY and no --base-url: using the offline author\n");
    assertEquals(namesIn(cwd), []);
  });
});

Deno.test("generate --output writes the task, and --json says where and what", async () => {
  await inTempDir(async (cwd) => {
    await using model = await startSmallModel(cwd, 2);
    const words = ["generate", ...model.flags, "--output", "deep/task.json", "--json", "-q"];
    const { code, stdout, stderr } = await runMain(words, { cwd });
    assertEquals([code, stderr], [0, ""]);
    const task = JSON.parse(await Deno.readTextFile(join(cwd, "deep/task.json")));
    const { id, domain, topic, subtopic, module_name } = task;
    assertEquals(JSON.parse(stdout), { file: "deep/task.json", id, domain, topic, subtopic, module_name });
    assertEquals([task.provenance.author, task.provenance.model], ["model", "small-1"]);
  });
});

Deno.test("generate gives the same bytes for the same --catalog-seed", async () => {
  await inTempDir(async (cwd) => {
    const run = async () =>
      (await runMain(["generate", "--offline", "--catalog-seed", "42"], { cwd })).stdout;
    const first = await run();
    assert(first.length > 1000);
    assertEquals(await run(), first);
  });
});

Deno.test("generate --state remembers what was used", async () => {
  await inTempDir(async (cwd) => {
    await using model = await startSmallModel(cwd, 1);
    const words = ["generate", ...model.flags, "--state", "state.json", "-q"];
    assertEquals((await runMain(words, { cwd })).code, 0);
    assertEquals(JSON.parse(await Deno.readTextFile(join(cwd, "state.json"))), [
      "Metrology::Gauges::Gauge 1",
    ]);
    const { code, stdout, stderr } = await runMain(words, { cwd });
    assertEquals([code, stdout], [1, ""]);
    assertEquals(
      stderr,
      "Cannot make a task: the catalogue is used up: every scenario that is left in it was used before or given up\n",
    );
  });
});

Deno.test("generate --min-mutation-score refuses a module whose tests see too little", async () => {
  await inTempDir(async (cwd) => {
    await using model = await startSmallModel(cwd, 1);
    const words = [
      "generate",
      ...model.flags,
      "--max-attempts",
      "1",
      "--retries",
      "0",
      "--min-mutation-score",
    ];
    const { code, stdout, stderr } = await runMain([...words, "0.99", "-q"], { cwd });
    assertEquals([code, stdout], [1, ""]);
    assertEquals(
      stderr,
      "Cannot make a task: refused: 1 weak_tests; tasks skipped: 1 weak_tests; " +
        "modules: 0 healthy as first answered, 0 after repair, 1 given up: 0 % without repair, 0 % with it\n",
    );
    const outside = await runMain([...words, "1.5"], { cwd });
    assertEquals([outside.code, outside.stdout], [2, ""]);
    assertStringIncludes(outside.stderr, "--min-mutation-score");
  });
});

Deno.test("generate ends with 4 where the provider refuses the key, which is never printed", async () => {
  await inTempDir(async (cwd) => {
    const key = "sk-very-secret-123";
    const body = apiError(`Incorrect API key provided: ${key}`, "invalid_api_key");
    await using server = startOpenAIServer([{ status: 401, body }]);
    const setup = { cwd, env: { OPENAI_API_KEY: key, OPENAI_BASE_URL: server.url } };
    const { code, stdout, stderr } = await runMain(["generate", "--debug"], setup);
    assertEquals([code, stdout], [4, ""]);
    assertMatch(
      stderr,
      /^Cannot ask "gpt-4o-mini": the provider refuses the API key \(status 401: .*\)\. Set OPENAI_API_KEY/m,
    );
    assert(!stderr.includes("secret"), stderr);
    assertEquals(server.requests[0]!.headers.get("authorization"), `Bearer ${key}`);
  });
});

Deno.test("generate ends with 1 where no answer can be used, with the reasons counted", async () => {
  await inTempDir(async (cwd) => {
    await using server = startOpenAIServer([{ body: { object: "chat.completion", choices: [] } }]);
    const words = ["generate", "--base-url", server.url, "--max-attempts", "2", "--retries", "1"];
    const { code, stdout, stderr } = await runMain(words, { cwd });
    assertEquals([code, stdout, server.requests.length], [1, "", 4]);
    assertStringIncludes(stderr, "Cannot make a task: refused: 4 answer_");
    assertStringIncludes(stderr, "tasks skipped: 1 answer_");
  });
});

Deno.test("generate refuses in one line what it cannot use, before any work", async () => {
  await inTempDir(async (cwd) => {
    await Deno.writeTextFile(join(cwd, "torn.json"), "[");
    await Deno.writeTextFile(join(cwd, "other.json"), '[{"domain": "A", "topic": "B", "subtopic": "C"}]');
    const cases: readonly (readonly [words: string, code: number, message: string])[] = [
      [
        "--domain Astrophysic --offline",
        2,
        'Cannot use "--domain": the catalogue has no domain "Astrophysic". Did you mean "Astrophysics"?',
      ],
      ["--catalog none.json", 2, 'Cannot read "none.json": no such file'],
      ["--catalog torn.json --offline", 2, 'Cannot read catalogue "torn.json": it is not valid JSON'],
      [
        "--catalog other.json --offline",
        2,
        'Cannot use catalogue "other.json": the offline library has none of its entries; configure a model for them',
      ],
      [
        "--state torn.json --offline",
        2,
        'Cannot read state "torn.json": it is not valid JSON; restore it from a copy, or delete it to start anew',
      ],
      ["--temperature 3", 2, 'Cannot use "--temperature": "3" is not a number from 0 to 2'],
      ["--workers 0", 2, 'Cannot use "--workers": "0" is not a whole number from 1 to 256'],
      [
        "--offline --python no-such-python",
        3,
        'Cannot run "no-such-python": there is no such program; install Python 3.9 or later, or name one with --python',
      ],
      [
        "--model gpt-4o",
        2,
        'Cannot ask "gpt-4o": OPENAI_API_KEY is not set. Set it, give --base-url, or leave out --model to use the offline author',
      ],
      [
        "--base-url localhost:1",
        2,
        'Cannot use --base-url "localhost:1": it is not an http or https URL such as http://127.0.0.1:8000/v1',
      ],
      ["--output . --base-url http://127.0.0.1:1/v1", 2, 'Cannot write ".": it is a folder'],
      [
        "--output torn.json/x --base-url http://127.0.0.1:1/v1",
        2,
        'Cannot write "torn.json/x": a file stands where a folder is needed',
      ],
      ["--outptu x", 2, 'Cannot use "--outptu": no such flag. Did you mean "--output"?'],
      ["task.json", 2, 'Cannot run "generate": "task.json" is one word too many'],
    ];
    for (const [words, code, message] of cases) {
      const ended = await runMain(["generate", ...words.split(" ")], { cwd });
      assertEquals(
        [ended.code, ended.stdout, ended.stderr.replaceAll("@/", "")],
        [code, "", `${message}\n`],
        words,
      );
    }
    assertEquals(namesIn(cwd), ["other.json", "torn.json"]);
  });
});

Deno.test("generate ends quietly where its reader leaves, with the status 0", async () => {
  await inTempDir(async (cwd) => {
    const script = '{ "$0" run -q -A "$1" generate --offline -q; echo "code $?" >&2; } | head -n 1';
    const { stdout, stderr } = await new Deno.Command("sh", {
      args: ["-c", script, Deno.execPath(), MAIN],
      cwd,
      env: { ...NO_MODEL },
    }).output();
    assertEquals([stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)), ["{\n", "code 0\n"]);
  });
});
