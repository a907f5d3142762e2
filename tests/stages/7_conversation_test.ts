import { assert, assertEquals, assertNotEquals } from "@std/assert";
import type { Payload } from "../../lib/core/payload.ts";
import { toSortedJson } from "../../lib/core/sorted_json.ts";
import { applyEdits } from "../../lib/core/span_edit.ts";
import { applyUnifiedDiff } from "../../lib/core/unified_diff.ts";
import { STRATEGIES } from "../../lib/bugs/strategies.ts";
import { TaskMaker } from "../../lib/flows/task_maker.ts";
import { PythonPool } from "../../lib/python/pool.ts";
import { offlineAuthor } from "../../lib/library/offline_author.ts";
import { checkSchema, type Schema } from "../support/check_schema.ts";
import { smallAuthor } from "../support/small_scenarios.ts";

const SCHEMA: Schema = JSON.parse(
  await Deno.readTextFile(new URL("../../docs/payload.schema.json", import.meta.url)),
);

/** Three tasks: two bugs of a small module and one of the library. */
async function makePayloads(): Promise<Payload[]> {
  await using python = await PythonPool.open({ workers: 2 });
  const small = smallAuthor(1);
  const library = offlineAuthor();
  const parts = { python, strategies: STRATEGIES, maxAttempts: 1, signal: new AbortController().signal };
  const makers = [small.author, library].map((author) => new TaskMaker({ ...parts, author }));
  const results = [
    await makers[0]!.make({ seed: small.seeds[0]!, ordinal: 1 }),
    await makers[0]!.make({ seed: small.seeds[0]!, ordinal: 2 }),
    await makers[1]!.make({
      seed: library.seeds.find(({ domain }) => domain === "Operations Research")!,
      ordinal: 1,
    }),
  ];
  return results.map(({ outcome }) => {
    assert(outcome.ok);
    return outcome.value;
  });
}

const KEYS =
  ("bug_file_path buggy_code bugs code_diff conversation correct_code difficulty domain evidence " +
    "failing_output id module_name problem_description provenance quality runner_code schema_version " +
    "solution_outline subtopic summary tests topic unit_tests").split(" ");

Deno.test("a payload", async (t) => {
  const payloads = await makePayloads();
  await t.step("has exactly the keys of the format, sorted in its JSON", () => {
    for (const payload of payloads) assertEquals(Object.keys(JSON.parse(toSortedJson(payload))), KEYS);
  });
  await t.step("keeps the published JSON Schema", () => {
    for (const payload of payloads) assertEquals(checkSchema(JSON.parse(toSortedJson(payload)), SCHEMA), []);
  });
  await t.step("leads from the healthy to the buggy module by its edits and by its diff", () => {
    for (const { bugs, buggy_code, code_diff, correct_code } of payloads) {
      const edits = bugs.flatMap((bug) => bug.edits);
      for (const { start, end, old } of edits) assertEquals(correct_code.slice(start, end), old);
      assertEquals(applyEdits(correct_code, edits.map((edit) => ({ ...edit, text: edit.new }))), buggy_code);
      assertEquals(applyUnifiedDiff(correct_code, code_diff), buggy_code);
    }
  });
  await t.step(
    "speaks in all four roles and shows the failing output, the fix and the passing output",
    () => {
      for (const { conversation, bugs, unit_tests } of payloads) {
        assertEquals(
          new Set(conversation.map(({ role }) => role)),
          new Set(["architect", "planner", "developer", "qa"]),
        );
        const told = conversation.map(({ content }) => content).join("\n");
        const tests = unit_tests.match(/^ {4}def test_/gm)!.length;
        for (
          const part of [
            "FAILED (",
            `Ran ${tests} tests\n\nOK`,
            "--- buggy.py",
            "+++ fixed.py",
            bugs[0]!.function,
          ]
        ) {
          assert(told.includes(part), part);
        }
      }
    },
  );
  await t.step("names nothing of the machine", async () => {
    const home = Deno.env.get("HOME") ?? "/root";
    const { stdout } = await new Deno.Command("python3", {
      args: ["-c", "import sys, sysconfig; print(sys.prefix, sysconfig.get_path('stdlib'), sys.executable)"],
    }).output();
    const places = new TextDecoder().decode(stdout).trim().split(" ").filter((place) => place !== "/usr");
    for (const payload of payloads) {
      const text = toSortedJson(payload);
      for (const place of [...places, `${home}/`, Deno.cwd(), "/tmp/", Deno.hostname()]) {
        assert(!text.includes(place), `${place} in ${payload.module_name}`);
      }
    }
  });
  await t.step("has an id of its own", () => {
    assertEquals(new Set(payloads.map(({ id }) => id)).size, payloads.length);
    const [first, second] = payloads;
    assertEquals(first!.correct_code, second!.correct_code);
    assertNotEquals(first!.buggy_code, second!.buggy_code);
    assertEquals(payloads.map(({ provenance }) => provenance.ordinal), [1, 2, 1]);
  });
});

Deno.test("the published schema describes each of its keys, and refuses what is not one", () => {
  const undescribed = Object.entries(SCHEMA.properties!).filter(([, own]) => !own.description);
  assertEquals(undescribed, []);
  assertEquals([...SCHEMA.required!, "buggy_code"].sort(), Object.keys(SCHEMA.properties!).sort());
  assertEquals(Object.keys(SCHEMA.properties!).sort(), KEYS);
  const problems = checkSchema({ id: 5, extra: 1, tests: { fail_to_pass: [] } }, SCHEMA);
  for (
    const problem of [
      "$.id: is no string",
      "$.extra: is not known",
      "$.tests.fail_to_pass: has too few items",
    ]
  ) {
    assert(problems.includes(problem), problem);
  }
});
