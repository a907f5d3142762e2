import { pick } from "../core/random.ts";
import { describeCall, outcome } from "./developer.ts";
import type { Story } from "./story.ts";
import { codeBlock, inlineCode } from "./wording.ts";

/** The run that shows the failure, as run_tests.py printed it. */
export function reportFailure({ bug, random }: Story): string {
  const lead = pick(random, [
    "`python3 run_tests.py` on the module as it stands:",
    "Reproduced. `python3 run_tests.py` prints:",
    "The suite fails, and fails the same way each time:",
  ]);
  return `${lead}\n\n${codeBlock(bug.failingOutput, "text")}`;
}

/** The run after the fix, and the call that was wrong before. */
export function reportFix({ bug, random }: Story): string {
  const lead = pick(random, [
    "With the fix applied, `python3 run_tests.py` prints:",
    "After the change the whole suite passes:",
    "Fix applied and suite run again:",
  ]);
  const found = bug.evidence.first_divergence;
  const again = found
    ? [
      `${describeCall(found.function, found.arguments)} now ${
        found.what === "result"
          ? outcome(found.healthy)
          : `leaves ${inlineCode(found.what)} at ${inlineCode(found.healthy)}`
      }; before, it ${
        found.what === "result"
          ? outcome(found.buggy).replace(/^returns/, "returned").replace(/^raises/, "raised")
          : `left ${inlineCode(found.buggy)}`
      }.`,
    ]
    : [];
  return [lead, codeBlock(bug.passingOutput, "text"), ...again].join("\n\n");
}
