import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { type ExportTask, readExportTask } from "../../lib/core/export_task.ts";
import { toTrajectory } from "../../lib/export/to_trajectory.ts";
import { conclusionOf, type Trajectory } from "../../lib/export/trajectory.ts";
import { combinedTask, originalJson, SAMPLE_NAMES, sampleTask } from "../support/sample_tasks.ts";
import { sharedPool } from "../support/with_pool.ts";

const python = sharedPool();
const limits = { limitMs: 60_000 };

function trajectoryOf(task: ExportTask): Trajectory {
  const made = toTrajectory(task);
  if (!made.ok) throw new Error(made.rejection.detail);
  return made.value;
}

function reasonFor(task: ExportTask): string {
  const made = toTrajectory(task);
  return made.ok ? "" : `${made.rejection.reason}: ${made.rejection.detail}`;
}

/** What Python gives for each call, and what the calls leave in the files. */
async function replay(task: ExportTask): Promise<{ outputs: string[]; code: string }> {
  const [module, tests] = [`${task.moduleName}.py`, `test_${task.moduleName}.py`];
  const texts = new Map([[module, task.buggyCode], [tests, task.unitTests]]);
  const outputs: string[] = [];
  for (const { tool, arguments: given } of trajectoryOf(task).steps) {
    const files = { moduleName: task.moduleName, code: texts.get(module)!, tests: texts.get(tests)! };
    if (tool === "run_tests") outputs.push((await python().runCold(files, limits)).output);
    else if (tool === "run_python") {
      outputs.push((await python().runProbe(files, given.code!, limits)).output);
    } else {
      const text = texts.get(given.path!)!;
      if (tool === "edit_file") {
        assertEquals(text.split(given.old_text!).length, 2, "the text stands there once");
        texts.set(given.path!, text.replace(given.old_text!, () => given.new_text!));
      }
      outputs.push(tool === "edit_file" ? "ok" : text);
    }
  }
  return { outputs, code: texts.get(module)! };
}

/** A task whose conversation differs in one turn. */
function retold(task: ExportTask, at: number, change: (content: string) => string): ExportTask {
  const conversation = task.conversation.map((turn, place) =>
    place === at ? { ...turn, content: change(turn.content) } : turn
  );
  return { ...task, conversation };
}

for (const task of [...SAMPLE_NAMES.map((name) => sampleTask({}, name)), combinedTask()]) {
  Deno.test(`the calls for ${task.moduleName} give what Python prints, and mend the module`, async () => {
    const { steps } = trajectoryOf(task);
    const { outputs, code } = await replay(task);
    assertEquals(outputs, steps.map(({ output }) => output));
    assertEquals(code, task.correctCode);
    const tools = steps.map(({ tool }) => tool);
    assertEquals(tools.slice(0, 3), ["run_tests", "read_file", "read_file"]);
    assert(tools.indexOf("run_python") < tools.indexOf("edit_file"));
    assertEquals(tools.lastIndexOf("run_tests"), tools.lastIndexOf("edit_file") + 1);
  });

  Deno.test(`whoever solves ${task.moduleName} tells nothing that no call has shown`, () => {
    const { steps, findings, causes, closing } = trajectoryOf(task);
    const edit = steps.findIndex(({ tool }) => tool === "edit_file");
    for (const { thought } of steps) {
      assert(
        !/heads the list|runs the least code|passing tests? (?:go|rel)|Watching the calls/.test(thought),
      );
    }
    for (const { thought } of steps.slice(0, edit + 1)) assert(!/mended/.test(thought), thought);
    assertEquals(findings.length, task.bugs.length);
    for (const { description } of task.bugs) assertStringIncludes(causes, description);
    assert(closing.at(-1)!.length > 0 && closing.some((part) => part.startsWith("Done: ")));
  });
}

Deno.test("toTrajectory() runs the tests after each fix of a combined bug, and reads what they print", () => {
  const { steps } = trajectoryOf(combinedTask());
  assertEquals(steps.map(({ tool }) => tool), [
    ...["run_tests", "read_file", "read_file", "run_python", "run_python", "run_python"],
    ...["edit_file", "run_tests", "run_python", "run_python", "run_python"],
    ...["edit_file", "run_tests", "run_python"],
  ] as typeof steps[number]["tool"][]);
  assertStringIncludes(steps[7]!.output, "FAILED (failures=2)");
  assertStringIncludes(steps[9]!.thought, "2 of 15 tests fail");
});

Deno.test("toTrajectory() thinks where the conversation does", () => {
  const { steps } = trajectoryOf(combinedTask());
  assertStringIncludes(steps[0]!.thought, "A correct module works like this:");
  assertStringIncludes(steps[1]!.thought, "3 of 15 tests fail");
  assertEquals(steps[2]!.thought, "");
  assertStringIncludes(steps[3]!.thought, "calls `convergent` directly");
  assertStringIncludes(steps[6]!.thought, "The fault is on line 19, in `convergent`:");
  // Of the first fault a model wrote.
  assertStringIncludes(steps[6]!.thought, "What was seen leads here.");
  assertStringIncludes(
    conclusionOf(trajectoryOf(combinedTask())),
    "`top` is `4`, where the mended code has `22`",
  );
});

Deno.test("toTrajectory() takes the output of the fault that is looked at where two have the same script", () => {
  const task = combinedTask();
  const [first] = task.probes;
  const same = { ...first!, buggy: "something else", healthy: "and again" };
  const { steps } = trajectoryOf({ ...task, probes: [same, ...task.probes] });
  assertEquals(steps[3]!.output, first!.buggy);
  assertEquals(steps[8]!.output, first!.healthy);
});

Deno.test("toTrajectory() runs no script again that has not been run before the fix", () => {
  const task = combinedTask();
  const other = { name: "call", script: "print(1)\n", buggy: "1\n", healthy: task.probes[0]!.healthy };
  const { steps } = trajectoryOf({ ...task, probes: [other, ...task.probes] });
  assertEquals(steps[8]!.arguments.code, task.probes[0]!.script);
});

Deno.test("toTrajectory() makes up no output that the file does not hold", () => {
  const task = sampleTask();
  const at = (text: string) => task.conversation.findIndex(({ content }) => content.includes(text));
  const [fix, report] = [at("```diff"), at("```text")];
  const probe = task.conversation.findIndex(({ content }) => content.includes("```python\nimport sys"));
  const cases: [ExportTask, string][] = [
    [retold(task, report, () => "The tests fail."), "its conversation does not report the failing tests"],
    [retold(task, fix, () => "I mend it."), "the diffs of its conversation do not mend the module"],
    [
      retold(task, fix, () => "```diff\n@@ -1,1 +1,1 @@\n-nowhere\n+x\n```"),
      "a diff of its conversation does not fit the module",
    ],
    [
      { ...task, conversation: task.conversation.slice(0, fix + 1) },
      "its conversation does not run the tests after the fix",
    ],
    [{ ...task, passingOutput: "something else" }, "its conversation does not run the tests after the fix"],
    [
      retold(task, probe, (content) => content.replaceAll("\n```\n\n```text\n", "\n```\n\n```text\nmore\n")),
      "what a script of its conversation printed is not in its evidence",
    ],
    [
      retold(task, probe, (content) => content.slice(0, content.lastIndexOf("```text"))),
      "what a script of its conversation printed is not in its evidence",
    ],
    [
      retold(task, fix + 1, (content) => `${content}\n\n\`\`\`text\nnever printed\n\`\`\``),
      "an output of its conversation is not in its evidence",
    ],
  ];
  for (const [changed, detail] of cases) assertEquals(reasonFor(changed), `no_trajectory: ${detail}`);
});

Deno.test("toTrajectory() leaves scripts words where there is no evidence of them", () => {
  const original = readExportTask(originalJson());
  assert(original.ok);
  const { steps, causes } = trajectoryOf(original.value);
  assertEquals(steps.map(({ tool }) => tool), [
    "run_tests",
    "read_file",
    "read_file",
    "edit_file",
    "run_tests",
  ]);
  assertEquals(causes, "");
});
