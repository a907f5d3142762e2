import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { placeTasks } from "../support/edited_tasks.ts";
import { inTempDir, namesIn, runMain } from "../support/run_main.ts";

Deno.test("reset puts back what was edited of each task, says what, and leaves other files alone", async () => {
  await inTempDir(async (cwd) => {
    const [one, two, three] = await placeTasks(cwd);
    await Deno.writeTextFile(one!.module, "mended");
    await Deno.writeTextFile(join(one!.folder, "notes.md"), "mine");
    await Deno.remove(join(two!.folder, "run_tests.py"));
    await Deno.remove(join(two!.folder, "test_online_changepoint.py"));
    const { code, stdout, stderr } = await runMain(["reset", "tasks"], { cwd });
    assertEquals([code, stderr], [0, ""]);
    assertEquals(stdout.trimEnd().split("\n"), [
      "@/tasks/bayes_network_task: put back bayes_network.py",
      "@/tasks/online_changepoint_task: put back test_online_changepoint.py, run_tests.py",
      "@/tasks/ponding_infiltration_task: everything is as it was",
    ]);
    assertEquals(await Deno.readTextFile(one!.module), one!.payload.buggy_code);
    assertEquals(await Deno.readTextFile(join(one!.folder, "notes.md")), "mine");
    assertEquals(await Deno.readTextFile(join(two!.folder, "run_tests.py")), two!.payload.runner_code);
    assertEquals(
      await Deno.readTextFile(join(two!.folder, "test_online_changepoint.py")),
      two!.payload.unit_tests,
    );
    await Deno.remove(three!.folder, { recursive: true });
    const again = await runMain(["reset", "tasks", "--json"], { cwd });
    const { tasks } = JSON.parse(again.stdout);
    assertEquals(
      tasks.map((
        { restored, kept }: { restored: string[]; kept: string[] },
      ) => [restored.length, kept.length]),
      [
        [0, 3],
        [0, 3],
        [3, 0],
      ],
    );
  });
});

Deno.test("reset writes only below the folder that was named", async () => {
  await inTempDir(async (cwd) => {
    const [task] = await placeTasks(cwd, ["bayes_network"]);
    const file = "conversations/conversation_bayes_network.json";
    const named = await runMain(["reset", file], { cwd });
    assertEquals([named.code, named.stderr], [2, `Cannot reset "${file}": it is not a folder\n`]);
    await Deno.rename(task!.folder, join(cwd, "elsewhere"));
    await Deno.writeTextFile(join(cwd, "elsewhere/bayes_network.py"), "mine");
    await Deno.symlink(join(cwd, "elsewhere"), task!.folder);
    const says = (what: string) =>
      `Cannot write "@/tasks/bayes_network_task": "@/${what}" is a symbolic link\n`;
    const linked = await runMain(["reset", "tasks"], { cwd });
    assertEquals([linked.code, linked.stderr], [2, says("tasks/bayes_network_task")]);
    // Also where nothing is there yet.
    await Deno.rename(join(cwd, "tasks"), join(cwd, "before"));
    await Deno.mkdir(join(cwd, "empty"));
    await Deno.symlink(join(cwd, "empty"), join(cwd, "tasks"));
    const empty = await runMain(["reset", "."], { cwd });
    assertEquals([empty.code, empty.stderr], [2, says("tasks")]);
    assertEquals(namesIn(join(cwd, "empty")), []);
    assertEquals(await Deno.readTextFile(join(cwd, "elsewhere/bayes_network.py")), "mine");
  });
});

Deno.test("reset leaves a task as it is where one of its files cannot be put back", async () => {
  await inTempDir(async (cwd) => {
    const [task] = await placeTasks(cwd, ["bayes_network"]);
    await Deno.writeTextFile(task!.module, "edited");
    await Deno.remove(join(task!.folder, "run_tests.py"));
    await Deno.mkdir(join(task!.folder, "run_tests.py"));
    const { code, stderr } = await runMain(["reset", "tasks"], { cwd });
    assertEquals([code, stderr], [
      2,
      'Cannot write "@/tasks/bayes_network_task/run_tests.py": it is a folder\n',
    ]);
    assertEquals(await Deno.readTextFile(task!.module), "edited");
    assert(namesIn(task!.folder).every((name) => !name.startsWith(".")));
  });
});
