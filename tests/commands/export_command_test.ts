import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { recordsIn } from "../support/export_in_memory.ts";
import { inTempDir, namesIn, runMain } from "../support/run_main.ts";
import { originalJson, SAMPLE_NAMES, sampleJson, samplePath } from "../support/sample_tasks.ts";

async function putTasks(cwd: string): Promise<void> {
  await Deno.mkdir(join(cwd, "tasks"));
  for (const name of SAMPLE_NAMES) await Deno.copyFile(samplePath(name), join(cwd, "tasks", `${name}.json`));
}

Deno.test("export writes a dataset, and tells what is in it", async () => {
  await inTempDir(async (cwd) => {
    await putTasks(cwd);
    const plain = await runMain(["export", "tasks", "-f", "openai-chat", "-o", "set"], { cwd });
    assertEquals(plain, { code: 0, stdout: "", stderr: "3 of 3 tasks in 3 records: train 3, in set\n" });
    assertEquals(recordsIn(await Deno.readTextFile(join(cwd, "set/train.jsonl"))).length, 3);
    const again = await runMain(["export", "tasks", "-f", "openai-chat", "-o", "set"], { cwd });
    assertEquals([again.code, again.stdout], [2, ""]);
    assertStringIncludes(again.stderr, "the folder is not empty; --overwrite replaces it");
    const words = [
      "export",
      "tasks",
      "-f",
      "openai-chat",
      "-o",
      "set",
      "--overwrite",
      "--json",
      "--limit",
      "2",
    ];
    const json = await runMain([...words, "--shard-size", "1", "--split", "train=0.5,test=0.5"], { cwd });
    assertEquals(json.code, 0);
    assertEquals(JSON.parse(json.stdout), {
      read: 3,
      tasks: 2,
      records: 2,
      splits: { train: { tasks: 1, records: 1 }, test: { tasks: 1, records: 1 } },
      skipped: {},
    });
    assertEquals(namesIn(join(cwd, "set")), ["test-00001-of-00001.jsonl", "train-00001-of-00001.jsonl"]);
    assertEquals(namesIn(cwd), ["set", "tasks"]);
  });
});

Deno.test("export keeps all bugs of a module in one split, whatever the seed", async () => {
  await inTempDir(async (cwd) => {
    await Deno.mkdir(join(cwd, "tasks"));
    for (const [at, name] of SAMPLE_NAMES.entries()) {
      for (let bug = 0; bug < 4; bug++) {
        const id = `00000000000000${at}${bug}`;
        await Deno.writeTextFile(join(cwd, `tasks/${at}_${bug}.json`), sampleJson({ id }, name));
      }
    }
    for (const seed of ["0", "1", "two"]) {
      const words = ["export", "tasks", "-f", "openai-chat", "-o", `set${seed}`, "--split-seed", seed];
      const { code, stderr } = await runMain([...words, "--split", "train=0.7,test=0.3"], { cwd });
      assertEquals([code, stderr], [0, `12 of 12 tasks in 12 records: train 8, test 4, in set${seed}\n`]);
      const modules = (split: string) => {
        const text = Deno.readTextFileSync(join(cwd, `set${seed}`, `${split}.jsonl`));
        return new Set(recordsIn(text).map((record) => /`(\w+)\.py`/.exec(JSON.stringify(record))![1]));
      };
      assertEquals([modules("train").size, modules("test").size], [2, 1]);
      assertEquals(modules("train").intersection(modules("test")).size, 0);
    }
  });
});

Deno.test("export leaves out what it cannot take, says why, and ends with 1", async () => {
  await inTempDir(async (cwd) => {
    await putTasks(cwd);
    await Deno.writeTextFile(join(cwd, "tasks/bad.json"), "{");
    await Deno.writeTextFile(join(cwd, "tasks/same.json"), sampleJson());
    await Deno.writeTextFile(join(cwd, "tasks/original.json"), originalJson("online_changepoint"));
    const words = ["export", "tasks", "-f", "openai-chat", "-o", "set"];
    const { code, stdout, stderr } = await runMain(words, { cwd });
    assertEquals([code, stdout], [1, ""]);
    assertMatch(stderr, /^left out tasks\/bad\.json: it is not valid JSON$/m);
    assertMatch(stderr, /^left out tasks\/same\.json: another file holds the task [0-9a-f]{16}$/m);
    assertStringIncludes(
      stderr,
      "4 of 6 tasks in 4 records: train 4, in set; left out: 1 not_json, 1 same_task\n",
    );
    const none = await runMain([...words.slice(0, -1), "other", "--filter", "module=nothing", "-q"], { cwd });
    assertEquals([none.code, none.stderr], [1, ""]);
    assertEquals(namesIn(cwd), ["set", "tasks"]);
  });
});

Deno.test("export says in one line what it cannot use", async () => {
  await inTempDir(async (cwd) => {
    await putTasks(cwd);
    await Deno.mkdir(join(cwd, "empty"));
    const cases: [string[], string][] = [
      [["tasks"], 'Cannot run "export": --format is missing'],
      [["tasks", "-f", "openai-chat"], 'Cannot run "export": --output is missing'],
      [
        ["tasks", "-f", "openai-chta", "-o", "x"],
        'Cannot use "--format": there is no "openai-chta". Did you mean',
      ],
      [["empty", "-f", "openai-chat", "-o", "x"], 'Cannot export "empty": it holds no .json files'],
      [["tasks", "-f", "openai-chat", "-o", "x", "--split", "a=2"], 'Cannot use "--split"'],
      [["tasks", "-f", "openai-chat", "-o", "x", "--filter", "a"], 'Cannot use "--filter"'],
      [["tasks", "-f", "openai-chat", "-o", "/proc/x"], 'Cannot write "/proc/x"'],
    ];
    for (const [words, line] of cases) {
      const { code, stdout, stderr } = await runMain(["export", ...words], { cwd });
      assertEquals([words, code, stdout], [words, 2, ""]);
      assertStringIncludes(stderr, line);
      assertEquals(stderr.trimEnd().split("\n").length, 1);
    }
    assertEquals(namesIn(cwd), ["empty", "tasks"]);
  });
});

Deno.test("export --license is what the card of a Hugging Face dataset states", async () => {
  await inTempDir(async (cwd) => {
    await putTasks(cwd);
    const words = ["export", "tasks", "-f", "huggingface", "-o", "set", "--license"];
    const odd = await runMain([...words, "CC BY: 4"], { cwd });
    assertEquals(odd, {
      code: 2,
      stdout: "",
      stderr: 'Cannot use "--license": "CC BY: 4" is not like mit or cc-by-4.0\n',
    });
    const { code, stderr } = await runMain([...words, "cc-by-4.0"], { cwd });
    assertEquals([code, stderr], [0, "3 of 3 tasks in 3 records: train 3, in set\n"]);
    assertEquals(namesIn(join(cwd, "set")), ["README.md", "charts", "data", "schema"]);
    assertMatch(await Deno.readTextFile(join(cwd, "set/README.md")), /^---\nlicense: cc-by-4\.0\n/);
  });
});

Deno.test("export shows wrong fixes that were run, and counts them by kind", async () => {
  await inTempDir(async (cwd) => {
    await putTasks(cwd);
    const words = ["export", "tasks", "-f", "trl-preference", "-o", "set", "--workers", "1"];
    const { code, stdout, stderr } = await runMain([...words, "--json"], { cwd });
    assertEquals([code, stderr], [0, ""]);
    const { tasks, wrong_fixes: kinds } = JSON.parse(stdout);
    const records = recordsIn(await Deno.readTextFile(join(cwd, "set/train.jsonl")));
    assertEquals([tasks, records.length], [3, 3]);
    const count = (kind: string) => records.filter((record) => record.wrong_fix === kind).length;
    assertEquals(kinds, { fails_hidden: count("fails_hidden"), fails: count("fails") });
    const plain = await runMain([...words.slice(0, -3), "plain", "--workers", "1"], { cwd });
    assertEquals([plain.code, plain.stdout], [0, ""]);
    assertMatch(plain.stderr, /^3 of 3 tasks in 3 records: train 3, in plain; wrong fixes: .*\d fails\n$/);
  });
});

Deno.test("export runs no Python for formats that show no wrong fixes", async () => {
  await inTempDir(async (cwd) => {
    await putTasks(cwd);
    const words = ["export", "tasks", "-o", "set", "--python", "/no/such/python"];
    assertEquals((await runMain([...words, "-f", "openai-chat"], { cwd })).code, 0);
    const { code, stderr } = await runMain([...words, "--overwrite", "-f", "trl-kto"], { cwd });
    assertEquals([code === 0, stderr.includes("/no/such/python")], [false, true]);
  });
});

Deno.test("export --check proves folders for agents by their own graders, and leaves out what does not hold", async () => {
  await inTempDir(async (cwd) => {
    await Deno.mkdir(join(cwd, "tasks"));
    await Deno.copyFile(samplePath("bayes_network"), join(cwd, "tasks/good.json"));
    // Whatever is hidden, the other test tells the value that it wants.
    const method = (name: string, wanted: string) =>
      `    def test_${name}(self):\n        self.assertEqual(${wanted})\n`;
    const tests = "import unittest\nfrom bayes_network import twice\n\n\nclass T(unittest.TestCase):\n" +
      [method("a", "twice(2), 4"), method("b", "twice(2), 4"), method("c", "twice(0), 0")].join("\n");
    const task = {
      correct_code: "def twice(x):\n    return x * 2\n",
      buggy_code: "def twice(x):\n    return x * 3\n",
      code_diff: "",
      unit_tests: tests,
      tests: { fail_to_pass: ["T.test_a", "T.test_b"], pass_to_pass: ["T.test_c"] },
    };
    await Deno.writeTextFile(join(cwd, "tasks/told.json"), sampleJson({ id: "00000000000000aa", ...task }));
    const words = ["export", "tasks", "-f", "harbor", "-o", "set", "--check", "--workers", "1"];
    const { code, stdout, stderr } = await runMain(words, { cwd });
    assertEquals(code, 1);
    assertMatch(
      stdout,
      /^FAIL bayes-network-00000000: .*outputs_patched scores 1 instead of 0 \(every test passes\)$/m,
    );
    assertMatch(
      stdout,
      /^ok {3}bayes-network-b8366334: nothing done scores 0, the solution 1, each of 20 cheats 0$/m,
    );
    assertStringIncludes(stderr, "1 of 2 tasks in 1 records: train 1, in set; left out: 1 does_not_hold");
    assertEquals(namesIn(join(cwd, "set")), ["bayes-network-b8366334"]);
    const script = await Deno.stat(join(cwd, "set/bayes-network-b8366334/tests/test.sh"));
    assertEquals(script.mode! & 0o111, 0o111);
    const json = await runMain([
      ...words,
      "--overwrite",
      "--json",
      "--limit",
      "1",
      "--filter",
      "difficulty=hard",
    ], {
      cwd,
    });
    const report = JSON.parse(json.stdout);
    assertEquals(report.checks.length, 1);
    assertEquals(Object.keys(report.checks[0].runs[0]), ["name", "expected", "reward", "says"]);
  });
});

Deno.test("export refuses --check for a format that has nothing to be graded", async () => {
  await inTempDir(async (cwd) => {
    await putTasks(cwd);
    const { code, stderr } = await runMain(["export", "tasks", "-f", "openai-chat", "-o", "set", "--check"], {
      cwd,
    });
    assertEquals([code, stderr], [2, 'Cannot use "--check": openai-chat has nothing to be graded\n']);
  });
});
