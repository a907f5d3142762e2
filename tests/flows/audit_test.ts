import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { STRATEGIES } from "../../lib/bugs/strategies.ts";
import type { Payload } from "../../lib/core/payload.ts";
import { auditTask } from "../../lib/flows/audit.ts";
import { TaskMaker } from "../../lib/flows/task_maker.ts";
import { PythonPool } from "../../lib/python/pool.ts";
import { smallAuthor } from "../support/small_scenarios.ts";

/** A real task of a small module. */
async function makeTask(python: PythonPool): Promise<Payload> {
  const { author, seeds } = smallAuthor(1);
  const signal = new AbortController().signal;
  const maker = new TaskMaker({ author, python, strategies: STRATEGIES, maxAttempts: 1, signal });
  const { outcome } = await maker.make({ seed: seeds[0]!, ordinal: 1 });
  assert(outcome.ok);
  return outcome.value;
}

/** The keys that the Python original writes. */
const ORIGINAL =
  ("domain topic subtopic summary problem_description solution_outline module_name correct_code " +
    "buggy_code unit_tests runner_code failing_output conversation code_diff bug_file_path").split(" ");

function pickKeys(task: Payload, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(task).filter(([key]) => keys.includes(key)));
}

type Edit = (task: Payload) => Record<string, unknown>;

const WRONG: readonly (readonly [name: string, edit: Edit, problem: string])[] = [
  [
    "a healthy module that fails",
    (task) => ({ correct_code: task.buggy_code }),
    "the healthy module fails its tests: TestGauge.",
  ],
  [
    "a healthy module that does not parse",
    () => ({ correct_code: "def (" }),
    "the healthy module does not run: importing fails: SyntaxError",
  ],
  [
    "a buggy module that passes",
    (task) => ({ buggy_code: task.correct_code }),
    "the buggy module passes all tests",
  ],
  [
    "a buggy module that cannot be imported",
    () => ({ buggy_code: "1 / 0" }),
    "the buggy module does not run: importing fails: ZeroDivisionError",
  ],
  ["a buggy module that takes tests away", (task) => ({
    buggy_code:
      `${task.correct_code}\nimport unittest\nunittest.defaultTestLoader.testMethodPrefix = "test_m"\n`,
  }), "buggy_code line 23 uses unittest: unittest stays as it is, and only tests import it (test_framework)"],
  [
    "a healthy module that looks at frames",
    (task) => ({ correct_code: `${task.correct_code}\nimport sys\nsys._getframe()\n` }),
    "uses sys._getframe: frames of the interpreter are not for tasks (frames)",
  ],
  [
    "a buggy module that is another text in its own encoding",
    (task) => ({ buggy_code: `# coding: utf-7\n# +AAo-import os\n${task.buggy_code}`, code_diff: null }),
    "buggy_code cannot be screened: ValueError: the source declares the encoding 'utf-7'",
  ],
  [
    "tests that skip themselves",
    (task) => ({ unit_tests: `${task.unit_tests}\ndef setUpModule():\n    raise unittest.SkipTest()\n` }),
    "uses unittest.SkipTest: every test runs: none is skipped, hidden or chosen (test_selection)",
  ],
  [
    "tests that reach what the buggy module alone imports",
    (task) => ({
      buggy_code: `import os as o\n${task.buggy_code}`,
      code_diff: null,
      unit_tests:
        `${task.unit_tests}\nimport gauge_1\nif hasattr(gauge_1, "o"):\n    gauge_1.o.system("true")\n`,
    }),
    "uses os.system: tasks start no processes and send no signals (processes)",
  ],
  ["tests that do not parse", () => ({ unit_tests: "def (" }), "unit_tests does not parse: SyntaxError"],
  ["tests without tests", () => ({ unit_tests: "import gauge_1\n" }), "unit_tests has no tests"],
  [
    "tests of another module",
    (task) => ({ module_name: `${task.module_name}x` }),
    "importing fails: ModuleNotFoundError",
  ],
  [
    "another list of failing tests",
    (task) => ({ tests: { ...task.tests, fail_to_pass: [] } }),
    "tests.fail_to_pass names 0 tests",
  ],
  [
    "another list of passing tests",
    (task) => ({ tests: { ...task.tests, pass_to_pass: ["A.b"] } }),
    "tests.pass_to_pass names 1 tests that are not the",
  ],
  [
    "a diff of something else",
    () => ({ code_diff: "--- a\n+++ b\n@@ -1 +1 @@\n-x\n+y\n" }),
    "code_diff does not lead from correct_code to buggy_code",
  ],
  [
    "a lost bug",
    () => ({ buggy_code: undefined, code_diff: "" }),
    "there is no buggy_code, and code_diff does not give it",
  ],
];

const HOSTILE: readonly (readonly [name: string, edit: Edit, problem: string])[] = [
  ["a path for a name", () => ({ module_name: "../x" }), 'module_name "../x" is a path'],
  [
    "an absolute path for a name",
    () => ({ module_name: "/etc/passwd" }),
    'module_name "/etc/passwd" is a path',
  ],
  ["a module of Python's", () => ({ module_name: "os" }), "shadows a standard-library module"],
  ["the name of the runner", () => ({ module_name: "run_tests" }), "is reserved"],
  ["a name of many lines", () => ({ module_name: "a\nb" }), 'module_name "a\\nb" does not match'],
  ["a number for a text", () => ({ summary: 5 }), "summary is not a text"],
  ["a list for code", () => ({ correct_code: ["a"] }), "correct_code is not a text"],
  ["an object for buggy code", () => ({ buggy_code: {} }), "buggy_code is not a text"],
  ["a truth value for a path", () => ({ bug_file_path: true }), "bug_file_path is not a text"],
  ["no code", () => ({ correct_code: " \n" }), "correct_code is blank"],
  ["a text for the conversation", () => ({ conversation: "hi" }), "conversation is not a list of turns"],
  ["an empty conversation", () => ({ conversation: [] }), "conversation is not a list of turns"],
  [
    "a role of its own",
    () => ({ conversation: [{ role: "system", content: "" }] }),
    "conversation[0] is not {role, content}",
  ],
  [
    "lists of numbers for tests",
    () => ({ tests: { fail_to_pass: [1], pass_to_pass: [] } }),
    "tests is not {fail_to_pass, pass_to_pass}",
  ],
  ["null for tests", () => ({ tests: null }), "tests is not {fail_to_pass, pass_to_pass}"],
  [
    "a NUL in the code",
    (task) => ({ correct_code: `${task.correct_code}\0` }),
    "correct_code has a character that no source file can have",
  ],
  [
    "half a character in the code",
    (task) => ({ unit_tests: `${task.unit_tests}# \ud800\n` }),
    "unit_tests has a character that no source file can have",
  ],
  [
    "code without end",
    () => ({ correct_code: "x".repeat(2_000_000) }),
    "correct_code is longer than 1000000 characters",
  ],
  [
    "buggy code without end",
    () => ({ buggy_code: "x".repeat(2_000_000) }),
    "buggy_code is longer than 1000000 characters",
  ],
  [
    "a diff without end",
    () => ({ buggy_code: undefined, code_diff: "+x\n".repeat(700_000) }),
    "code_diff is longer than 1000000 characters",
  ],
];

Deno.test("auditTask() tells what is wrong", async (t) => {
  await using python = await PythonPool.open({ workers: 2 });
  const task = await makeTask(python);
  for (const [name, edit, problem] of [...WRONG, ...HOSTILE]) {
    await t.step(name, async () => {
      const report = await auditTask(JSON.stringify({ ...task, ...edit(task) }), {
        python,
        skipBuggy: false,
      });
      assertStringIncludes(report.problems.join("; "), problem);
    });
  }
  for (
    const key of ORIGINAL.filter((key) =>
      !["buggy_code", "runner_code", "code_diff", "bug_file_path"].includes(key)
    )
  ) {
    await t.step(`a task without ${key}`, async () => {
      const { problems } = await auditTask(JSON.stringify({ ...task, [key]: undefined }), {
        python,
        skipBuggy: false,
      });
      assertEquals(problems, [`${key} is missing`]);
    });
  }
});

Deno.test("auditTask() confirms what holds, ours and the Python original's", async (t) => {
  await using python = await PythonPool.open({ workers: 2 });
  const task = await makeTask(python);
  const cases: readonly (readonly [name: string, payload: Record<string, unknown>])[] = [
    ["our own", { ...task }],
    ["our own with buggy code left out", { ...task, buggy_code: undefined }],
    ["the original's fifteen keys", pickKeys(task, ORIGINAL)],
    [
      "the original's file-edit task, with the bug in its diff alone",
      {
        ...pickKeys(task, ORIGINAL.filter((key) => key !== "buggy_code")),
        bug_file_path: "/elsewhere/gauge_1.py",
      },
    ],
    [
      "the original's diff of reformatted code beside the code",
      { ...pickKeys(task, ORIGINAL), code_diff: "--- correct.py\n+++ buggy.py\n@@ -1 +1 @@\n-x=1\n+x=2\n" },
    ],
    ["keys that nobody knows", { ...task, extra: { deep: [1] }, __proto__x: 1 }],
  ];
  for (const [name, payload] of cases) {
    await t.step(name, async () => {
      const report = await auditTask(JSON.stringify(payload), { python, skipBuggy: false });
      assertEquals(report.problems, []);
      assertEquals([report.tests, report.failing], [6, task.tests.fail_to_pass]);
      assertEquals(report.buggyCode, task.buggy_code);
    });
  }
});

Deno.test("auditTask() looks at the healthy module alone where the buggy one is to be skipped", async () => {
  await using python = await PythonPool.open({ workers: 1 });
  const task = await makeTask(python);
  const audit = (edit: object) =>
    auditTask(JSON.stringify({ ...task, ...edit }), { python, skipBuggy: true });
  const held = await audit({ buggy_code: "1 / 0" });
  assertEquals([held.problems, held.tests, held.failing], [[], 6, null]);
  assertStringIncludes(
    (await audit({ correct_code: "1 / 0" })).problems.join(),
    "the healthy module does not run",
  );
});

Deno.test("auditTask() never runs a payload's runner_code", async () => {
  await using python = await PythonPool.open({ workers: 1 });
  const task = await makeTask(python);
  const dir = await Deno.makeTempDir();
  const runner_code = `open(${JSON.stringify(`${dir}/ran`)}, "w").write("ran")\n`;
  const { problems } = await auditTask(JSON.stringify({ ...task, runner_code }), {
    python,
    skipBuggy: false,
  });
  assertEquals([problems, [...Deno.readDirSync(dir)]], [[], []]);
  await Deno.remove(dir, { recursive: true });
});

Deno.test("auditTask() refuses what is no payload at all", async () => {
  await using python = await PythonPool.open({ workers: 1 });
  const cases = [
    ["", "it is not valid JSON"],
    ["{", "it is not valid JSON"],
    ["[]", "it is not a JSON object"],
    ["null", "it is not a JSON object"],
    ['"text"', "it is not a JSON object"],
    ["[".repeat(100_000) + "]".repeat(100_000), "it is nested more than 64 deep"],
  ] as const;
  for (const [json, problem] of cases) {
    const report = await auditTask(json, { python, skipBuggy: false });
    assertStringIncludes(report.problems.join("; "), problem);
    assertEquals(report.payload, null);
  }
  const { problems } = await auditTask("{}", { python, skipBuggy: false });
  assertEquals(problems[0]!.split("; ").length, 11);
});
