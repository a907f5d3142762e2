import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { ChosenBug, ChosenFault } from "../../lib/core/chosen_bug.ts";
import type { FaultEvidence } from "../../lib/core/evidence.ts";
import { seededRandom } from "../../lib/core/random.ts";
import type { TestResult } from "../../lib/core/test_run.ts";
import { draftTurns } from "../../lib/transcript/compose_turns.ts";
import { tellDraft } from "../../lib/transcript/turn_draft.ts";
import type { Story } from "../../lib/transcript/story.ts";
import { parsePython } from "../support/parse_python.ts";

const CODE =
  "LIMIT = 2\n\n\ndef half(x):\n    return x / LIMIT\n\n\ndef quarter(x):\n    return half(half(x))\n";
const TESTS = `import unittest
from halves import half, quarter

class T(unittest.TestCase):
    def test_half(self):
        self.assertEqual(half(3), 1.5)

    def test_quarter(self):
        self.assertEqual(quarter(8), 2)

    def test_zero(self):
        self.assertEqual(half(0), 0)
`;
const TREE = await parsePython(CODE);
const FRAME = { file: "test_halves.py", line: 6, function: "test_half" };

function test(id: string, changes: Partial<TestResult> = {}): TestResult {
  return { id, status: "passed", ms: 1, errorType: "", message: "", frames: [], ...changes };
}

const FAILED = test("T.test_half", {
  status: "failed",
  errorType: "AssertionError",
  message: "6 != 1.5\n\nmore",
  frames: [FRAME],
});
const QUARTER = test("T.test_quarter", { status: "failed", errorType: "AssertionError", message: "32 != 2" });

/** What may be changed of a story's bug and of its only fault. */
type Changes = Partial<Pick<ChosenBug, "candidate" | "verdict">> & {
  readonly evidence?: Partial<FaultEvidence>;
};

/** A story of `x / LIMIT` that became `x * LIMIT`; parts of it changed. */
function story({ evidence, ...changes }: Changes = {}, seed = "a"): Story {
  const tests = changes.verdict?.tests ?? [FAILED, QUARTER, test("T.test_zero")];
  const ids = (passed: boolean) =>
    tests.filter((each) => (each.status === "passed") === passed).map(({ id }) => id);
  const bug: ChosenBug = {
    candidate: {
      strategy: "operator",
      operator: "product_quotient",
      family: "arithmetic",
      edits: [{ start: CODE.indexOf("/"), end: CODE.indexOf("/") + 1, text: "*" }],
      code: CODE.replace("/", "*"),
      function: "half",
      line: 5,
      description: "`half` multiplies",
      rootCause: "A half is a quotient.",
    },
    verdict: { kind: "failed", tests, failing: ids(false), passing: ids(true) },
    failingOutput: "FAIL: test_half\n```\nRan 3 tests\n\nFAILED (failures=2)\n",
    passingOutput: "Ran 3 tests\n\nOK\n",
    difficulty: {
      score: 0.3,
      label: "easy",
      signals: {
        failing_share: 0.67,
        assertion_only: true,
        functions_reached: 2,
        fault_rank: 1,
        fault_in_traceback: false,
        call_distance: 0,
        changed_lines: 1,
        faults: 1,
      },
    },
    faults: [],
    ...changes,
  };
  const spec = {
    seed: { domain: "Arithmetic", topic: "Division", subtopic: "Halves" },
    summary: "Halves of numbers",
    moduleName: "halves",
    problemDescription: "Halve numbers.\n",
    solutionOutline: "1. Divide by two.\n",
    correctCode: CODE,
    unitTests: TESTS,
    bugs: [],
  };
  const testIds = tests.map(({ id }) => id);
  const fault: ChosenFault = {
    candidate: bug.candidate,
    code: bug.candidate.code,
    mended: CODE,
    line: bug.candidate.line,
    verdict: bug.verdict,
    failingOutput: bug.failingOutput,
    mendedOutput: bug.passingOutput,
    evidence: {
      test: "T.test_half",
      reach: [{ name: "half", failing: 2, passing: 1 }, { name: "quarter", failing: 1, passing: 0 }],
      first_divergence: {
        test: "T.test_half",
        function: "half",
        arguments: { x: "3" },
        what: "result",
        buggy: "6",
        healthy: "1.5",
      },
      first_value: null,
      path: [],
      assertion: { line: 6, statement: "self.assertEqual(half(3), 1.5)", error: "AssertionError: 6 != 1.5" },
      samples: [],
      probes: [],
      ...evidence,
    },
  };
  const fix = "--- buggy.py\n+++ fixed.py\n@@ -5 +5 @@\n-    return x * LIMIT\n+    return x / LIMIT\n";
  return {
    checked: { spec, tree: TREE, testIds },
    bug: { ...bug, faults: [fault] },
    fault,
    fix,
    random: seededRandom(seed),
  };
}

/** The turns as they are told, with the fix of the story. */
function tellAll(one: Story) {
  return draftTurns([one]).map((draft) => tellDraft(draft));
}

/** The whole conversation as one text, for each of several wordings. */
function texts(changes: Changes = {}): string[] {
  return Array.from(
    { length: 12 },
    (_, at) => tellAll(story(changes, `seed ${at}`)).map(({ content }) => content).join("\n\n"),
  );
}

Deno.test("composeTurns() lets the four roles speak in their order", () => {
  assertEquals(tellAll(story()).map(({ role }) => role), [
    "architect",
    "planner",
    "qa",
    "developer",
    "planner",
    "developer",
    "qa",
    "architect",
  ]);
});

Deno.test("composeTurns() says the same for the same seed, and words it otherwise for others", () => {
  assertEquals(tellAll(story()), tellAll(story()));
  assert(new Set(texts()).size > 8);
});

Deno.test("composeTurns() quotes what was measured, in every wording", () => {
  for (const text of texts()) {
    for (
      const part of [
        "Halves of numbers. (Arithmetic: Division, Halves.)",
        "Halve numbers.",
        "1. Divide by two.",
        "````text\nFAIL: test_half\n```\nRan 3 tests\n\nFAILED (failures=2)\n````",
        "self.assertEqual(half(3), 1.5)\nT.test_half: AssertionError: 6 != 1.5\n```",
        "2 of 3 tests fail: `T.test_half` and `T.test_quarter`.",
        "- `half`: 2 failing, 1 passing\n- `quarter`: 1 failing, 0 passing",
        "5 >     return x * LIMIT",
        "`half` multiplies. A half is a quotient.",
        "`half(x=3)` returns `6`.",
        "```diff\n--- buggy.py\n+++ fixed.py\n@@ -5 +5 @@\n-    return x * LIMIT\n+    return x / LIMIT\n```",
        "```text\nRan 3 tests\n\nOK\n```",
        "`half(x=3)` now returns `1.5`; before, it returned `6`.",
        "the 2 tests that failed before the fix pass after it, and the 1 test that passed before still does",
      ]
    ) assertStringIncludes(text, part);
    for (const bad of ["undefined", "null", "NaN", "[object"]) assert(!text.includes(bad), bad);
  }
});

Deno.test("composeTurns() says nothing of a divergence that was not seen", () => {
  for (const text of texts({ evidence: { first_divergence: null } })) {
    assert(!text.includes("Watching the calls") && !text.includes("before, it"), text);
  }
});

Deno.test("composeTurns() tells of a changed attribute and of a raise", () => {
  const base = { test: "T.test_half", function: "C.set", arguments: { self: "<C>", x: "1" } };
  const attribute = { ...base, what: "self.total", buggy: "2", healthy: "1" };
  for (const text of texts({ evidence: { first_divergence: attribute } })) {
    assertStringIncludes(text, "`C.set(x=1)` leaves `self.total` at `2`.");
    assertStringIncludes(text, "`C.set(x=1)` now leaves `self.total` at `1`; before, it left `2`.");
  }
  const raise = { ...base, what: "result", buggy: "raises KeyError('k')", healthy: "None" };
  for (const text of texts({ evidence: { first_divergence: raise } })) {
    assertStringIncludes(text, "`C.set(x=1)` now returns `None`; before, it raised `KeyError('k')`.");
  }
});

Deno.test("composeTurns() fits a suite of which every test fails", () => {
  const tests = [FAILED, QUARTER];
  const verdict = { kind: "failed" as const, tests, failing: tests.map(({ id }) => id), passing: [] };
  for (const text of texts({ verdict })) {
    assertStringIncludes(text, "No test passes");
    assertStringIncludes(text, "there was no test that passed before");
  }
});

Deno.test("composeTurns() fits a single failing test that errs inside the module", () => {
  const errored = test("T.test_half", {
    status: "errored",
    errorType: "TypeError",
    message: "bad",
    frames: [FRAME, { file: "halves.py", line: 5, function: "half" }],
  });
  const tests = [errored, test("T.test_quarter"), test("T.test_zero")];
  const verdict = {
    kind: "failed" as const,
    tests,
    failing: ["T.test_half"],
    passing: ["T.test_quarter", "T.test_zero"],
  };
  for (const text of texts({ verdict })) {
    assertStringIncludes(text, "One test of 3 fails. It ends with `TypeError` instead of an assertion");
    assertStringIncludes(text, "The innermost frame in the module is line 5, in `half`.");
    assertStringIncludes(text, "`T.test_half` failed before the fix and passes after it, and the 2 tests");
  }
});

Deno.test("composeTurns() tells a wrong value from an exception that did not come", () => {
  const silent = test("T.test_half", { ...FAILED, message: "ValueError not raised by half" });
  for (const [first, said] of [[FAILED, "not what it expects"], [silent, "did not come"]] as const) {
    const tests = [first, test("T.test_zero"), test("T.test_quarter")];
    const verdict = {
      kind: "failed" as const,
      tests,
      failing: ["T.test_half"],
      passing: ["T.test_zero", "T.test_quarter"],
    };
    for (const text of texts({ verdict })) {
      const states = ["not what it expects", "did not come"].filter((state) => text.includes(state));
      assertEquals(states, [said]);
    }
  }
});

Deno.test("composeTurns() counts the failures that it does not name, and claims no more than the passing tests show", () => {
  const failing = ["T.test_half", ...Array.from({ length: 6 }, (_, at) => `T.test_${at}`)];
  const tests = [
    FAILED,
    ...failing.slice(1).map((id) => test(id, { status: "failed" })),
    test("T.test_zero"),
  ];
  const verdict = { kind: "failed" as const, tests, failing, passing: ["T.test_zero"] };
  for (const text of texts({ verdict })) {
    assertStringIncludes(text, "`T.test_1`, `T.test_2`, `T.test_3` and 2 more.");
    assertStringIncludes(text, "1 test still passes, so part of the module does what it should.");
  }
});

Deno.test("composeTurns() fits a fault at module level, also where no function is reached", () => {
  const candidate = {
    ...story().bug.candidate,
    function: "<module>",
    line: 1,
    code: CODE.replace("LIMIT = 2", "LIMIT = 3"),
  };
  for (const reach of [[], story().fault.evidence.reach]) {
    for (const text of texts({ candidate, evidence: { reach } })) {
      assert(!text.includes("<module>"), text);
      assertStringIncludes(text, "1 > LIMIT = 3");
      assertEquals(text.includes("must be at module level"), reach.length === 0);
    }
  }
});

Deno.test("composeTurns() sends nobody down a list of one function", () => {
  const one = texts({ evidence: { reach: [{ name: "half", failing: 2, passing: 1 }] } });
  assert(one.every((text) => !text.includes("go down the list")));
  assert(one.some((text) => text.includes("It is the only function on the list")));
  assert(texts().some((text) => text.includes("go down the list")));
});

Deno.test("composeTurns() compares a test with those alone that it was compared with", () => {
  const errored = { ...QUARTER, status: "errored", errorType: "KeyError", message: "8" } as const;
  const tests = [FAILED, errored, test("T.test_zero")];
  const ids = { failing: ["T.test_half", "T.test_quarter"], passing: ["T.test_zero"] };
  for (const seed of "abcdefgh") {
    const [, , , reading, , , , closing] = tellAll(
      story({ verdict: { kind: "failed", tests, ...ids } }, seed),
    ).map(({ content }) => content);
    assert(!/\. (?:The one that runs|I take the simplest)/.test(reading!), reading);
    assertStringIncludes(reading!, "Of those that end at an assertion");
    assert(!closing!.includes("the smallest test that sees this fault."), closing);
  }
});
