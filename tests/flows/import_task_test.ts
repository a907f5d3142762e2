import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { toSortedJson } from "../../lib/core/sorted_json.ts";
import type { FoundTask } from "../../lib/core/import_format.ts";
import { auditTask } from "../../lib/flows/audit.ts";
import { importTask } from "../../lib/flows/import_task.ts";
import { original } from "../../lib/import/original.ts";
import { checkSchema, type Schema } from "../support/check_schema.ts";
import { originalJson, sampleJson } from "../support/sample_tasks.ts";
import { sharedPool } from "../support/with_pool.ts";

const pool = sharedPool([1, 2]);

async function find(text: string, changes: Partial<FoundTask> = {}): Promise<FoundTask> {
  const found = await original.read(JSON.parse(text), { folder: ".", text });
  if (!found.ok) throw new Error(found.rejection.detail);
  return { ...found.value, ...changes };
}

async function importing(found: FoundTask) {
  return await importTask(found, { python: pool(), signal: new AbortController().signal });
}

Deno.test("a task's own file is kept where all that it says is seen again", async () => {
  const outcome = await importing(await find(sampleJson()));
  assert(outcome.ok);
  assertEquals(outcome.value.how, "kept");
  assertEquals(toSortedJson(outcome.value.payload), toSortedJson(JSON.parse(sampleJson())));
});

Deno.test("a task's own file is measured anew where it says what is not so", async () => {
  const outcome = await importing(await find(sampleJson({ failing_output: "It fails.\n" })));
  assert(outcome.ok);
  assertEquals(outcome.value.how, "measured");
  const { payload } = outcome.value;
  const before = JSON.parse(sampleJson());
  for (
    const key of ["id", "bugs", "tests", "evidence", "failing_output", "difficulty", "conversation"] as const
  ) {
    assertEquals(JSON.parse(toSortedJson(payload[key])), before[key], key);
  }
  const forged = await importing(await find(sampleJson({ id: "0123456789abcdef" })));
  assertEquals(forged.ok && [forged.value.how, forged.value.payload.id], ["measured", before.id]);
});

Deno.test("what a file of the Python original lacks is measured, and its bug told as an operator tells it", async () => {
  const outcome = await importing(await find(originalJson()));
  assert(outcome.ok);
  const { how, payload } = outcome.value;
  assertEquals(how, "measured");
  assertEquals([payload.provenance.author, payload.bugs[0]!.operator], ["unknown", "comparison_equality"]);
  assertEquals(payload.conversation, JSON.parse(sampleJson()).conversation);
  const schema = new URL("../../docs/payload.schema.json", import.meta.url);
  assertEquals(checkSchema(payload, JSON.parse(await Deno.readTextFile(schema)) as Schema), []);
  const audit = await auditTask(toSortedJson(payload), { python: pool(), skipBuggy: false, replay: true });
  assertEquals(audit.problems, []);
});

Deno.test("a buggy module that Python printed anew is held against the healthy one as Python prints it", async () => {
  const found = await find(originalJson());
  const { moduleName, buggyCode: code, unitTests: tests } = found;
  const script = 'import ast\n\nprint(ast.unparse(ast.parse(open("bayes_network.py").read())))\n';
  const { output } = await pool().runProbe({ moduleName, code, tests }, script, { limitMs: 10_000 });
  const outcome = await importing({ ...found, buggyCode: output });
  assert(outcome.ok);
  const { code_diff: diff, bugs } = outcome.value.payload;
  assertEquals(bugs[0]!.operator, "comparison_equality");
  assertEquals(diff.split("\n").filter((line) => /^[+-](?![+-])/.test(line)).length, 2);
});

Deno.test("what does not hold is refused with the reason", async () => {
  const found = await find(originalJson());
  const { correctCode, buggyCode } = found;
  const marked = buggyCode.replace("if all(s[i] != t[j]", "# wrong sign\n             if all(s[i] != t[j]");
  const cases: [Partial<FoundTask>, string, string][] = [
    [{ buggyCode: `${correctCode}\n` }, "no_bug", "the buggy module is the healthy one"],
    [
      { buggyCode: correctCode.replace("max(", "min(").replace("1e-9", "1.1e-9") },
      "survived",
      "the tests pass on the buggy",
    ],
    [{ correctCode: buggyCode, buggyCode: correctCode }, "healthy_fails", "the module fails its own tests"],
    [{ buggyCode: marked }, "bug_comments_changed", "a remark is new"],
    [{ buggyCode: `import os\n${buggyCode}\n\nos.system("true")\n` }, "screened_bug", "os.system"],
    [{ moduleName: "json" }, "unusable", "shadows a standard-library module"],
    [{ unitTests: "import unittest\n" }, "unusable", "it has no tests"],
    [{ failToPass: ["PosteriorTests.test_wet_grass"] }, "other_tests", "1 are named, 6 were seen"],
  ];
  for (const [changes, reason, detail] of cases) {
    const outcome = await importing({ ...found, ...changes });
    assert(!outcome.ok, reason);
    {
      assertEquals(outcome.rejection.reason, reason, outcome.rejection.detail);
    }
    assertStringIncludes(outcome.rejection.detail, detail);
  }
});
