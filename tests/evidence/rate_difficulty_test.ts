import { assert, assertEquals } from "@std/assert";
import { rateDifficulty } from "../../lib/evidence/rate_difficulty.ts";

const EASY = {
  failing_share: 1,
  assertion_only: false,
  functions_reached: 1,
  fault_rank: 1,
  fault_in_traceback: true,
  call_distance: 0,
  changed_lines: 1,
  faults: 1,
};
const HARD = {
  failing_share: 0,
  assertion_only: true,
  functions_reached: 50,
  fault_rank: 50,
  fault_in_traceback: false,
  call_distance: 9,
  changed_lines: 50,
  faults: 3,
};

Deno.test("rateDifficulty() gives 0 to the plainest bug and 1 to the most hidden", () => {
  assertEquals(rateDifficulty(EASY), { score: 0, label: "easy", signals: EASY });
  assertEquals(rateDifficulty(HARD), { score: 1, label: "hard", signals: HARD });
});

Deno.test("rateDifficulty() rises with each signal", () => {
  const changes = [
    { failing_share: 0.2 },
    { assertion_only: true },
    { functions_reached: 4 },
    { fault_rank: 3 },
    { fault_in_traceback: false },
    { call_distance: 1 },
    { changed_lines: 3 },
    { faults: 2 },
  ];
  for (const change of changes) {
    assert(rateDifficulty({ ...EASY, ...change }).score > 0, JSON.stringify(change));
  }
});

Deno.test("rateDifficulty() changes its label at 0.45 and 0.59", () => {
  const label = (failing_share: number, call_distance: number) => {
    const signals = {
      ...EASY,
      assertion_only: true,
      fault_in_traceback: false,
      failing_share,
      call_distance,
    };
    const { score, label } = rateDifficulty(signals);
    return `${score} ${label}`;
  };
  assertEquals([label(0.07, 0), label(0, 0), label(0.07, 1.4), label(0.07, 1.5)], [
    "0.44 easy",
    "0.45 medium",
    "0.58 medium",
    "0.59 hard",
  ]);
});
