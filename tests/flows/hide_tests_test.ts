import { assert, assertEquals } from "@std/assert";
import type { Payload } from "../../lib/core/payload.ts";
import { splitTests } from "../../lib/core/test_run.ts";
import { hideTests } from "../../lib/flows/hide_tests.ts";
import { SAMPLE_NAMES, sampleJson } from "../support/sample_tasks.ts";
import { sharedPool } from "../support/with_pool.ts";

const pool = sharedPool();

function sample(changes: Record<string, unknown> = {}, name: typeof SAMPLE_NAMES[number] = "bayes_network") {
  return JSON.parse(sampleJson(changes, name)) as Payload;
}

async function hide(payload: Payload, ratio: number): Promise<Payload> {
  const outcome = await hideTests(payload, { ratio, python: pool() });
  assert(outcome.ok, outcome.ok ? "" : outcome.rejection.detail);
  return outcome.value;
}

Deno.test("hideTests() leaves a suite that the healthy module passes and the buggy one fails", async () => {
  for (const name of SAMPLE_NAMES) {
    const payload = sample({}, name);
    const task = await hide(payload, 0.5);
    const ids = [...payload.tests.fail_to_pass, ...payload.tests.pass_to_pass];
    const visible = ids.filter((id) => !task.hidden_tests!.includes(id)).sort();
    assertEquals(task.hidden_tests!.length, Math.round(ids.length / 2));
    const files = { moduleName: task.module_name, tests: task.visible_tests! };
    const [healthy, buggy] = await Promise.all(
      [task.correct_code, task.buggy_code!].map((code) =>
        pool().runTests({ ...files, code }, { limitMs: 10_000 })
      ),
    );
    assert(healthy?.kind === "finished" && buggy?.kind === "finished");
    assertEquals(splitTests(healthy.tests).passing, visible);
    const broken = payload.tests.fail_to_pass.filter((id) => visible.includes(id)).sort();
    assertEquals(splitTests(buggy.tests).failing, broken);
    assert(broken.length > 0);
    assertEquals(broken.length < payload.tests.fail_to_pass.length, payload.tests.fail_to_pass.length > 1);
    assertEquals({ ...task, hidden_tests: undefined, visible_tests: undefined }, {
      ...payload,
      hidden_tests: undefined,
      visible_tests: undefined,
    });
  }
});

Deno.test("hideTests() chooses by the task's id alone", async () => {
  const [one, again, other] = [
    await hide(sample(), 0.4),
    await hide(sample(), 0.4),
    await hide(sample({ id: "00000000000000ff" }), 0.4),
  ];
  assertEquals(again, one);
  assert(other.visible_tests !== one.visible_tests);
});

Deno.test("hideTests() tries another choice where tests need each other, and rejects where none holds", async () => {
  const code = "def f():\n    return 1\n";
  const method = (name: string, body: string) => `    def test_${name}(self):\n        ${body}\n`;
  const suite = (methods: string) =>
    `import unittest\nfrom m import f\n\n\nclass T(unittest.TestCase):\n${methods}`;
  const task = (methods: string, failToPass: string[], passToPass: string[]) =>
    ({
      ...sample(),
      module_name: "m",
      correct_code: code,
      buggy_code: code.replace("1", "2"),
      code_diff: null,
      unit_tests: suite(methods),
      tests: { fail_to_pass: failToPass, pass_to_pass: passToPass },
    }) as unknown as Payload;
  const needy = task(
    method("a", "self.assertEqual(f(), 1)") + method("b", "self.test_a()") + method("c", "f()"),
    ["T.test_a", "T.test_b"],
    ["T.test_c"],
  );
  const hidden: string[] = [];
  for (let id = 0; id < 4; id++) {
    hidden.push(
      ...(await hide({ ...needy, id: `000000000000000${id}` }, 0.3)).hidden_tests!,
    );
  }
  assertEquals([...new Set(hidden)], ["T.test_b"]);
  const circle = task(
    method("a", "self.assertEqual(f(), 1); self.test_b") +
      method("b", "self.assertEqual(f(), 1); self.test_a"),
    ["T.test_a", "T.test_b"],
    [],
  );
  const outcome = await hideTests(circle, { ratio: 0.5, python: pool() });
  assert(!outcome.ok);
  assertEquals(outcome.rejection.reason, "cannot_hide");
});
