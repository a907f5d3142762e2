import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { dirname, join } from "@std/path";
import { accept, reject } from "../../lib/core/rejection.ts";
import type { ExportTask } from "../../lib/core/export_task.ts";
import { harbor } from "../../lib/export/harbor.ts";
import { exportInMemory } from "../support/export_in_memory.ts";
import { sampleTask } from "../support/sample_tasks.ts";
import { inTempDir } from "../support/run_main.ts";

const HIDDEN = "FactorTests.test_product_joins_on_the_shared_variables";
const VISIBLE = "# the tests that the agent sees\n";

function divided(task: ExportTask) {
  return Promise.resolve(accept({
    visibleTests: VISIBLE,
    all: [...task.failToPass!, ...task.passToPass!].sort(),
    hidden: [HIDDEN],
    failToPass: task.failToPass!,
  }));
}

async function exported(changes: Record<string, unknown> = {}, target = {}) {
  const task = sampleTask(changes);
  const { files, outcomes } = await exportInMemory(harbor, [task], { hideTests: divided, ...target });
  const folder = [...files.keys()][0]?.split("/").slice(0, -1).join("/") ?? "";
  return { task, files, outcomes, folder, file: (path: string) => files.get(`${folder}/${path}`) ?? "" };
}

Deno.test("harbor writes a folder a task, below its split where splits were asked for", async () => {
  const { files, outcomes, folder } = await exported();
  assertEquals([outcomes, folder], [[{ ok: true, value: 1 }], "bayes-network-b8366334"]);
  assertEquals([...files.keys()].map((path) => path.slice(folder.length + 1)).sort(), [
    "environment/Dockerfile",
    "environment/app/bayes_network.py",
    "environment/app/run_tests.py",
    "environment/app/test_bayes_network.py",
    "instruction.md",
    "solution/solve.sh",
    "task.toml",
    "tests/Dockerfile",
    "tests/given.py",
    "tests/grade.py",
    "tests/guard.py",
    "tests/screen.py",
    "tests/suite.py",
    "tests/test.sh",
    "tests/test_bayes_network.py",
    "tests/tests.json",
  ]);
  assertEquals((await exported({}, { isSplit: true })).folder, "train/bayes-network-b8366334");
});

Deno.test("harbor shows the agent the task without its answer and without the hidden tests", async () => {
  const { task, files, folder, file } = await exported();
  const mended = task.correctCode.split("\n")[task.bugs[0]!.line - 1]!.trim();
  assert(file("solution/solve.sh").includes(mended));
  for (const [path, text] of files) {
    if (/solution|tests/.test(path.slice(folder.length).split("/")[1]!)) continue;
    assert(!text.includes(mended), path);
    assert(!text.includes("joins_on_the_shared"), path);
    for (const { operator, description, root_cause: cause } of task.bugs) {
      assert(![operator!, description, cause].some((told) => text.includes(told)), path);
    }
  }
  assertEquals(file("environment/app/test_bayes_network.py"), VISIBLE);
  assertEquals(file("environment/app/bayes_network.py"), task.buggyCode);
  const instruction = file("instruction.md");
  for (const named of ["/app/bayes_network.py", "/app/test_bayes_network.py", "python3 /app/run_tests.py"]) {
    assertStringIncludes(instruction, named);
  }
  assertStringIncludes(instruction, task.problemDescription.trim());
});

Deno.test("harbor's containers are of the Python that judged the task, and grading has one of its own", async () => {
  const { file } = await exported();
  for (const path of ["environment/Dockerfile", "tests/Dockerfile"]) {
    assertMatch(file(path), /^FROM python:3\.11-slim\n/);
  }
  const config = file("task.toml");
  for (
    const line of [
      'schema_version = "1.1"',
      'artifacts = ["/app/bayes_network.py"]',
      'name = "synthdebug/bayes-network-b8366334"',
      'environment_mode = "separate"',
      'network_mode = "no-network"',
      "hidden_tests = 1",
      "hidden_fail_to_pass = 1",
    ]
  ) assertStringIncludes(config, line + "\n");
  const unknown = await exported({ provenance: undefined });
  assertMatch(unknown.file("environment/Dockerfile"), /^FROM python:3\.\d+-slim\n/);
});

Deno.test("harbor's solve.sh writes the healthy module, byte by byte, whatever stands in it", async () => {
  const plain = sampleTask().correctCode;
  for (const correct of [plain, plain.trimEnd(), `${plain}\nEND_OF_MODULE\n# $HOME \`date\` 'é' \\\n\r\n`]) {
    await inTempDir(async (cwd) => {
      const { file } = await exported({ correct_code: correct });
      await Deno.writeTextFile(join(cwd, "solve.sh"), file("solution/solve.sh"));
      const { code } = await new Deno.Command("bash", { args: ["solve.sh"], cwd, env: { WORK_DIR: cwd } })
        .output();
      assertEquals(code, 0);
      assertEquals(await Deno.readTextFile(join(cwd, "bayes_network.py")), correct);
    });
  }
});

Deno.test("harbor's test.sh rewards the solution alone, as a container would run it", async () => {
  await inTempDir(async (cwd) => {
    const { task, files, folder } = await exported();
    for (const [path, text] of files) {
      await Deno.mkdir(join(cwd, dirname(path)), { recursive: true });
      await Deno.writeTextFile(join(cwd, path), text);
    }
    const work = join(cwd, folder, "environment/app");
    const logs = join(cwd, "logs");
    const reward = async (code: string) => {
      await Deno.writeTextFile(join(work, "bayes_network.py"), code);
      const env = { WORK_DIR: work, LOGS_DIR: logs };
      const { stdout } = await new Deno.Command("bash", { args: [`${folder}/tests/test.sh`], cwd, env })
        .output();
      return [
        await Deno.readTextFile(join(logs, "reward.txt")),
        new TextDecoder().decode(stdout).split(":")[0],
      ];
    };
    assertEquals(await reward(task.buggyCode), ["0\n", "6 of 15 tests do not pass"]);
    assertEquals(await reward(task.correctCode), ["1\n", "every test passes\n"]);
    assertEquals((await reward("def (:\n"))[0], "0\n");
  });
});

Deno.test("harbor leaves out what cannot be divided, and what does not hold where that is checked", async () => {
  const none = await exported({}, { hideTests: () => Promise.resolve(reject("cannot_hide", "for a trial")) });
  assertEquals([none.outcomes[0]!.ok, none.files.size], [false, 0]);
  const rejection = { reason: "does_not_hold", detail: "for a trial" };
  const dropped = await exported({}, { check: () => Promise.resolve({ ok: false, rejection }) });
  assertEquals([dropped.outcomes, dropped.files.size], [[{ ok: false, rejection }], 0]);
});
