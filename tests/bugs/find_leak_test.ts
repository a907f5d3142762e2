import { assertEquals } from "@std/assert";
import { findLeak, findLeakInOutput } from "../../lib/bugs/find_leak.ts";
import { placeOfEdits } from "../../lib/bugs/edit_place.ts";
import type { CaughtBug } from "../../lib/bugs/pick_bug.ts";
import { applyEdits } from "../../lib/core/span_edit.ts";
import type { CheckedSpec } from "../../lib/core/spec.ts";
import { checkedSmall } from "../support/small_scenarios.ts";
import { sharedPool } from "../support/with_pool.ts";

const pool = sharedPool();

/** A module with a place for a docstring and a comment. */
function code(docstring: string, comment = ""): string {
  return `"""Motion along a line."""


def position(x0, v, a, t):
    """${docstring}"""
    drift = v * t  ${comment}
    return x0 + drift + 0.5 * a * t**2


def mean(values):
    """Of any values; ${docstring}"""
    return sum(values) / len(values)
`;
}

interface Trial {
  readonly code?: string;
  readonly find?: string;
  readonly replace?: string;
  readonly operator?: string;
  readonly message?: string;
  readonly spec?: Partial<CheckedSpec["spec"]>;
}

async function leakOf(trial: Trial): Promise<string | null> {
  const source = trial.code ?? code("Position after t seconds.");
  const { find = "0.5 * a", replace = "0.25 * a", operator = "float_coefficient" } = trial;
  const checked = await checkedSmall(pool(), { code: source, tests: TESTS });
  const module = { ...checked, spec: { ...checked.spec, ...trial.spec } };
  const start = source.indexOf(find, source.indexOf("drift ="));
  const edits = [{ start, end: start + find.length, text: replace }];
  const candidate: CaughtBug["candidate"] = {
    strategy: "operator",
    operator,
    family: "constant",
    edits,
    code: applyEdits(source, edits),
    ...placeOfEdits(edits, { source, tree: module.tree }),
    description: "It is off.",
    rootCause: "A slip.",
  };
  const id = "TestMotion.test_position";
  const failed = { id, status: "failed", ms: 0, errorType: "AssertionError", frames: [] } as const;
  const tests = [{ ...failed, message: trial.message ?? "1.0 != 2.0" }];
  return findLeak({ candidate, verdict: { kind: "failed", tests, failing: [id], passing: [] } }, module);
}

const TESTS = `import unittest

from gauge import position


class TestMotion(unittest.TestCase):
    def test_position(self):
        self.assertEqual(position(0, 0, 2, 3), 9)
`;

const QUOTES = "a remark of the function quotes the healthy code";

const TRIALS: readonly (readonly [name: string, trial: Trial, leak: string | null])[] = [
  ["nothing", {}, null],
  [
    "a docstring with the expression in other blanks",
    { code: code("After t seconds: x0 + v*t + 0.5*a*t**2.") },
    `${QUOTES}: 0.5 * a * t**2`,
  ],
  ["a formula as people write it", { code: code("x0 + v t + a t^2 / 2 after t seconds.") }, null],
  [
    "the expression beside another fault",
    { code: code("0.5*a*t**2"), find: "v * t", replace: "v / t" },
    null,
  ],
  ["the expression in another function", {
    code: code("Of 0.5 * a * t**2.").replace('"""Of 0.5 * a * t**2."""', '"""Position."""'),
  }, null],
  ["a docstring with both", { code: code("0.5 * a * t**2, never 0.25 * a * t**2.") }, null],
  ["names of what is given back", {
    code: code("(x0, v, a, t) as in (x0, v, a, t)"),
    find: "x0 + drift",
    replace: "x0 - drift",
  }, null],
  [
    "a whole statement in the description",
    { spec: { problemDescription: "It must `return x0 + drift + 0.5 * a * t**2`." } },
    "the description quotes the healthy code: return x0 + drift + 0.5 * a * t**2",
  ],
  ["a formula in the description", { spec: { problemDescription: "x = x0 + drift + 0.5 * a * t**2" } }, null],
  [
    "a comment that the edit brings in",
    { replace: "0.25 * a  # BUG\n    " },
    "the edit says: bug",
  ],
  ["a name that the edit brings in", { replace: "faulty_half * a" }, "the edit says: faulty"],
  ["a science's word that the edit keeps", {
    code: code("Of a mutant.").replace("drift = v", "mutant = v"),
    find: "x0 + drift",
    replace: "x0 - drift * mutant",
  }, null],
  [
    "a comment beside the fault",
    { code: code("Position.", "# FIXME later") },
    "a remark beside the fault says: fixme",
  ],
  ["such a comment elsewhere", {
    code: `${code("Position.")}\n\n\n# wrong\n`,
  }, null],
  ["a wrong sign in the message of a test", { message: "wrong sign" }, null],
  ["a message of a test", { message: "this is the injected value" }, "a failing test says: injected"],
  ["a debugger's message", { message: "debug output" }, null],
  ["the module's name", { spec: { moduleName: "buggy_motion" } }, "the module's name says: buggy"],
  [
    "the operator's name",
    { code: code("Position.", "# float_coefficient") },
    "the sources name the operator: float_coefficient",
  ],
  ["an operator's name that is a word", { code: code("exponent"), operator: "exponent" }, null],
];

for (const [name, trial, leak] of TRIALS) {
  Deno.test(`findLeak() ${leak === null ? "lets through" : "finds"} ${name}`, async () => {
    assertEquals(await leakOf(trial), leak);
  });
}

Deno.test("findLeakInOutput() looks for words of the trade and the operator's name", () => {
  const candidate = { operator: "sum_sign" } as CaughtBug["candidate"];
  assertEquals(findLeakInOutput("AssertionError: 1 != 2\nthe wrong value", { candidate }), null);
  assertEquals(findLeakInOutput("see sum_sign", { candidate }), "the output says: sum_sign");
  assertEquals(findLeakInOutput("File buggy.py", { candidate }), "the output says: buggy");
});
