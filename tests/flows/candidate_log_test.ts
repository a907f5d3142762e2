import { assertEquals } from "@std/assert";
import type { Candidate } from "../../lib/core/candidate.ts";
import { CandidateLog, toRejected } from "../../lib/flows/candidate_log.ts";

function candidate(line: number): Candidate {
  return {
    strategy: "operator",
    operator: "sum_sign",
    family: "arithmetic",
    edits: [],
    code: "",
    function: "f",
    line,
    description: "",
    rootCause: "",
  };
}

const FAILED = { kind: "failed", tests: [], failing: [], passing: [] } as const;
const told = (line: number, verdict: string) => ({
  operator: "sum_sign",
  family: "arithmetic",
  function: "f",
  line,
  verdict,
});

Deno.test("a CandidateLog tells every candidate that is not caught, once, and counts all", () => {
  const log = new CandidateLog();
  log.judged(candidate(1), { kind: "survived" });
  log.judged(candidate(2), FAILED);
  log.judged(candidate(3), { kind: "invalid", reason: "importing fails: NameError" });
  assertEquals(log.takeCounts(), { survived: 1, failed: 1, invalid: 1 });
  assertEquals(log.takeRejects(), [
    told(1, "survived"),
    { ...told(3, "invalid"), reason: "importing fails: NameError" },
  ]);
  assertEquals([log.takeCounts(), log.takeRejects()], [{}, []]);
});

Deno.test("a bug that is dropped counts as what it was dropped for, also after it was told of as caught", () => {
  const log = new CandidateLog();
  const [early, late] = [candidate(1), candidate(2)];
  log.judged(early, FAILED);
  log.judged(late, FAILED);
  log.drop(early, "leaks", "a remark says so");
  assertEquals(log.takeCounts(), { failed: 1, leaks: 1 });
  log.drop(late, "unsteady");
  assertEquals(log.takeCounts(), { failed: -1, unsteady: 1 });
  assertEquals(log.takeRejects(), [
    { ...told(1, "leaks"), reason: "a remark says so" },
    told(2, "unsteady"),
  ]);
  const judged = [early, late, candidate(3)].map((one) => ({ candidate: one, verdict: FAILED }));
  assertEquals(log.countOf(judged), { leaks: 1, unsteady: 1, failed: 1 });
  assertEquals([log.isDropped(early), log.isDropped(candidate(3))], [true, false]);
});

Deno.test("toRejected() keeps a reason short", () => {
  assertEquals(toRejected(candidate(1), "crashed", "x".repeat(100)).reason, "x".repeat(60));
});
