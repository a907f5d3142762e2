import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { BugRange } from "../../lib/bugs/bug_range.ts";
import { STRATEGIES } from "../../lib/bugs/strategies.ts";
import type { Payload } from "../../lib/core/payload.ts";
import { toSortedJson } from "../../lib/core/sorted_json.ts";
import { auditTask } from "../../lib/flows/audit.ts";
import { TaskMaker } from "../../lib/flows/task_maker.ts";
import { injectInto } from "../../lib/flows/inject_api.ts";
import { offlineAuthor } from "../../lib/library/offline_author.ts";
import { sharedPool } from "../support/with_pool.ts";

const pool = sharedPool();
const signal = new AbortController().signal;

async function makeTask(at: number, bugs?: BugRange): Promise<Payload> {
  const author = offlineAuthor();
  const options = { author, python: pool(), strategies: STRATEGIES, maxAttempts: 1, signal };
  const maker = new TaskMaker({ ...options, bugs });
  const { outcome } = await maker.make({ seed: author.seeds[at]!, ordinal: 1 });
  assert(outcome.ok, outcome.ok ? "" : outcome.rejection.detail);
  return outcome.value;
}

async function replay(payload: unknown): Promise<readonly string[]> {
  const report = await auditTask(toSortedJson(payload), { python: pool(), skipBuggy: false, replay: true });
  return report.problems;
}

Deno.test("replayEvidence() sees all again that real tasks say was measured", async () => {
  for (const at of [3, 8]) assertEquals(await replay(await makeTask(at)), []);
});

Deno.test("replayEvidence() sees each fault of a combined task again, one after the other is mended", async () => {
  const task = await makeTask(8, { least: 2, most: 3 });
  assert(task.bugs.length >= 2);
  assertEquals(task.evidence.further.length, task.bugs.length - 1);
  assertEquals(await replay(task), []);
  const lines = task.buggy_code!.split("\n");
  for (const { line, edits } of task.bugs) {
    const word = /[\w.]+/.exec(edits[0]!.new)?.[0];
    if (word !== undefined) assertStringIncludes(lines[line - 1]!, word);
  }
});

Deno.test("replayEvidence() takes a task of somebody's code, of which a test says nothing", async () => {
  const [task] = await injectInto({
    moduleName: "gauge",
    code: 'def mean(values):\n    """Arithmetic mean."""\n    return sum(values) / len(values)\n',
    tests: "import gauge\n\n\ndef test_mean():\n    assert gauge.mean([1, 2, 6]) == 3\n\n\n" +
      "def test_nothing():\n    assert gauge is not None\n",
    python: pool(),
  });
  assertEquals(await replay(task!.payload), []);
});

Deno.test("replayEvidence() names each thing that does not come out again", async () => {
  const task = await makeTask(17);
  const probe = task.evidence.probes[0]!;
  const changed = { ...probe, buggy: `${probe.buggy}and more\n` };
  const rows: readonly (readonly [object, string])[] = [
    [
      { evidence: { ...task.evidence, test: "T.test_other" } },
      "evidence.test does not come out the same again",
    ],
    [
      { evidence: { ...task.evidence, probes: [changed, ...task.evidence.probes.slice(1)] } },
      "evidence.probes does not come out the same again",
    ],
    [{ failing_output: `${task.failing_output}\n` }, "failing_output is not what run_tests.py prints"],
    [{ passing_output: `${task.passing_output}\n` }, "passing_output is not what run_tests.py prints"],
    [{
      conversation: [...task.conversation, { role: "qa", content: "Seen:\n\n```text\nnever printed\n```" }],
    }, `conversation[${task.conversation.length}] quotes what was not seen again: "never printed"`],
    [
      { bugs: [{ ...task.bugs[0], edits: [{ start: 0, end: 10_000_000, new: "" }] }] },
      "its edits do not fit its correct_code",
    ],
    [{ evidence: undefined }, "it has no evidence that could be replayed"],
    [{ bugs: [] }, "its bugs do not say what was changed where"],
  ];
  for (const [part, problem] of rows) assertEquals(await replay({ ...task, ...part }), [problem]);
  const old = await replay({
    ...task,
    failing_output: "",
    provenance: { ...task.provenance, python_version: "3.8.1" },
  });
  assertStringIncludes(old[0]!, "(measured by Python 3.8.1, replayed by ");
});
