import type { FaultEvidence } from "../core/evidence.ts";
import { pick } from "../core/random.ts";
import { mainProbe } from "./show_probe.ts";
import { describeCall, outcome } from "./told_call.ts";
import type { Story } from "./story.ts";
import { codeBlock, inlineCode } from "./wording.ts";

/** The run that shows the failure, as run_tests.py printed it. */
export function reportFailure({ fault, random }: Story): string {
  const lead = pick(random, [
    "`python3 run_tests.py` on the module as it stands:",
    "Reproduced. `python3 run_tests.py` prints:",
    "The suite fails, and fails the same way each time:",
  ]);
  return `${lead}\n\n${codeBlock(fault.failingOutput, "text")}`;
}

/** The run after the fix, and the script that showed the fault before. */
export function reportFix({ fault, bug, random }: Story): string {
  const { evidence, mendedOutput } = fault;
  const isLast = mendedOutput === bug.passingOutput;
  const lead = isLast
    ? pick(random, [
      "With the fix applied, `python3 run_tests.py` prints:",
      "After the change the whole suite passes:",
      "Fix applied and suite run again:",
    ])
    : pick(random, [
      "That mends one of them, and the suite is not done yet:",
      "With this fix applied fewer tests fail, but some still do:",
    ]);
  return [lead, codeBlock(mendedOutput, "text"), ...probeAgain(evidence, random)].join("\n\n");
}

function probeAgain({ probes, first_divergence: found }: FaultEvidence, random: Story["random"]): string[] {
  const probe = mainProbe(probes);
  if (probe) {
    const lead = pick(random, [
      "The script from before now prints:",
      "And the same script again:",
      "Run once more, the script that showed it gives:",
    ]);
    return [`${lead}\n\n${codeBlock(probe.healthy, "text")}`];
  }
  if (!found) return [];
  const now = found.what === "result"
    ? outcome(found.healthy)
    : `leaves ${inlineCode(found.what)} at ${inlineCode(found.healthy)}`;
  const before = found.what === "result"
    ? outcome(found.buggy).replace(/^returns/, "returned").replace(/^raises/, "raised")
    : `left ${inlineCode(found.buggy)}`;
  return [`${describeCall(found.function, found.arguments)} now ${now}; before, it ${before}.`];
}
