import { assert, assertEquals, assertNotEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import {
  type BugStrategy,
  type Candidate,
  DebugConversationPipeline,
  EnvironmentError,
  NO_USAGE,
  type PipelineOptions,
  ProviderError,
  PythonPool,
  ShortfallError,
  UsageError,
} from "../../mod.ts";
import { authorOf, GAUGE_CODE, smallAuthor, smallDocument, smallSeed } from "../support/small_scenarios.ts";

/** Two small scenarios. */
function small(): PipelineOptions {
  return { ...smallAuthor(2), workers: 2 };
}

Deno.test("generate() makes a verified task of the offline library without any option", async () => {
  await using pipeline = new DebugConversationPipeline();
  const conversation = await pipeline.generate();
  const { payload } = conversation;
  assertEquals([payload.provenance.author, payload.provenance.model], ["offline", null]);
  assert(payload.quality.certified_cold);
  assert(payload.tests.fail_to_pass.length > 0);
  assertEquals(conversation.bugFilePath, null);
  const json = conversation.toJson();
  assertEquals(JSON.parse(json), payload);
  assert(json.endsWith("}\n"));
});

Deno.test("generate() gives the same bytes for the same catalogSeed", async () => {
  const run = async (catalogSeed: string, workers: number) => {
    const options = { ...smallAuthor(6), workers, catalogSeed };
    await using pipeline = new DebugConversationPipeline(options);
    return [await pipeline.generate(), await pipeline.generate()].map((task) => task.toJson());
  };
  const first = await run("seven", 1);
  assertEquals(await run("seven", 2), first);
});

Deno.test("generate() takes the scenario and the bug that are asked for, in any order and at once", async () => {
  await using pipeline = new DebugConversationPipeline(small());
  const seed = smallSeed(2);
  const [second, first, again] = await Promise.all(
    [2, 1, 2].map((ordinal) => pipeline.generate({ seed, ordinal })),
  );
  assertEquals(first!.payload.subtopic, "Gauge 2");
  assertNotEquals(first!.payload.buggy_code, second!.payload.buggy_code);
  assertEquals(second!.payload.buggy_code, again!.payload.buggy_code);
  assertEquals([first, second].map((task) => task!.payload.provenance.ordinal), [1, 2]);
});

Deno.test("generate() draws another scenario where one fails, and says so where none is left", async () => {
  const [good, bad] = [smallSeed(1), smallSeed(2)];
  const broken = smallDocument(bad, { code: GAUGE_CODE.replace("/ len", "- len") });
  const author = authorOf([[good, smallDocument(good)], [bad, broken]]);
  await using pipeline = new DebugConversationPipeline({ author, seeds: [good, bad], workers: 1 });
  for (let n = 0; n < 3; n++) assertEquals((await pipeline.generate()).payload.subtopic, "Gauge 1");
  await assertRejects(
    () => pipeline.generate({ seed: bad }),
    ShortfallError,
    "Cannot make a task: the module fails its own tests: TestGauge.test_mean",
  );
  await assertRejects(
    () => pipeline.generate({ seed: good, ordinal: 999 }),
    ShortfallError,
    "Cannot make a task: gauge has no bug number 999 that its tests catch",
  );
});

Deno.test("generateFileEditTask() puts the task on disk and tells where", async () => {
  const dir = await Deno.makeTempDir();
  try {
    await using pipeline = new DebugConversationPipeline(small());
    const bugFilePath = join(dir, "deep/gauge_1.py");
    const task = await pipeline.generateFileEditTask({ bugFilePath, seed: smallSeed(1) });
    assertEquals(task.bugFilePath, bugFilePath);
    assertEquals(JSON.parse(task.toJson()).bug_file_path, bugFilePath);
    const run = () =>
      new Deno.Command("python3", { args: ["run_tests.py"], cwd: join(dir, "deep") }).output();
    const failing = await run();
    assertEquals([failing.code, new TextDecoder().decode(failing.stdout)], [1, task.payload.failing_output]);
    await Deno.writeTextFile(bugFilePath, task.payload.correct_code);
    assertEquals((await run()).code, 0);
    await assertRejects(
      () => pipeline.generateFileEditTask({ bugFilePath, seed: smallSeed(2) }),
      UsageError,
      "the file exists with another content",
    );
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
});

Deno.test("generateFileEditTask() hides tests, instructs agents and starts a repository where asked to", async () => {
  const dir = await Deno.makeTempDir();
  try {
    await using pipeline = new DebugConversationPipeline(small());
    const place = { bugFilePath: join(dir, "gauge_1.py"), seed: smallSeed(1) };
    const { payload } = await pipeline.generateFileEditTask({
      ...place,
      hiddenTests: 0.5,
      agentInstructions: true,
      git: true,
    });
    assertEquals([...Deno.readDirSync(dir)].map(({ name }) => name).sort(), [
      ".git",
      "AGENTS.md",
      "gauge_1.py",
      "run_tests.py",
      "test_gauge_1.py",
    ]);
    assertEquals(await Deno.readTextFile(join(dir, "test_gauge_1.py")), payload.visible_tests);
    assertEquals(payload.hidden_tests?.length, 3);
    for (const hiddenTests of [-0.1, 1, NaN]) {
      await assertRejects(
        () => pipeline.generateFileEditTask({ ...place, hiddenTests }),
        UsageError,
        `Cannot hide "${hiddenTests}" of the tests: it is not a number from 0 to below 1`,
      );
    }
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
});

Deno.test("a strategy of one's own gives the bugs, and its name goes into the payload", async () => {
  const doubling: BugStrategy = {
    name: "doubling",
    propose({ module: { spec } }) {
      const start = spec.correctCode.indexOf("count += 1");
      const edit = { start, end: start + "count += 1".length, text: "count += 2" };
      const candidate: Candidate = {
        strategy: "operator",
        operator: "doubling",
        family: "constant",
        edits: [edit],
        code: spec.correctCode.slice(0, edit.start) + edit.text + spec.correctCode.slice(edit.end),
        function: "rises",
        line: spec.correctCode.slice(0, start).split("\n").length,
        description: "Each rise counts twice.",
        rootCause: "The step of the count is one.",
      };
      return { candidates: [candidate], refused: [], usage: NO_USAGE };
    },
  };
  await using pipeline = new DebugConversationPipeline({ ...small(), strategies: [doubling] });
  const { payload } = await pipeline.generate({ seed: smallSeed(1) });
  assertEquals(payload.bugs.map(({ operator, function: name }) => [operator, name]), [["doubling", "rises"]]);
  assertStringIncludes(payload.code_diff, "-            count += 1\n+            count += 2\n");
  assertEquals(payload.tests.fail_to_pass, ["TestGauge.test_rises"]);
  await assertRejects(() => pipeline.generate({ seed: smallSeed(1), ordinal: 2 }), ShortfallError);
});

Deno.test("an author's tokens and a pool of one's own are taken as they are", async () => {
  await using python = await PythonPool.open({ workers: 1 });
  const { author } = smallAuthor(1, { repeats: false });
  {
    await using pipeline = new DebugConversationPipeline({ author, python });
    const { payload } = await pipeline.generate({ seed: smallSeed(1) });
    assertEquals(payload.provenance.tokens, { prompt: 10, completion: 20 });
    assertEquals(payload.provenance.python_version, python.version);
    await assertRejects(() => pipeline.generate(), UsageError, 'name one with "seed", or give "seeds"');
  }
  assert((await python.parse("x = 1\n")).ok, "the pool is still open");
});

Deno.test("a pipeline tells what it lacks: a Python, a provider, a scenario", async () => {
  await using none = new DebugConversationPipeline({ ...small(), pythonCommand: "no-such-python" });
  await assertRejects(() => none.generate(), EnvironmentError, 'Cannot run "no-such-python"');
  const { author, seeds } = smallAuthor(1);
  const refusing = { ...author, write: () => Promise.reject(new ProviderError("Cannot ask: no quota")) };
  await using broke = new DebugConversationPipeline({ author: refusing, seeds, workers: 1 });
  await assertRejects(() => broke.generate(), ProviderError, "no quota");
  await using other = new DebugConversationPipeline({ workers: 1 });
  await assertRejects(() => other.generate({ seed: smallSeed(1) }), ShortfallError, "the library has no");
});

Deno.test("an unused pipeline closes without having started anything", async () => {
  const pipeline = new DebugConversationPipeline();
  await pipeline[Symbol.asyncDispose]();
  assert(pipeline instanceof DebugConversationPipeline);
});
