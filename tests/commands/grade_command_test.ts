import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { placeTasks } from "../support/edited_tasks.ts";
import { inTempDir, runMain } from "../support/run_main.ts";

const WORKERS = ["--workers", "1"];

Deno.test("grade judges every task below a folder, in words and as JSON", async () => {
  await inTempDir(async (cwd) => {
    const [mended, cheated, gone] = await placeTasks(cwd);
    await Deno.writeTextFile(mended!.module, mended!.payload.correct_code);
    await Deno.writeTextFile(
      cheated!.module,
      `import unittest\nunittest.TestCase.run = print\n${cheated!.payload.buggy_code}`,
    );
    await Deno.remove(gone!.folder, { recursive: true });
    const { code, stdout, stderr } = await runMain(["grade", "tasks", ...WORKERS], { cwd });
    assertEquals([code, stderr.split("\n").at(-2)], [1, "1 of 3 tasks solved"]);
    const lines = stdout.trimEnd().split("\n");
    assertMatch(
      lines[0]!,
      /^ok {3}@\/tasks\/bayes_network_task: all \d+ tests pass; \+\d -\d lines, precision 1\.00, recall 1\.00$/,
    );
    assertMatch(
      lines[1]!,
      /^FAIL @\/tasks\/online_changepoint_task: the module line 1 uses unittest: .*\+2 -0 lines/,
    );
    assertEquals(
      lines[2],
      "FAIL @/tasks/ponding_infiltration_task: the module is not there; also changed or gone: test_ponding_infiltration.py, run_tests.py",
    );
    const json = await runMain(["grade", "--json", ...WORKERS], { cwd });
    const { graded, solved, tasks } = JSON.parse(json.stdout);
    assertEquals([json.code, graded, solved], [1, 3, 1]);
    assertEquals(tasks.map((task: Record<string, unknown>) => [task.reward, task.reason]), [
      [1, null],
      [0, "screened"],
      [0, "missing"],
    ]);
    assertEquals(Object.keys(tasks[0]), [
      "folder",
      "conversation",
      "reward",
      "reason",
      "detail",
      "tests",
      "fail_to_pass",
      "pass_to_pass",
      "failing",
      "failing_hidden",
      "edit",
      "changed_files",
    ]);
    assertEquals(Object.keys(tasks[0].edit), ["lines_added", "lines_removed", "precision", "recall"]);
  });
});

Deno.test("grade exits with 0 where all are solved, named by folder, by conversation, or by a copy", async () => {
  await inTempDir(async (cwd) => {
    const [task] = await placeTasks(cwd, ["bayes_network"]);
    await Deno.rename(join(cwd, "conversations"), join(cwd, "answers"));
    await Deno.writeTextFile(task!.module, task!.payload.correct_code);
    await Deno.writeTextFile(join(task!.folder, "test_bayes_network.py"), "");
    const copies = ["copies/bayes_network_task", "other"];
    for (const copy of copies) {
      await Deno.mkdir(join(cwd, copy), { recursive: true });
      await Deno.writeTextFile(join(cwd, copy, "bayes_network.py"), task!.payload.correct_code);
    }
    const file = "answers/conversation_bayes_network.json";
    for (
      const words of [
        ["tasks/bayes_network_task", "--conversations", "answers"],
        ["copies", "--conversations", "answers"],
        ["other", "--conversation", file],
        [file],
      ]
    ) {
      const { code, stdout, stderr } = await runMain(["grade", ...words, "-q", ...WORKERS], { cwd });
      assertEquals([code, stdout, stderr], [0, "", ""], words.join(" "));
    }
    const { stdout } = await runMain(["grade", file, ...WORKERS], { cwd });
    assertMatch(stdout, /; also changed or gone: test_bayes_network\.py$/m);
  });
});

Deno.test("grade takes the task whose module is there, where a folder held one after the other", async () => {
  await inTempDir(async (cwd) => {
    const [old, now] = await placeTasks(cwd, ["bayes_network", "online_changepoint"]);
    await Deno.rename(now!.folder, join(cwd, "task"));
    for (const { payload, conversation } of [old!, now!]) {
      const path = join(cwd, "task", `${payload.module_name}.py`);
      await Deno.writeTextFile(conversation, JSON.stringify({ ...payload, bug_file_path: path }));
    }
    for (const words of [["task"], ["."], []]) {
      const { stdout } = await runMain(["grade", ...words, "--json", ...WORKERS], { cwd });
      const { tasks } = JSON.parse(stdout);
      assertEquals(tasks.map((task: { conversation: string }) => task.conversation), [
        "conversations/conversation_online_changepoint.json",
      ]);
      assertEquals(tasks[0].reason, "tests_fail");
    }
  });
});

Deno.test("grade says what it cannot find, in one line", async () => {
  await inTempDir(async (cwd) => {
    const [task] = await placeTasks(cwd, ["bayes_network", "online_changepoint"]);
    await Deno.writeTextFile(
      join(cwd, "conversations/again.json"),
      await Deno.readTextFile(task!.conversation),
    );
    await Deno.writeTextFile(join(cwd, "conversations/other.json"), "{}");
    await Deno.mkdir(join(cwd, "empty"));
    const cases: [words: string[], message: string][] = [
      [
        ["nowhere"],
        'Cannot grade "nowhere": no conversation in "conversations" is of it; name another place with --conversations',
      ],
      [
        ["conversations/other.json"],
        'Cannot grade "conversations/other.json": it is not the conversation of a file-edit task',
      ],
      [["--conversations", "empty"], 'Cannot grade "empty": it holds no conversations of file-edit tasks'],
      [
        ["tasks/bayes_network_task"],
        'Cannot grade "@/tasks/bayes_network_task": 2 conversations are of it; name one with --conversations',
      ],
    ];
    for (const [words, message] of cases) {
      const { code, stderr } = await runMain(["grade", ...words], { cwd });
      assertEquals([code, stderr], [2, `${message}\n`]);
    }
    const bad = { ...task!.payload, unit_tests: "def (" };
    await Deno.writeTextFile(join(cwd, "conversations/again.json"), JSON.stringify(bad));
    const { code, stdout } = await runMain(["grade", "conversations/again.json", ...WORKERS], { cwd });
    assertEquals(code, 1);
    assertStringIncludes(stdout, "Cannot grade by this conversation: unit_tests does not parse");
  });
});
