import { assert, assertEquals } from "@std/assert";
import { moduleNameProblem } from "../../lib/core/module_name.ts";
import { pick } from "../../lib/core/random.ts";
import { readPayload } from "../../lib/core/read_payload.ts";
import { applyUnifiedDiff, unifiedDiff } from "../../lib/core/unified_diff.ts";
import { DumpNames } from "../../lib/flows/dump_task.ts";
import { damagedJson, fuzzReader } from "../support/fuzz_reader.ts";
import { HOSTILE_PIECES, mutateText } from "../support/mutate_bytes.ts";

const CODE = Array.from({ length: 30 }, (_, at) => `value_${at} = ${at}\n`).join("");
const BUGGY = CODE.replace("= 7\n", "= 8\n").replace("= 25\n", "");
const DIFF = unifiedDiff(["lens_power.py", CODE], ["lens_power.py", BUGGY]);
const PAYLOAD = {
  ...Object.fromEntries(
    ["domain", "topic", "subtopic", "summary", "problem_description", "solution_outline", "failing_output"]
      .map((key) => [key, "Lenses"]),
  ),
  module_name: "lens_power",
  correct_code: CODE,
  buggy_code: BUGGY,
  unit_tests: "import unittest\n",
  runner_code: "print()\n",
  code_diff: DIFF,
  bug_file_path: null,
  conversation: [{ role: "qa", content: "It fails." }, { role: "planner", content: "Look." }],
  tests: { fail_to_pass: ["A.test_a"], pass_to_pass: ["A.test_b"] },
};

Deno.test("readPayload() throws at nothing, and what it takes keeps its promises", () =>
  fuzzReader({
    name: "payload",
    inputs: 3000,
    make: damagedJson([PAYLOAD, { ...PAYLOAD, tests: undefined, buggy_code: undefined }]),
    read(text) {
      const outcome = readPayload(text);
      if (!outcome.ok) {
        assert(["not_json", "payload_invalid"].includes(outcome.rejection.reason));
        return false;
      }
      const { moduleName, correctCode, unitTests, buggyCode, codeDiff, failToPass, passToPass } =
        outcome.value;
      assertEquals(moduleNameProblem(moduleName), null);
      for (const code of [correctCode, unitTests, buggyCode, codeDiff]) {
        if (code === null) continue;
        assert(
          typeof code === "string" && code.length <= 1_000_000 && code.isWellFormed() && !code.includes("\0"),
        );
      }
      assert(correctCode.trim() !== "" && unitTests.trim() !== "");
      for (const ids of [failToPass, passToPass]) {
        assert(ids === null || ids.every((id) => typeof id === "string"));
      }
      return true;
    },
  }));

Deno.test("applyUnifiedDiff() throws at no diff, and gives a text without what it had not", () =>
  fuzzReader({
    name: "diff",
    inputs: 2000,
    make: (random) =>
      mutateText(DIFF, [DIFF, CODE, "@@ -1,999999999 +1,1 @@\n", "\\ No newline at end of file\n"], random),
    read: (diff) => applyUnifiedDiff(CODE, diff) !== null,
  }));

Deno.test("DumpNames gives each file a name that stays in its folder, and none twice", () => {
  const names = new DumpNames();
  const taken = new Set<string>();
  return fuzzReader({
    name: "dump names",
    inputs: 2000,
    make: (random) =>
      `${mutateText("some/folder/task", [...HOSTILE_PIECES], random)}${
        pick(random, [".json", "", ".json.json"])
      }`,
    read(file) {
      const name = names.take(file);
      assert(name !== "" && !name.startsWith(".") && !name.includes("/"));
      assert(new TextEncoder().encode(name).length <= 220);
      assert(!taken.has(name.normalize("NFKC").toLowerCase()));
      taken.add(name.normalize("NFKC").toLowerCase());
      return name.startsWith("task");
    },
  });
});
