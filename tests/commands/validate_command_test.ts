import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { inTempDir, namesIn, runMain, startSmallModel } from "../support/run_main.ts";

/** Makes small tasks in `tasks/` and gives the first one. */
async function makeTasks(
  cwd: string,
  count: number,
): Promise<{ name: string; task: Record<string, unknown> }> {
  await using model = await startSmallModel(cwd, count);
  const { code } = await runMain([
    "batch",
    ...model.flags,
    "-n",
    String(count),
    "-o",
    "tasks",
    "--prefix",
    "t_",
    "-q",
  ], { cwd });
  assertEquals(code, 0);
  const name = namesIn(join(cwd, "tasks")).find((name) => name.startsWith("t_"))!;
  return { name, task: JSON.parse(await Deno.readTextFile(join(cwd, "tasks", name))) };
}

Deno.test("validate confirms files and folders, a line each, and counts them", async () => {
  await inTempDir(async (cwd) => {
    const { name } = await makeTasks(cwd, 2);
    const folder = await runMain(["validate", "tasks"], { cwd });
    assertEquals([folder.code, folder.stderr], [0, "2 of 2 tasks hold\n"]);
    assertMatch(
      folder.stdout,
      /^(ok {3}tasks\/t_gauge_\d_gauges_[0-9a-f]{8}\.json: \d+ tests pass on the healthy module, \d+ fail on the buggy one\n){2}$/,
    );
    // A file that is named twice is checked once.
    const file = await runMain(["validate", `tasks/${name}`, `tasks/${name}`, "--json"], { cwd });
    const { checked, failed, files } = JSON.parse(file.stdout);
    assertEquals([file.code, checked, failed, files[0].ok, files[0].tests], [0, 1, 0, true, 6]);
    const quiet = await runMain(["validate", "tasks", "-q"], { cwd });
    assertEquals(quiet, { code: 0, stdout: "", stderr: "" });
  });
});

Deno.test("validate ends with 1 where a file falls short, and says why", async () => {
  await inTempDir(async (cwd) => {
    const { task } = await makeTasks(cwd, 1);
    await Deno.mkdir(join(cwd, "bad"));
    const put = (name: string, text: string) => Deno.writeTextFile(join(cwd, "bad", name), text);
    await put("a.json", JSON.stringify({ ...task, buggy_code: task.correct_code }));
    await put("b.json", "{");
    await put("c.json", JSON.stringify({ ...task, module_name: "../x" }));
    await put("\u001b[31md.json", JSON.stringify({ ...task, summary: 5 }));
    await put(".hidden.json", "{");
    await put("e.txt", "{");
    await Deno.writeFile(join(cwd, "bad/f.json"), new Uint8Array([0xff, 0xfe]));
    await Deno.symlink("/", join(cwd, "bad/root"));
    const { code, stdout, stderr } = await runMain(["validate", "bad", "tasks"], { cwd });
    assertEquals([code, stderr], [1, "1 of 6 tasks hold\n"]);
    const lines = stdout.trimEnd().split("\n");
    assertEquals(lines.length, 6);
    assertEquals(lines[0], "FAIL bad/\\u001b[31md.json: summary is not a text");
    assertStringIncludes(lines[1]!, "FAIL bad/a.json: the buggy module passes all tests");
    assertEquals(lines[2], "FAIL bad/b.json: it is not valid JSON");
    assertStringIncludes(lines[3]!, 'FAIL bad/c.json: module_name "../x" is a path');
    assertEquals(lines[4], 'FAIL bad/f.json: Cannot read "bad/f.json": it is not UTF-8 text');
    assertMatch(lines[5]!, /^ok {3}tasks\//);
    const quiet = await runMain(["validate", "-q", "tasks", "bad/b.json"], { cwd });
    assertEquals(quiet, { code: 1, stdout: "FAIL bad/b.json: it is not valid JSON\n", stderr: "" });
  });
});

Deno.test("validate --repeat runs each task so often, and ends with 1 where one is flaky", async () => {
  await inTempDir(async (cwd) => {
    const { task } = await makeTasks(cwd, 1);
    const steady = await runMain(["validate", "tasks", "--repeat", "3"], { cwd });
    assertEquals([steady.code, steady.stderr], [0, "1 of 1 tasks hold in 3 runs each, 0 are flaky\n"]);
    const tests = String(task.unit_tests).replace(
      /( +)def test_\w+\(self\):\n/,
      "$&$1$1import sys\n$1$1if sys.flags.hash_randomization:\n$1$1    self.fail()\n",
    );
    await Deno.mkdir(join(cwd, "bad"));
    const { tests: _, ...rest } = task;
    await Deno.writeTextFile(join(cwd, "bad/a.json"), JSON.stringify({ ...rest, unit_tests: tests }));
    const { code, stdout } = await runMain(["validate", "bad", "--repeat", "2", "--json"], { cwd });
    const { checked, failed, flaky, files } = JSON.parse(stdout);
    assertEquals([code, checked, failed, flaky, files[0].runs], [1, 1, 1, 1, 2]);
    assertMatch(files[0].flakes[0], /^with hash seed and test order 1: /);
    const outside = await runMain(["validate", "bad", "--repeat", "0"], { cwd });
    assertEquals(outside.code, 2);
  });
});

Deno.test("validate --replay-evidence measures again what a task says, and ends with 1 where it does not hold", async () => {
  await inTempDir(async (cwd) => {
    const { task } = await makeTasks(cwd, 1);
    const good = await runMain(["validate", "tasks", "--replay-evidence"], { cwd });
    assertEquals([good.code, good.stderr], [0, "1 of 1 tasks hold\n"]);
    const evidence = { ...task.evidence as object, path: [] };
    await Deno.writeTextFile(join(cwd, "bad.json"), JSON.stringify({ ...task, evidence }));
    assertEquals((await runMain(["validate", "bad.json", "-q"], { cwd })).code, 0);
    const bad = await runMain(["validate", "bad.json", "--replay-evidence"], { cwd });
    assertEquals(bad.code, 1);
    assertStringIncludes(bad.stdout, "evidence.path does not come out the same again");
    const both = await runMain(["validate", "bad.json", "--replay-evidence", "--skip-buggy"], { cwd });
    assertEquals(both.code, 2);
    assertMatch(both.stderr, /^Cannot use "--replay-evidence": --skip-buggy leaves the buggy module out\n$/);
  });
});

Deno.test("validate reads no file that is far too long", async () => {
  await inTempDir(async (cwd) => {
    const file = await Deno.open(join(cwd, "big.json"), { write: true, create: true });
    await file.truncate(50_000_000);
    file.close();
    const { code, stdout } = await runMain(["validate", "big.json"], { cwd });
    assertEquals([code, stdout], [
      1,
      'FAIL big.json: Cannot read "big.json": it is larger than 33554432 bytes\n',
    ]);
  });
});

Deno.test("validate --dump-dir lays out each task's files, which run", async () => {
  await inTempDir(async (cwd) => {
    const { name, task } = await makeTasks(cwd, 1);
    const { code } = await runMain(["validate", "tasks", "--dump-dir", "out"], { cwd });
    assertEquals([code, namesIn(join(cwd, "out"))], [0, [name.replace(".json", "")]]);
    const dir = join(cwd, "out", name.replace(".json", ""));
    assertEquals(namesIn(dir), ["gauge_1_buggy.py", "gauge_1_correct.py", "run_tests.py", "test_gauge_1.py"]);
    const read = (file: string) => Deno.readTextFileSync(join(dir, file));
    assertEquals([read("gauge_1_correct.py"), read("gauge_1_buggy.py")], [
      task.correct_code,
      task.buggy_code,
    ]);
    const run = async (...words: string[]) =>
      (await new Deno.Command("python3", { args: ["run_tests.py", ...words], cwd: dir }).output()).code;
    assertEquals([await run(), await run("gauge_1_correct.py")], [1, 0]);
  });
});

Deno.test("validate --skip-buggy looks at the healthy module alone", async () => {
  await inTempDir(async (cwd) => {
    const { task } = await makeTasks(cwd, 1);
    const { buggy_code: _, code_diff: __, ...rest } = task;
    await Deno.writeTextFile(join(cwd, "half.json"), JSON.stringify(rest));
    const whole = await runMain(["validate", "half.json"], { cwd });
    assertEquals(whole.code, 1);
    assertStringIncludes(whole.stdout, "there is no buggy_code, and code_diff does not give it");
    const { code, stdout } = await runMain(["validate", "half.json", "--skip-buggy", "--dump-dir", "out"], {
      cwd,
    });
    assertEquals([code, stdout], [0, "ok   half.json: 6 tests pass on the healthy module\n"]);
    assertEquals(namesIn(join(cwd, "out/half")), ["gauge_1_correct.py", "run_tests.py", "test_gauge_1.py"]);
  });
});

Deno.test("validate --dump-dir writes nowhere but below its folder, whatever the files are called", async () => {
  await inTempDir(async (cwd) => {
    const { task } = await makeTasks(cwd, 1);
    await Deno.mkdir(join(cwd, "in/deep"), { recursive: true });
    const text = JSON.stringify(task);
    for (const name of ["...json", "x y.json", "deep/x y.json", "-rf.json"]) {
      await Deno.writeTextFile(join(cwd, "in", name), text);
    }
    await Deno.mkdir(join(cwd, "out"));
    await Deno.symlink(join(cwd, "elsewhere"), join(cwd, "out/-rf"));
    const before = namesIn(cwd);
    const words = ["validate", "in/...json", "in/x y.json", "in/deep/x y.json", "--dump-dir", "out"];
    const { code, stderr } = await runMain(words, { cwd });
    assertEquals([code, stderr], [0, "3 of 3 tasks hold\n"]);
    assertEquals(namesIn(join(cwd, "out")), ["-rf", "_", "x y", "x y-2"]);
    assertEquals(namesIn(cwd), before);
  });
});

Deno.test("validate refuses in one line what it cannot use", async () => {
  await inTempDir(async (cwd) => {
    await Deno.mkdir(join(cwd, "empty"));
    await Deno.writeTextFile(join(cwd, "file"), "");
    const cases: readonly (readonly [words: string, code: number, message: string])[] = [
      ["", 2, 'Cannot run "validate": FILE|DIR is missing; see synthdebug validate --help'],
      ["none.json", 2, 'Cannot read "none.json": no such file'],
      ["empty", 2, 'Cannot validate "empty": it holds no .json files'],
      ["file --dump-dir file", 2, 'Cannot write "file": a file stands where a folder is needed'],
      ["file --dump_dir x", 2, 'Cannot use "--dump_dir": no such flag. Did you mean "--dump-dir"?'],
      ["file --python no-such-python", 3, 'Cannot run "no-such-python": there is no such program'],
    ];
    for (const [words, code, message] of cases) {
      const ended = await runMain(["validate", ...words.split(" ").filter(Boolean)], { cwd });
      assertEquals(
        [ended.code, ended.stdout, ended.stderr.slice(0, message.length)],
        [code, "", message],
        words,
      );
      assert(ended.stderr.split("\n").length === 2, ended.stderr);
    }
  });
});
