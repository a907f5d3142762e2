import type { Difficulty, DifficultyLabel } from "../core/payload.ts";

/** Scores below are easy. */
const MEDIUM = 0.45;
/** Scores from here on are hard. */
const HARD = 0.59;

/**
 * Rates how hard a bug is to find from what was measured; `docs/difficulty.md` explains it. Each signal adds to the score,
 * up to: assertions instead of exceptions 0.15; a faulty line that no traceback names 0.15; few failing tests 0.15; many
 * functions on the way 0.1, full at eleven; a faulty function less suspect than others 0.15, full at the fourth place;
 * calls between tests and fault 0.2, full at two; lines of the fix 0.04, full at four; further faults 0.06, full at three.
 */
export function rateDifficulty(signals: Difficulty["signals"]): Difficulty {
  const sum = (signals.assertion_only ? 0.15 : 0) +
    (signals.fault_in_traceback ? 0 : 0.15) +
    0.15 * (1 - signals.failing_share) +
    0.1 * upTo(10, signals.functions_reached - 1) +
    0.15 * upTo(3, signals.fault_rank - 1) +
    0.2 * upTo(2, signals.call_distance) +
    0.04 * upTo(3, signals.changed_lines - 1) +
    0.06 * upTo(2, signals.faults - 1);
  const score = Math.round(sum * 100) / 100;
  return { score, label: labelOf(score), signals };
}

function labelOf(score: number): DifficultyLabel {
  if (score < MEDIUM) return "easy";
  return score < HARD ? "medium" : "hard";
}

/** A share, from 0 at nothing to 1 at that much and more. */
function upTo(full: number, value: number): number {
  return Math.min(1, Math.max(0, value) / full);
}
