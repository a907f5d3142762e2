import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { UsageError } from "../../lib/core/errors.ts";
import type { Payload } from "../../lib/core/payload.ts";
import { toSortedJson } from "../../lib/core/sorted_json.ts";
import {
  conversationName,
  saveConversation,
  saveFileEdit,
  saveFileEditFolder,
  taskName,
} from "../../lib/stages/8_save.ts";
import { makePipe, makeSparse } from "../support/hostile_folder.ts";
import { GAUGE_CODE, gaugeTests } from "../support/small_scenarios.ts";

const PAYLOAD = {
  schema_version: 1,
  id: "0123456789abcdef",
  topic: "Gauges & Dials (old)",
  module_name: "gauge",
  correct_code: GAUGE_CODE,
  buggy_code: GAUGE_CODE.replace("/ len(values)", "/ 1"),
  unit_tests: gaugeTests("gauge"),
  runner_code: "",
  failing_output: 'File "gauge.py", line 9, in mean',
  bug_file_path: null,
} as Partial<Payload> as Payload;

async function inTempDir(run: (dir: string) => Promise<void>): Promise<void> {
  const dir = await Deno.makeTempDir();
  try {
    await run(dir);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

const namesIn = (dir: string) => [...Deno.readDirSync(dir)].map(({ name }) => name).sort();

async function runTestsIn(cwd: string): Promise<number> {
  return (await new Deno.Command("python3", { args: ["run_tests.py"], cwd }).output()).code;
}

Deno.test("tasks are named from module, topic and content", () => {
  assertEquals(taskName(PAYLOAD), "gauge_gauges-dials-old_01234567");
  assertEquals(conversationName(PAYLOAD, "task-"), "task-gauge_gauges-dials-old_01234567.json");
  assertEquals(taskName({ ...PAYLOAD, topic: "../../π" }), "gauge__01234567");
  assert(taskName({ ...PAYLOAD, topic: "x".repeat(500) }).length < 80);
});

Deno.test("saveConversation() writes sorted JSON whole, and leaves nothing where it cannot", async () => {
  await inTempDir(async (dir) => {
    await saveConversation(PAYLOAD, join(dir, "new/folder/task.json"));
    assertEquals(await Deno.readTextFile(join(dir, "new/folder/task.json")), toSortedJson(PAYLOAD));
    assertEquals(namesIn(join(dir, "new/folder")), ["task.json"]);
    await Deno.mkdir(join(dir, "taken"));
    await assertRejects(() => saveConversation(PAYLOAD, join(dir, "taken")), UsageError, "it is a folder");
    await assertRejects(
      () => saveConversation(PAYLOAD, join(dir, "new/folder/task.json/x.json")),
      UsageError,
    );
    assertEquals(namesIn(dir), ["new", "taken"]);
  });
});

Deno.test("saveFileEdit() writes a task that fails until the fix is in", async () => {
  await inTempDir(async (dir) => {
    const task = await saveFileEdit(PAYLOAD, join(dir, "task/gauge.py"));
    assertEquals(task.bug_file_path, join(dir, "task/gauge.py"));
    assertEquals(namesIn(join(dir, "task")), ["gauge.py", "run_tests.py", "test_gauge.py"]);
    assertEquals(await runTestsIn(join(dir, "task")), 1);
    await Deno.writeTextFile(join(dir, "task/gauge.py"), PAYLOAD.correct_code);
    assertEquals(await runTestsIn(join(dir, "task")), 0);
  });
});

Deno.test("saveFileEdit() takes another file name, which run_tests.py knows", async () => {
  await inTempDir(async (dir) => {
    const task = await saveFileEdit(PAYLOAD, join(dir, "Broken-1.py"));
    assertEquals(namesIn(dir), ["Broken-1.py", "run_tests.py", "test_gauge.py"]);
    assertEquals(await Deno.readTextFile(join(dir, "run_tests.py")), task.runner_code);
    assertEquals(task.failing_output, 'File "Broken-1.py", line 9, in mean');
    assertEquals(await runTestsIn(dir), 1);
    await Deno.writeTextFile(join(dir, "Broken-1.py"), PAYLOAD.correct_code);
    assertEquals(await runTestsIn(dir), 0);
  });
});

Deno.test("saveFileEdit() makes a relative path absolute", async () => {
  const dir = await Deno.makeTempDir({ dir: Deno.cwd(), prefix: ".save-" });
  try {
    const relative = dir.slice(Deno.cwd().length + 1);
    const task = await saveFileEdit(PAYLOAD, `${relative}/gauge.py`);
    assertEquals(task.bug_file_path, join(dir, "gauge.py"));
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
});

Deno.test("saveFileEdit() may be repeated, but changes no file of anyone else's", async () => {
  await inTempDir(async (dir) => {
    await saveFileEdit(PAYLOAD, join(dir, "gauge.py"));
    await saveFileEdit(PAYLOAD, join(dir, "gauge.py"));
    await Deno.writeTextFile(join(dir, "run_tests.py"), "print('mine')\n");
    await Deno.remove(join(dir, "gauge.py"));
    await assertRejects(
      () => saveFileEdit(PAYLOAD, join(dir, "gauge.py")),
      UsageError,
      "the file exists with another content; name another folder, or give each task its own",
    );
    assertEquals(namesIn(dir), ["run_tests.py", "test_gauge.py"]);
    assertEquals(await Deno.readTextFile(join(dir, "run_tests.py")), "print('mine')\n");
  });
});

Deno.test("saveFileEdit() refuses a folder and a link in the way, and writes nothing", async () => {
  await inTempDir(async (dir) => {
    await Deno.mkdir(join(dir, "a/test_gauge.py"), { recursive: true });
    await assertRejects(() => saveFileEdit(PAYLOAD, join(dir, "a/gauge.py")), UsageError, "is in the way");
    assertEquals(namesIn(join(dir, "a")), ["test_gauge.py"]);
    await Deno.mkdir(join(dir, "b"));
    await Deno.writeTextFile(join(dir, "outside.txt"), PAYLOAD.buggy_code!);
    await Deno.symlink(join(dir, "outside.txt"), join(dir, "b/gauge.py"));
    await assertRejects(
      () => saveFileEdit(PAYLOAD, join(dir, "b/gauge.py")),
      UsageError,
      "it is a symbolic link",
    );
    assertEquals(namesIn(join(dir, "b")), ["gauge.py"]);
    await Deno.mkdir(join(dir, "c"));
    await Deno.symlink(join(dir, "nowhere"), join(dir, "c/run_tests.py"));
    await assertRejects(
      () => saveFileEdit(PAYLOAD, join(dir, "c/gauge.py")),
      UsageError,
      "it is a symbolic link",
    );
    assertEquals(namesIn(join(dir, "c")), ["run_tests.py"]);
  });
});

Deno.test("saveFileEditFolder() gives the whole folder or none, and keeps one that is there", async () => {
  await inTempDir(async (dir) => {
    const folder = join(dir, taskName(PAYLOAD));
    const tasks = await Promise.all(
      [1, 2, 3].map(() => saveFileEditFolder(PAYLOAD, folder, { moduleFile: "gauge.py" })),
    );
    assertEquals(tasks.map(({ bug_file_path }) => bug_file_path), Array(3).fill(join(folder, "gauge.py")));
    assertEquals(namesIn(dir), [taskName(PAYLOAD)]);
    assertEquals(namesIn(folder), ["gauge.py", "run_tests.py", "test_gauge.py"]);
    await Deno.writeTextFile(join(folder, "gauge.py"), "# half mended\n");
    await saveFileEditFolder(PAYLOAD, folder, { moduleFile: "gauge.py" });
    assertEquals(await Deno.readTextFile(join(folder, "gauge.py")), "# half mended\n");
    await Deno.writeTextFile(join(dir, "file"), "");
    await assertRejects(
      () => saveFileEditFolder(PAYLOAD, join(dir, "file"), { moduleFile: "gauge.py" }),
      UsageError,
    );
    assertEquals(namesIn(dir), ["file", taskName(PAYLOAD)]);
  });
});

Deno.test("saveFileEdit() lets one of two tasks into a folder at once, whole, and leaves nothing of the other", async () => {
  await inTempDir(async (dir) => {
    const others = Array.from({ length: 5 }, (_, at) => ({
      ...PAYLOAD,
      module_name: `gauge_${at}`,
      unit_tests: gaugeTests(`gauge_${at}`),
    }));
    const ends = await Promise.allSettled(
      others.map((task) => saveFileEdit(task, join(dir, `task/${task.module_name}.py`))),
    );
    const won = ends.findIndex(({ status }) => status === "fulfilled");
    assertEquals(ends.filter(({ status }) => status === "fulfilled").length, 1);
    for (const end of ends) {
      if (end.status === "rejected") assert(/the file exists with another content/.test(end.reason.message));
    }
    assertEquals(namesIn(join(dir, "task")), [`gauge_${won}.py`, "run_tests.py", `test_gauge_${won}.py`]);
    assertEquals(await runTestsIn(join(dir, "task")), 1);
  });
});

Deno.test("saveFileEdit() reads nothing of a huge file or a pipe in the way", async () => {
  await inTempDir(async (dir) => {
    await makeSparse(join(dir, "gauge.py"), 3 * 2 ** 30);
    await assertRejects(
      () => saveFileEdit(PAYLOAD, join(dir, "gauge.py")),
      UsageError,
      "with another content",
    );
    await Deno.remove(join(dir, "gauge.py"));
    await makePipe(join(dir, "run_tests.py"));
    await assertRejects(() => saveFileEdit(PAYLOAD, join(dir, "gauge.py")), UsageError, "is in the way");
    assertEquals(namesIn(dir), ["run_tests.py"]);
  });
});
