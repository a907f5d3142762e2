import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { readPayload } from "../../lib/core/read_payload.ts";

const GOOD: Readonly<Record<string, unknown>> = {
  domain: "Optics",
  topic: "Lenses",
  subtopic: "Thin Lenses",
  summary: "A lens.",
  problem_description: "Bend light.",
  solution_outline: "1. Bend.",
  failing_output: "FAILED",
  module_name: "lens_power",
  correct_code: "x = 1\n",
  buggy_code: "x = 2\n",
  unit_tests: "import unittest\n",
  runner_code: "print()\n",
  code_diff: "--- a\n",
  bug_file_path: null,
  conversation: [{ role: "qa", content: "It fails." }],
  tests: { fail_to_pass: ["A.test_a"], pass_to_pass: [] },
};

function textWith(changes: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ ...GOOD, ...changes });
}

function problemOf(text: string): string {
  const outcome = readPayload(text);
  assert(!outcome.ok, "the payload was taken");
  return `${outcome.rejection.reason}: ${outcome.rejection.detail}`;
}

Deno.test("readPayload() takes our payload", () => {
  assertEquals(readPayload(textWith({ unknown_key: { any: "thing" } })), {
    ok: true,
    value: {
      moduleName: "lens_power",
      correctCode: "x = 1\n",
      unitTests: "import unittest\n",
      buggyCode: "x = 2\n",
      codeDiff: "--- a\n",
      failToPass: ["A.test_a"],
      passToPass: [],
    },
  });
});

Deno.test("readPayload() takes the Python original's file-edit payload, without the keys that came later", () => {
  const outcome = readPayload(
    textWith({ buggy_code: undefined, tests: undefined, code_diff: null, bug_file_path: "/tmp/x.py" }),
  );
  assert(outcome.ok);
  assertEquals(
    [outcome.value.buggyCode, outcome.value.codeDiff, outcome.value.failToPass, outcome.value.passToPass],
    [null, null, null, null],
  );
});

Deno.test("readPayload() refuses what is no JSON object", () => {
  for (const text of ["", "{", "\ufeff{}", "nul", "'a'"]) {
    assertEquals(problemOf(text), "not_json: it is not valid JSON");
  }
  for (const text of ["null", "[]", "3", '"text"', "true"]) {
    assertEquals(problemOf(text), "payload_invalid: it is not a JSON object");
  }
});

const REFUSED: readonly (readonly [Readonly<Record<string, unknown>>, string])[] = [
  [{ summary: undefined }, "summary is missing"],
  [{ correct_code: undefined, unit_tests: 3 }, "correct_code is missing; unit_tests is not a text"],
  [{ correct_code: " \n" }, "correct_code is blank"],
  [{ domain: null }, "domain is not a text"],
  [{ correct_code: ["x"] }, "correct_code is not a text"],
  [{ correct_code: "x".repeat(1_000_001) }, "correct_code is longer than 1000000 characters"],
  [{ buggy_code: "x".repeat(1_000_001) }, "buggy_code is longer than 1000000 characters"],
  [{ code_diff: "x".repeat(1_000_001) }, "code_diff is longer than 1000000 characters"],
  [{ buggy_code: 3 }, "buggy_code is not a text"],
  [{ bug_file_path: {} }, "bug_file_path is not a text"],
  [{ correct_code: "x = '\ud800'\n" }, "correct_code has a character that no source file can have"],
  [{ buggy_code: "\udfff" }, "buggy_code has a character that no source file can have"],
  [{ unit_tests: "x = 1\0" }, "unit_tests has a character that no source file can have"],
  [
    { module_name: "../evil" },
    'module_name "../evil" is a path: give the bare name, without folder or ".py"',
  ],
  [{ code_diff: "-x\0" }, "code_diff has a character that no source file can have"],
  [{ module_name: "con" }, 'module_name "con" is reserved: choose another name'],
  [{ module_name: "os" }, 'module_name "os" shadows a standard-library module'],
  [{ module_name: "__proto__" }, 'module_name "__proto__" is reserved: choose another name'],
  [{ conversation: undefined }, "conversation is missing"],
  [{ conversation: [] }, "conversation is not a list of turns"],
  [{ conversation: { 0: GOOD.conversation } }, "conversation is not a list of turns"],
  [{ tests: [] }, "tests is not {fail_to_pass, pass_to_pass} with lists of test ids"],
  [{ tests: { fail_to_pass: ["a"] } }, "tests is not {fail_to_pass, pass_to_pass} with lists of test ids"],
  [
    { tests: { fail_to_pass: [1], pass_to_pass: [] } },
    "tests is not {fail_to_pass, pass_to_pass} with lists of test ids",
  ],
];

Deno.test("readPayload() names every problem of a payload", () => {
  for (const [changes, expected] of REFUSED) {
    assertEquals(problemOf(textWith(changes)), `payload_invalid: ${expected}`);
  }
});

Deno.test("readPayload() takes turns of the four roles only", () => {
  const bad = [null, "text", { role: "user", content: "" }, { role: ["qa"], content: "" }, { role: "qa" }, {
    role: "qa",
    content: 3,
  }, { content: "", __proto__: { role: "qa" } }];
  for (const turn of bad) {
    const problem = problemOf(textWith({ conversation: [{ role: "planner", content: "" }, turn] }));
    assertStringIncludes(
      problem,
      "conversation[1] is not {role, content} with a role of architect, planner,",
    );
  }
});

Deno.test("readPayload() is not led astray by keys with a meaning in JavaScript", () => {
  const inherited = `{"__proto__": ${textWith({})}}`;
  assertStringIncludes(problemOf(inherited), "domain is missing; topic is missing");
  assert(
    readPayload(`{"__proto__": {"tests": 1}, "constructor": 1, "toString": 2, ${textWith({}).slice(1)}`).ok,
  );
  const many = Object.fromEntries(Array.from({ length: 50_000 }, (_, at) => [`key${at}`, at]));
  assert(readPayload(textWith(many)).ok);
  assertEquals(problemOf("[".repeat(200_000)), "not_json: it is nested more than 64 deep");
});
