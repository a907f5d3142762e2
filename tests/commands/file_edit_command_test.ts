import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { isAbsolute, join } from "@std/path";
import { checkSchema, type Schema } from "../support/check_schema.ts";
import { inTempDir, namesIn, runMain, startSmallModel, writeLibraryCatalogue } from "../support/run_main.ts";

const SCHEMA: Schema = JSON.parse(
  await Deno.readTextFile(new URL("../../docs/payload.schema.json", import.meta.url)),
);

/** What `python3 run_tests.py` says in a folder. */
async function runTestsIn(dir: string): Promise<{ code: number; output: string }> {
  const { code, stdout } = await new Deno.Command("python3", { args: ["run_tests.py"], cwd: dir }).output();
  return { code, output: new TextDecoder().decode(stdout) };
}

Deno.test("file-edit's task fails before the fix and passes after it", async () => {
  await inTempDir(async (cwd) => {
    await writeLibraryCatalogue(cwd, ["Economic Order Quantity with Quantity Discounts"]);
    const words = ["file-edit", "--offline", "--catalog", "catalog.json", "--dir", "task"];
    const { code, stdout, stderr } = await runMain(words, { cwd });
    assertEquals(code, 0, stderr);
    const path = stdout.trimEnd().split("\n").at(-1)!.replace("@", cwd);
    assert(
      isAbsolute(path) && path.startsWith(join(cwd, "conversations/conversation_order_quantity_")),
      stdout,
    );
    const task = JSON.parse(await Deno.readTextFile(path));
    assertEquals(task.bug_file_path, join(cwd, "task/order_quantity.py"));
    assertEquals(namesIn(join(cwd, "task")), ["order_quantity.py", "run_tests.py", "test_order_quantity.py"]);
    assertEquals(await Deno.readTextFile(task.bug_file_path), task.buggy_code);
    assertEquals(await runTestsIn(join(cwd, "task")), { code: 1, output: task.failing_output });
    await Deno.writeTextFile(task.bug_file_path, task.correct_code);
    const mended = await runTestsIn(join(cwd, "task"));
    assertEquals(mended.code, 0);
    assertMatch(mended.output, /\nOK\n$/);
    assertEquals((await runMain(["validate", path], { cwd })).code, 0);
  });
});

Deno.test("file-edit --filename names the module's file, and --suppress-buggy-code leaves the key out", async () => {
  await inTempDir(async (cwd) => {
    await using model = await startSmallModel(cwd, 1);
    const words = [
      "file-edit",
      ...model.flags,
      "--filename",
      "broken.py",
      "--suppress-buggy-code",
      "--json",
      "-q",
    ];
    const { code, stdout } = await runMain(words, { cwd });
    assertEquals(code, 0);
    const { tasks, made } = JSON.parse(stdout);
    assertEquals([made, tasks[0].bug_file_path], [1, "@/debug_task/broken.py"]);
    const text = await Deno.readTextFile(tasks[0].conversation.replace("@", cwd));
    const task = JSON.parse(text);
    assert(!Object.hasOwn(task, "buggy_code"));
    assertEquals(namesIn(join(cwd, "debug_task")), ["broken.py", "run_tests.py", "test_gauge_1.py"]);
    assertEquals((await runTestsIn(join(cwd, "debug_task"))).code, 1);
    assertEquals((await runMain(["validate", "conversations"], { cwd })).code, 0);
    await Deno.writeTextFile(join(cwd, "debug_task/broken.py"), task.correct_code);
    assertEquals((await runTestsIn(join(cwd, "debug_task"))).code, 0);
  });
});

Deno.test("file-edit --count gives each task a folder of its own, and prints each conversation", async () => {
  await inTempDir(async (cwd) => {
    await using model = await startSmallModel(cwd, 3);
    const { code, stdout } = await runMain(["file-edit", ...model.flags, "--count", "3", "--dir", "tasks"], {
      cwd,
    });
    assertEquals(code, 0);
    const folders = namesIn(join(cwd, "tasks"));
    assertEquals(folders.length, 3);
    for (const folder of folders) {
      assertMatch(folder, /^gauge_\d_gauges_[0-9a-f]{8}$/);
      assertEquals((await runTestsIn(join(cwd, "tasks", folder))).code, 1);
    }
    assertEquals(stdout.trimEnd().split("\n").length, 3);
    for (const path of stdout.trimEnd().split("\n")) {
      const task = JSON.parse(await Deno.readTextFile(path.replace("@", cwd)));
      assert(
        folders.some((folder) => task.bug_file_path === join(cwd, "tasks", folder, `${task.module_name}.py`)),
      );
    }
  });
});

Deno.test("file-edit --unique-subdir gives a single task a folder too", async () => {
  await inTempDir(async (cwd) => {
    await using model = await startSmallModel(cwd, 1);
    assertEquals((await runMain(["file-edit", ...model.flags, "--unique-subdir", "-q"], { cwd })).code, 0);
    const [folder] = namesIn(join(cwd, "debug_task"));
    assertEquals(namesIn(join(cwd, "debug_task", folder!)), [
      "gauge_1.py",
      "run_tests.py",
      "test_gauge_1.py",
    ]);
  });
});

Deno.test("file-edit refuses a folder with another task in it, and changes nothing", async () => {
  await inTempDir(async (cwd) => {
    await using model = await startSmallModel(cwd, 2);
    const run = () => runMain(["file-edit", ...model.flags, "--dir", "task", "-q"], { cwd });
    assertEquals((await run()).code, 0);
    const before = namesIn(join(cwd, "task")).map((name) => Deno.readTextFileSync(join(cwd, "task", name)));
    const { code, stdout, stderr } = await run();
    assertEquals([code, stdout], [2, ""]);
    assertMatch(
      stderr,
      /^Cannot write "@\/task\/run_tests\.py": it exists; name another folder, or use --unique-subdir\n$/,
    );
    assertEquals(
      namesIn(join(cwd, "task")).map((name) => Deno.readTextFileSync(join(cwd, "task", name))),
      before,
    );
    const state = JSON.parse(await Deno.readTextFile(join(cwd, "conversations/.synthdebug_state.json")));
    assertEquals(state.length, 1, "the refused task is not used up");
    assertEquals(model.server.requests.length, 1, "nothing is asked for a task that has no place");
  });
});

Deno.test("file-edit refuses names that would lead elsewhere or hit the tests", async () => {
  await inTempDir(async (cwd) => {
    await Deno.writeTextFile(join(cwd, "file"), "");
    for (const name of ["../x.py", "x", "run_tests.py", "test_x.py", ".x.py", "a b.py", "/x.py"]) {
      const { code, stderr } = await runMain(["file-edit", "--offline", "--filename", name], { cwd });
      assertEquals([code, stderr.split("\n").length], [2, 2]);
      assertStringIncludes(
        stderr,
        `Cannot use "--filename": "${name}" is not the bare name of a Python file`,
      );
    }
    const { code, stderr } = await runMain(["file-edit", "--offline", "--dir", "file"], { cwd });
    assertEquals([code, stderr], [2, 'Cannot write "@/file": a file stands where a folder is needed\n']);
    assertEquals(namesIn(cwd), ["file"]);
  });
});

Deno.test("file-edit hides tests, writes AGENTS.md and a git repository, the same again for the same seed", async () => {
  await inTempDir(async (cwd) => {
    await writeLibraryCatalogue(cwd, ["Economic Order Quantity with Quantity Discounts"]);
    const words = ["file-edit", "--offline", "--catalog", "catalog.json", "--hidden-tests", "0.5", "-q"];
    const places = ["one", "two"];
    const tasks = [];
    for (const place of places) {
      const more = ["--agent-instructions", "--git", "--dir", place, "--output", `${place}-talk`];
      const { code, stdout, stderr } = await runMain([...words, ...more], { cwd });
      assertEquals(code, 0, stderr);
      const text = await Deno.readTextFile(stdout.trimEnd().replace("@", cwd));
      assert(checkSchema(JSON.parse(text), SCHEMA).length === 0);
      tasks.push(JSON.parse(text.replaceAll(join(cwd, place), "")));
    }
    const [task] = tasks;
    assertEquals(tasks[1], task);
    assertEquals(namesIn(join(cwd, "one")), [
      ".git",
      "AGENTS.md",
      "order_quantity.py",
      "run_tests.py",
      "test_order_quantity.py",
    ]);
    const read = (name: string) => Deno.readTextFileSync(join(cwd, "one", name));
    assertEquals(read("AGENTS.md"), task.agent_instructions);
    assertEquals(read("test_order_quantity.py"), task.visible_tests);
    assertEquals(read(".git/refs/heads/main"), Deno.readTextFileSync(join(cwd, "two/.git/refs/heads/main")));
    for (const id of task.hidden_tests) assert(!task.visible_tests.includes(`def ${id.split(".")[1]}(`), id);
    for (const bug of task.bugs) {
      for (const told of [bug.description, bug.root_cause]) assert(!task.agent_instructions.includes(told));
    }
    const { code, output } = await runTestsIn(join(cwd, "one"));
    const count = task.tests.fail_to_pass.length + task.tests.pass_to_pass.length - task.hidden_tests.length;
    assertEquals(code, 1);
    assertStringIncludes(output, `Ran ${count} tests`);
    assertEquals((await runMain(["validate", "one-talk"], { cwd })).code, 0);
    await Deno.writeTextFile(join(cwd, "one/order_quantity.py"), task.correct_code);
    assertEquals((await runTestsIn(join(cwd, "one"))).code, 0);
    if (await hasGit()) {
      assertEquals(await git(join(cwd, "two"), "status", "--porcelain"), "");
      assertEquals(await git(join(cwd, "one"), "status", "--porcelain"), " M order_quantity.py\n");
      assertEquals((await git(join(cwd, "one"), "log", "--format=%s %an")).trimEnd().split("\n").length, 1);
      assertStringIncludes(await git(join(cwd, "one"), "diff"), "\n+++ b/order_quantity.py\n");
    }
  });
});

Deno.test("file-edit --git and --agent-instructions refuse a folder that has such files, before any work", async () => {
  await inTempDir(async (cwd) => {
    for (const [flag, name] of [["--git", ".git"], ["--agent-instructions", "AGENTS.md"]] as const) {
      await Deno.mkdir(join(cwd, flag, name), { recursive: true });
      const words = ["file-edit", "--offline", flag, `--dir=${flag}`, "-q"];
      const { code, stderr } = await runMain(words, { cwd });
      assertEquals([code, stderr], [
        2,
        `Cannot write "@/${flag}/${name}": it exists; name another folder, or use --unique-subdir\n`,
      ]);
      assertEquals(namesIn(join(cwd, flag)), [name]);
    }
  });
});

function hasGit(): Promise<boolean> {
  return new Deno.Command("git", { args: ["--version"] }).output().then(() => true, () => false);
}

async function git(dir: string, ...args: string[]): Promise<string> {
  const { stdout } = await new Deno.Command("git", {
    args: ["-C", dir, ...args],
    env: { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" },
  }).output();
  return new TextDecoder().decode(stdout);
}
