import { assert, assertEquals } from "@std/assert";
import type { TaskFolder } from "../../lib/core/task_folder.ts";
import { harborFolder } from "../../lib/export/harbor_folder.ts";
import { checkHarbor } from "../../lib/flows/check_harbor.ts";
import { hideExported } from "../../lib/flows/hide_exported.ts";
import { sampleTask } from "../support/sample_tasks.ts";
import { sharedPool } from "../support/with_pool.ts";

const pool = sharedPool();
const { signal } = new AbortController();

async function folderOf(changes: Readonly<Record<string, string>> = {}): Promise<TaskFolder> {
  const task = sampleTask();
  const tests = await hideExported(task, pool());
  assert(tests.ok);
  const folder = harborFolder(task, { name: "one", tests: tests.value, runner: "" });
  const changed = Object.entries(changes).map(([path, text]) =>
    [path, { text, isExecutable: false }] as const
  );
  return { ...folder, files: new Map([...folder.files, ...changed]) };
}

const check = async (changes: Readonly<Record<string, string>> = {}) =>
  await checkHarbor(await folderOf(changes), { python: pool(), signal });

Deno.test("checkHarbor() finds that a sound task rewards its solution, and neither nothing nor any cheat", async () => {
  const { name, holds, runs } = await check();
  assertEquals([name, holds], ["one", true]);
  assertEquals(runs.filter(({ expected, reward }) => expected !== reward), []);
  assertEquals(runs.filter(({ expected }) => expected === 1).map((run) => run.name), ["solution"]);
  const names = runs.map((run) => run.name);
  assertEquals(new Set(names).size, names.length);
  for (
    const expected of [
      "nothing",
      "tests_edited",
      "tests_deleted",
      "reward_beforehand",
      "reward_at_import",
      "reward_at_exit",
      "exit_at_import",
      "quick_exit_at_import",
      "assertions_swapped",
      "tests_patched",
      "always_equal",
      "outputs_hard_coded",
      "outputs_patched",
    ]
  ) assert(names.includes(expected), expected);
  const hardCoded = runs.find((run) => run.name === "outputs_patched")!;
  assert(/ of 15 tests do not pass/.test(hardCoded.says), hardCoded.says);
});

Deno.test("checkHarbor() finds a grader that gives what it should not", async () => {
  const writes = (text: string) =>
    `import os\nopen(os.path.join(os.environ["LOGS_DIR"], "reward.txt"), "w").write(${
      JSON.stringify(text)
    })\n`;
  const generous = await check({ "tests/grade.py": writes("1\n") });
  assertEquals([generous.holds, generous.runs.filter(({ reward }) => reward === 1).length], [
    false,
    // The grader does not remove what it finds: of two rewards none counts.
    generous.runs.length - 1,
  ]);
  const strict = await check({ "tests/grade.py": writes("0\n") });
  const wrong = strict.runs.filter(({ expected, reward }) => expected !== reward).map(({ name }) => name);
  assertEquals(wrong, ["solution", "reward_beforehand"]);
  const silent = await check({ "tests/grade.py": "" });
  assertEquals([silent.holds, silent.runs.every(({ reward }) => reward === null)], [false, true]);
});

Deno.test("checkHarbor() runs the solution that is exported, and finds one that does not mend", async () => {
  for (const script of ["exit 3\n", "true\n", 'echo "x = 1" > "$WORK_DIR/bayes_network.py"\n']) {
    const { holds, runs } = await check({ "solution/solve.sh": script });
    assertEquals([holds, runs.find(({ name }) => name === "solution")!.reward], [false, 0], script);
  }
});
