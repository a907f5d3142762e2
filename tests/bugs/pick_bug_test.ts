import { assert, assertEquals } from "@std/assert";
import { type CaughtBug, pickBug, scoreBug } from "../../lib/bugs/pick_bug.ts";
import type { Candidate } from "../../lib/core/candidate.ts";
import type { TestStatus } from "../../lib/core/test_run.ts";

/** A caught bug whose tests ended so: "p" passed, "f" failed, "e" errored. */
function bug(ends: string, changes: Partial<Candidate> = {}): CaughtBug {
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
  return { candidate, verdict: { kind: "failed", tests, failing: ids(false), passing: ids(true) } };
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
      return pickBug([alike, other], [first.candidate]) === alike;
    });
    return picks.filter((isAlike) => isAlike).length / picks.length;
  };
  assert(Math.abs(alikeShare("model") - 0.5) < 0.15, `${alikeShare("model")}`);
  assert(alikeShare("arithmetic") < 0.1, `${alikeShare("arithmetic")}`);
});

Deno.test("pickBug() does not depend on the order of the list", () => {
  const list = Array.from({ length: 12 }, (_, at) => bug("fppp", { code: `code ${at}`, line: at }));
  const picked = pickBug(list, []);
  assertEquals(pickBug(list.toReversed(), []), picked);
  assert(pickBug(list.slice(1), []) !== null);
});

Deno.test("scoreBug() says the same for the author's bug as for a mutant with the same verdict", () => {
  const scores = ["author", "comparison"].map((family) =>
    scoreBug(bug("fpp", { code: "c", family: family as "author" | "comparison" }))
  );
  assertEquals(scores[0], scores[1]);
  assert(scores[0]! > scoreBug(bug("ffp", { code: "c" })));
  assert(scoreBug(bug("ffp", { code: "c" })) > scoreBug(bug("fff", { code: "c" })) + 1);
});
