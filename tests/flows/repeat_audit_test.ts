import { assert, assertEquals, assertMatch } from "@std/assert";
import { auditRepeatedly } from "../../lib/flows/repeat_audit.ts";
import { sharedPool } from "../support/with_pool.ts";

const pool = sharedPool([1, 2, 3]);

/** A task of one function with these tests, besides one that fails on the buggy module for sure. */
function task(tests: string, more: Record<string, unknown> = {}): string {
  return JSON.stringify({
    domain: "Metrology",
    topic: "Gauges",
    subtopic: "Doubling",
    summary: "It doubles.",
    problem_description: "Double a number.",
    solution_outline: "1. Double.",
    module_name: "doubling",
    correct_code: "SEEN = []\n\n\ndef double(x):\n    return 2 * x\n",
    buggy_code: "SEEN = []\n\n\ndef double(x):\n    return 3 * x\n",
    unit_tests: `import sys\nimport unittest\n\nimport doubling\n\n\nclass TestDouble(unittest.TestCase):\n` +
      `    def test_double(self):\n        self.assertEqual(doubling.double(2), 4)\n\n${tests}`,
    runner_code: "",
    failing_output: "FAILED (failures=1)",
    conversation: [{ role: "architect", content: "Double a number." }],
    code_diff: null,
    bug_file_path: null,
    ...more,
  });
}

async function audit(json: string, repeat: number) {
  const { problems, runs, flakes } = await auditRepeatedly(json, {
    python: pool(),
    skipBuggy: false,
    repeat,
  });
  return { problems, runs, flakes };
}

const STEADY = "    def test_zero(self):\n        self.assertEqual(doubling.double(0), 0)\n";

/** Fails on the buggy module in all hash seeds but 0, which is none. */
const HASHED =
  "    def test_hash(self):\n        if sys.flags.hash_randomization:\n            self.assertEqual(doubling.double(3), 6)\n";

/** Passes only where it runs before the other one. */
const ORDERED = ["a", "z"].map((name) =>
  `    def test_${name}(self):\n        doubling.SEEN.append("${name}")\n` +
  `        self.assertEqual(doubling.SEEN, sorted(doubling.SEEN))\n`
).join("\n");

Deno.test("auditRepeatedly() finds a steady task the same in each run", async () => {
  assertEquals(await audit(task(STEADY), 4), { problems: [], runs: 4, flakes: [] });
  assertEquals((await audit(task(STEADY), 1)).runs, 1);
});

Deno.test("auditRepeatedly() names the tests of a buggy module that end by the hash seed", async () => {
  const { problems, flakes } = await audit(task(HASHED), 4);
  assertEquals([problems, flakes.length], [flakes, 3]);
  for (const flake of flakes) {
    assertMatch(
      flake,
      /^with hash seed and test order [123]: TestDouble\.test_hash ended otherwise on the buggy module$/,
    );
  }
});

Deno.test("auditRepeatedly() finds a healthy module that hangs on the order of its tests", async () => {
  const { flakes } = await audit(task(ORDERED), 4);
  assert(flakes.length > 0);
  assertMatch(flakes[0]!, /the healthy module fails its tests: TestDouble\.test_\w+ failed/);
});

Deno.test("auditRepeatedly() tells what never holds once, and no flake", async () => {
  const { problems, flakes } = await audit(
    task(STEADY, { buggy_code: "def double(x):\n    return 2 * x\n" }),
    3,
  );
  assertEquals([problems, flakes], [["the buggy module passes all tests"], []]);
  assertEquals(await audit("{", 3), { problems: ["it is not valid JSON"], runs: 1, flakes: [] });
});
