import { assert, assertEquals } from "@std/assert";
import { BugPreference } from "../../lib/bugs/bug_preference.ts";
import { pickBug as pickFrom, promisingCandidates, type RatedBug } from "../../lib/bugs/pick_bug.ts";
import { PlaceMap } from "../../lib/bugs/place_kind.ts";
import type { Candidate } from "../../lib/core/candidate.ts";
import type { TestStatus } from "../../lib/core/test_run.ts";
import { rateDifficulty } from "../../lib/evidence/rate_difficulty.ts";
import { parsePython } from "../support/parse_python.ts";

const SOURCE = "def f(x):\n    return x + 1\n";
const choice = {
  source: SOURCE,
  places: new PlaceMap(await parsePython(SOURCE)),
  preference: new BugPreference("a task"),
};
const SIGNALS = {
  failing_share: 0.2,
  assertion_only: true,
  functions_reached: 1,
  fault_rank: 1,
  fault_in_traceback: false,
  call_distance: 0,
  changed_lines: 1,
  faults: 1,
};

function pickBug(caught: readonly RatedBug[], before: readonly Candidate[]): RatedBug | null {
  return pickFrom(caught, { before, choice });
}

/** A caught bug whose tests ended so: "p" passed, "f" failed, "e" errored. */
function bug(ends: string, changes: Partial<Candidate> = {}): RatedBug {
  const status: Record<string, TestStatus> = { p: "passed", f: "failed", e: "errored" };
  const tests = [...ends].map((end, at) => ({
    id: `A.test_${at}`,
    status: status[end]!,
    ms: 1,
    errorType: "",
    message: "",
    frames: [],
  }));
  const ids = (passed: boolean) =>
    tests.filter((test) => (test.status === "passed") === passed).map(({ id }) => id);
  const candidate: Candidate = {
    strategy: "operator",
    operator: "sum_sign",
    family: "arithmetic",
    edits: [],
    code: ends,
    function: "f",
    line: 1,
    description: "",
    rootCause: "",
    ...changes,
  };
  return {
    candidate,
    verdict: { kind: "failed", tests, failing: ids(false), passing: ids(true) },
    difficulty: rateDifficulty(SIGNALS),
  };
}

Deno.test("pickBug() prefers one failing test over a crash of all", () => {
  const good = bug("fppppp");
  for (const list of [[good, bug("eeeeee")], [bug("eeeeee"), good]]) assertEquals(pickBug(list, []), good);
});

Deno.test("pickBug() prefers failing assertions over exceptions, whatever chance adds", () => {
  for (let n = 0; n < 50; n++) {
    const asserted = bug("ffpppp", { code: `a${n}` });
    assertEquals(pickBug([bug("eepppp", { code: `b${n}` }), asserted], []), asserted);
  }
});

Deno.test("pickBug() prefers a bug that leaves some tests passing, whatever chance adds", () => {
  for (let n = 0; n < 50; n++) {
    const some = bug("ffffpp", { code: `a${n}` });
    assertEquals(pickBug([bug("ffffff", { code: `b${n}` }), some], []), some);
  }
});

Deno.test("pickBug() never picks the same code twice, and ends with null", () => {
  const list = [bug("fppp", { code: "one" }), bug("ffpp", { code: "two" }), bug("fffp", { code: "three" })];
  const before: Candidate[] = [];
  for (let next = pickBug(list, before); next; next = pickBug(list, before)) before.push(next.candidate);
  assertEquals(before.map(({ code }) => code).sort(), ["one", "three", "two"]);
  assertEquals(pickBug([], []), null);
});

Deno.test("pickBug() turns to another line, function and operator after a bug", () => {
  const first = bug("fpppppp", { code: "first", line: 5 });
  const alike = bug("fpppppp", { code: "alike", line: 5 });
  const other = bug("ffppppp", {
    code: "other",
    line: 9,
    function: "g",
    operator: "index_order",
    family: "index",
  });
  assertEquals(pickBug([alike, other], [first.candidate]), other);
});

Deno.test("pickBug() takes two bugs that a model wrote for less alike than two of one operator", () => {
  const alikeShare = (family: "model" | "arithmetic") => {
    const operator = family === "model" ? "llm_variant" : "sum_sign";
    const first = bug("fppp", { code: "first", line: 1, operator, family });
    const picks = Array.from({ length: 200 }, (_, n) => {
      const alike = bug("fppp", { code: `alike ${n}`, line: 5, operator, family });
      const other = bug("fppp", { code: `other ${n}`, line: 5, operator: "index_order", family });
      const preference = new BugPreference(`task ${n}`);
      return pickFrom([alike, other], { before: [first.candidate], choice: { ...choice, preference } }) ===
        alike;
    });
    return picks.filter((isAlike) => isAlike).length / picks.length;
  };
  assert(Math.abs(alikeShare("model") - 0.5) < 0.15, `${alikeShare("model")}`);
  assert(alikeShare("arithmetic") < 0.25, `${alikeShare("arithmetic")}`);
});

Deno.test("pickBug() does not depend on the order of the list", () => {
  const list = Array.from({ length: 12 }, (_, at) => bug("fppp", { code: `code ${at}`, line: at }));
  const picked = pickBug(list, []);
  assertEquals(pickBug(list.toReversed(), []), picked);
  assert(pickBug(list.slice(1), []) !== null);
});

Deno.test("pickBug() prefers what lies further from the tests, and is named by no traceback", () => {
  const near = bug("fpppp", { code: "near" });
  const rated = (signals: Partial<typeof SIGNALS>) => ({
    ...bug("fpppp", { code: "other" }),
    difficulty: rateDifficulty({ ...SIGNALS, ...signals }),
  });
  assertEquals(pickBug([near, rated({ call_distance: 2 })], [])!.candidate.code, "other");
  assertEquals(pickBug([near, rated({ fault_in_traceback: true })], [])!.candidate.code, "near");
});

Deno.test("promisingCandidates() are of many kinds, at most so many, whatever the order of the list", () => {
  const { candidate } = bug("fp");
  const many = Array.from({ length: 60 }, (_, at) => ({
    ...candidate,
    code: `${at}`,
    line: at,
    family: at < 40 ? "arithmetic" as const : "index" as const,
    operator: at < 40 ? `sum_${at % 4}` : `index_${at % 4}`,
  }));
  const next = promisingCandidates(many, { before: [], choice, count: 16 });
  assertEquals(next.length, 16);
  assertEquals(new Set(next.map(({ operator }) => operator)).size, 8);
  const again = promisingCandidates(many.toReversed(), { before: [], choice, count: 16 });
  const kinds = (list: typeof next) => list.map(({ operator }) => operator).toSorted();
  assertEquals(kinds(again), kinds(next));
  assertEquals(promisingCandidates(many.slice(0, 3), { before: [], choice, count: 16 }).length, 3);
});
