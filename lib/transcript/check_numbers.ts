import type { Rejection } from "../core/rejection.ts";
import { checkCounts } from "./check_counts.ts";
import { problem } from "./narration_problem.ts";
import { findNumbers, joinThousands } from "./read_numbers.ts";
import { standsIn } from "./stands_in.ts";
import type { ToldEvidence } from "./told_evidence.ts";

const OTHER_NUMERALS = /\S*[^\P{N}0-9]\S*/gu;

/**
 * The first number of a text that is neither a true count nor a line or step that was shown nor a value of
 * the evidence; null if there is none. "1.50" is the value 1.5, but neither is -1.5 or 1.5 %.
 */
export function checkNumbers(plain: string, evidence: ToldEvidence): Rejection | null {
  // The numbers of a list's entries say nothing.
  const counted = checkCounts(plain.replace(/^\s*\d+[.)]\s+/gm, ""), evidence);
  if (!counted.ok) return counted.rejection;
  for (const { raw, value, suffix, isPercent } of findNumbers(joinThousands(counted.rest))) {
    // As pronouns: others of the kind are digits by now.
    if (/^(?:one|two)$/i.test(raw)) continue;
    const isOrdinal = /^(?:st|nd|rd|th)$/.test(suffix);
    const isKnown = suffix !== "" && !isOrdinal
      ? standsIn(raw + suffix, evidence.quotable)
      : evidence.values.has(isPercent ? `${value}%` : value);
    if (!isKnown) return problem("number", "a number that is no value of the evidence", raw + suffix);
  }
  for (const [token] of plain.matchAll(OTHER_NUMERALS)) {
    const numeral = token.replace(/^[("']+|[)"',.;:!?]+$/g, "");
    if (!standsIn(numeral, evidence.quotable)) {
      return problem("number", "a number that is no value of the evidence", numeral);
    }
  }
  return null;
}
