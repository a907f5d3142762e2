import { assert, assertEquals } from "@std/assert";
import { rateDifficulty } from "../../lib/evidence/rate_difficulty.ts";

const EASY = {
  failing_share: 1,
  assertion_only: false,
  functions_reached: 1,
  fault_rank: 1,
  fault_in_traceback: true,
};
const HARD = {
  failing_share: 0,
  assertion_only: true,
  functions_reached: 50,
  fault_rank: 50,
  fault_in_traceback: false,
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
  ];
  for (const change of changes) {
    assert(rateDifficulty({ ...EASY, ...change }).score > 0, JSON.stringify(change));
  }
});

Deno.test("rateDifficulty() changes its label at 0.5 and 0.75", () => {
  const label = (failing_share: number, fault_rank: number) => {
    const { score, label } = rateDifficulty({ ...HARD, functions_reached: 1, failing_share, fault_rank });
    return `${score} ${label}`;
  };
  assertEquals([label(0.64, 1), label(0.6, 1), label(0.6, 5), label(0.56, 5)], [
    "0.49 easy",
    "0.5 medium",
    "0.75 hard",
    "0.76 hard",
  ]);
});
