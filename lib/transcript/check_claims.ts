import type { Rejection } from "../core/rejection.ts";
import { CLAIM_PATTERNS } from "./claim_patterns.ts";
import { problem } from "./narration_problem.ts";
import { plainWords, type ToldEvidence } from "./told_evidence.ts";
import type { ReasoningKey } from "./turn_draft.ts";

/**
 * What a turn says that its speaker cannot have done or known; null if nothing. run_tests.py was run, and
 * which functions tests run and what their calls return was traced: to have done more than that, or that too
 * early, is refused.
 */
export function checkClaims(bare: string, key: ReasoningKey, evidence: ToldEvidence): Rejection | null {
  for (const { fault, detail, pattern, turns, isDomain } of CLAIM_PATTERNS) {
    if (turns !== undefined && !turns.includes(key)) continue;
    for (const [words] of bare.matchAll(pattern)) {
      if (isDomain && evidence.words.includes(plainWords(words))) continue;
      return problem(fault, detail, words);
    }
  }
  return null;
}
