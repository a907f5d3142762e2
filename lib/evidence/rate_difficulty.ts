import type { Difficulty } from "../core/payload.ts";

/**
 * Rates how hard a bug is to find from what was measured. Each signal adds to the score: few failing tests (up to
 * 0.25), failures by assertion instead of exceptions (0.15), many functions on the way (up to 0.1), a faulty
 * function that other functions hide by being more suspect (up to 0.25), and a faulty line that no traceback
 * names (0.25). Below 0.5 is easy, from 0.75 hard.
 */
export function rateDifficulty(signals: Difficulty["signals"]): Difficulty {
  const sum = 0.25 * (1 - signals.failing_share) +
    (signals.assertion_only ? 0.15 : 0) +
    0.1 * Math.min(1, Math.max(0, signals.functions_reached - 1) / 5) +
    0.25 * Math.min(1, Math.max(0, signals.fault_rank - 1) / 4) +
    (signals.fault_in_traceback ? 0 : 0.25);
  const score = Math.round(sum * 100) / 100;
  return { score, label: score < 0.5 ? "easy" : score < 0.75 ? "medium" : "hard", signals };
}
