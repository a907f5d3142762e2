import type { Rejection } from "../core/rejection.ts";
import { problem } from "./narration_problem.ts";
import type { Story } from "./story.ts";
import type { ReasoningKey } from "./turn_draft.ts";

const OUTCOME = new RegExp(
  "([\\p{L}_][\\p{L}\\p{N}_.]*)\\s+(?:(?:still|now|also|both|then|therefore|thus|alone|always)\\s+){0,2}" +
    "(pass|passes|passed|fail|fails|failed)\\b",
  "gu",
);
const SUPPOSED =
  /\b(?:if|when|unless|until|once|should|would|could|may|might|must|will|does not|did not|why)\b[^.!?;]*$/i;

/**
 * "test_x fails" where it passes, or the other way round; null if nothing of the kind is said. What is
 * supposed or wished is not looked at, and after the fix every test passes.
 */
export function checkOutcomes(
  bare: string,
  { checked: { testIds }, bug: { verdict } }: Story,
  key: ReasoningKey,
): Rejection | null {
  for (const match of bare.matchAll(OUTCOME)) {
    const [said, name, state] = match;
    const tests = testIds.filter((id) => id === name || id.endsWith(`.${name}`) || name!.endsWith(`.${id}`));
    if (tests.length === 0 || SUPPOSED.test(bare.slice(0, match.index))) continue;
    const failed = tests.some((id) => verdict.failing.includes(id));
    const passed = tests.some((id) => verdict.passing.includes(id)) || key === "closing";
    if (/^p/.test(state!) ? !passed : !failed) return problem("count", "a test that ends otherwise", said);
  }
  return null;
}
