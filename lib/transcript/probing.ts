import { pick } from "../core/random.ts";
import { dropFalseLead } from "./false_lead.ts";
import { closeProbe, mainProbe, showProbe } from "./show_probe.ts";
import type { Story } from "./story.ts";
import { inlineCode } from "./wording.ts";

/** The developer's own experiments: a lead that proves false, and the scripts that show where the value goes wrong. */
export function probeFault(story: Story): string {
  const lead = dropFalseLead(story);
  // A closer look belongs to what was looked at.
  const shown = [showFault(story), lookCloser(story)];
  const parts = story.random.next() < 0.7 ? [lead, ...shown] : [...shown, lead];
  return parts.filter((part) => part !== "").join("\n\n");
}

function showFault({ fault: { evidence, candidate }, random }: Story): string {
  const probe = mainProbe(evidence.probes);
  if (!probe) return "";
  const place = inlineCode(evidence.first_divergence?.function ?? candidate.function);
  const test = inlineCode(evidence.test);
  switch (probe.name) {
    case "call":
      return [
        pick(random, [
          `${place} by itself, with the arguments that ${test} leads to:`,
          `The smallest script that shows it calls ${place} directly, as ${test} does on its way:`,
          `I take the test's machinery away and call ${place} with the same arguments:`,
        ]),
        showProbe(probe),
        pick(random, [
          `So the wrong value comes out of this one call; nothing else in the test is needed for it.`,
          `One call is enough to see it, and the test does not matter any more.`,
          `That reproduces it without the test, which leaves ${place} and what it calls.`,
        ]),
      ].join("\n\n");
    case "constant":
      return [
        pick(random, [
          "What the module sets up when it is imported can be looked at directly:",
          "No function needs to run for this one. The module's own value:",
        ]),
        showProbe(probe),
      ].join("\n\n");
    default:
      return [
        pick(random, [
          `To see it happen I run ${test} alone and print what that place does, the first few times that it is passed:`,
          `A print at the right place tells more than reading on. Only ${test}, watched while it runs:`,
          `I follow ${test} with a small tracer:`,
        ]),
        showProbe(probe),
      ].join("\n\n");
  }
}

function lookCloser({ fault: { evidence }, random }: Story): string {
  const probe = closeProbe(evidence.probes);
  // What the call returns was printed already.
  if (!probe || evidence.first_value?.kind === "result") return "";
  return [
    pick(random, [
      "And inside of that call, while the test runs:",
      "One level deeper, at the place itself:",
      "The same from the inside:",
    ]),
    showProbe(probe),
  ].join("\n\n");
}
