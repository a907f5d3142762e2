import { assert, assertEquals } from "@std/assert";
import { BugPreference } from "../../lib/bugs/bug_preference.ts";
import { scoreCandidate, scoreDistance, scoreSignature } from "../../lib/bugs/choice_score.ts";
import { mutateModule } from "../../lib/bugs/mutate_module.ts";
import { PlaceMap } from "../../lib/bugs/place_kind.ts";
import type { TestStatus } from "../../lib/core/test_run.ts";
import { rateDifficulty } from "../../lib/evidence/rate_difficulty.ts";
import { parsePython } from "../support/parse_python.ts";

/** The score of tests that ended so: "p" passed, "f" failed, "e" errored. */
function signature(ends: string): number {
  const status: Record<string, TestStatus> = { p: "passed", f: "failed", e: "errored" };
  const tests = [...ends].map((end, at) => ({
    id: `${at}`,
    status: status[end]!,
    ms: 1,
    errorType: "",
    message: "",
    frames: [],
  }));
  const ids = (passed: boolean) =>
    tests.filter((test) => (test.status === "passed") === passed).map(({ id }) => id);
  return scoreSignature({ kind: "failed", tests, failing: ids(false), passing: ids(true) });
}

Deno.test("scoreSignature() prefers assertions to crashes, and a few failing tests to one or to all", () => {
  const ordered = [
    "ffpppppppp",
    "fppppppppp",
    "ffffffpppp",
    "ffeepppppp",
    "eepppppppp",
    "ffffffffff",
    "eeeeeeeeee",
  ];
  assertEquals(ordered.toSorted((a, b) => signature(b) - signature(a)), ordered);
});

Deno.test("scoreDistance() rises with calls, up to two, and falls where a traceback names the line", () => {
  const score = (call_distance: number, fault_in_traceback: boolean) =>
    scoreDistance(rateDifficulty({
      failing_share: 0.1,
      assertion_only: true,
      functions_reached: 3,
      fault_rank: 1,
      fault_in_traceback,
      call_distance,
      changed_lines: 1,
      faults: 1,
    }));
  assertEquals([score(0, true), score(0, false), score(2, false), score(5, false)], [0, 0.4, 1, 1]);
});

Deno.test("scoreCandidate() ranks a formula above the guard that keeps bad input out", async () => {
  const source = "def f(x):\n    if x < 0:\n        raise ValueError\n    return x + x * 3\n";
  const tree = await parsePython(source);
  const choice = { source, places: new PlaceMap(tree), preference: new BugPreference("any") };
  const made = [...mutateModule(source, tree)];
  // One operator: the task's preference says the same of both.
  const guard = made.find(({ line }) => line === 2)!;
  const formula = { ...made.find(({ line }) => line === 4)!, operator: guard.operator, family: guard.family };
  assert(scoreCandidate(formula, choice) > scoreCandidate(guard, choice));
});

Deno.test("scoreCandidate() takes a statement that is missing for what it was", async () => {
  const source = "def f(x):\n    if x < 0:\n        raise ValueError\n    return x + x * 3\n";
  const tree = await parsePython(source);
  const choice = { source, places: new PlaceMap(tree), preference: new BugPreference("any") };
  const made = [...mutateModule(source, tree)];
  const dropped = made.find(({ operator }) => operator === "guard_dropped")!;
  const weakened = made.find(({ line, operator }) => line === 2 && operator === "comparison_boundary")!;
  const alike = { ...weakened, operator: dropped.operator, family: dropped.family };
  assertEquals(scoreCandidate(dropped, choice), scoreCandidate(alike, choice));
});
