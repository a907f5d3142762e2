import { pick } from "../core/random.ts";
import type { Story } from "./story.ts";
import { showProbe } from "./show_probe.ts";
import { count, inlineCode } from "./wording.ts";
import { describeCall } from "./told_call.ts";

/**
 * A lead that proves false, and why it is dropped: another function on the way, the idea that the function is wrong as a
 * whole, or tests that disturb each other. "" where none was measured.
 */
export function dropFalseLead(story: Story): string {
  const leads = [otherFunction(story), wrongAsAWhole(story)].filter((lead) => lead !== "");
  const fallback = disturbedTests(story);
  if (leads.length > 0) return pick(story.random, leads);
  return fallback;
}

function otherFunction({ fault: { evidence }, random }: Story): string {
  const probe = evidence.probes.find(({ name }) => name === "suspect");
  const called = probe && /^print\((\w+)\(/m.exec(probe.script)?.[1];
  const reach = evidence.reach.find(({ name }) => name === called);
  if (!probe || !reach || reach.passing === 0) return "";
  const name = inlineCode(reach.name);
  const passing = count(reach.passing, "passing test");
  return [
    pick(random, [
      `${name} is on the way as well, so I rule it out first. With what it is given in ${
        inlineCode(evidence.test)
      }:`,
      `One suspect is ${name}, which the failing test also runs. Called as it is there:`,
      `Before following the value I look at ${name}, since a wrong result of it would explain the failure too:`,
    ]),
    showProbe(probe),
    pick(random, [
      `That result is sound, and ${passing} ${
        reach.passing === 1 ? "relies" : "rely"
      } on the same function. It is not ${name}.`,
      `Nothing is wrong with that, and ${passing} ${
        reach.passing === 1 ? "goes" : "go"
      } through it too. I drop this lead.`,
    ]),
  ].join("\n\n");
}

function wrongAsAWhole({ fault: { evidence, candidate }, random }: Story): string {
  const passing = evidence.samples.find((sample) => sample.passes);
  if (!passing || passing.buggy !== passing.healthy) return "";
  const call = describeCall(candidate.function, passing.arguments);
  if (call.length > 160) return "";
  const test = inlineCode(passing.test);
  return pick(random, [
    `It would be tempting to call ${
      inlineCode(candidate.function)
    } broken as a whole. It is not: ${test} runs the very same code with ${call} and passes. So the question is what ` +
    "sets the failing input apart.",
    `A first idea, that ${
      inlineCode(candidate.function)
    } cannot work at all, does not hold: ${test} goes through it with ${call} and passes. Whatever is wrong shows ` +
    "only for some inputs.",
  ]);
}

function disturbedTests({ fault: { evidence }, random }: Story): string {
  const probe = evidence.probes.find(({ name }) => name === "alone");
  if (!probe) return "";
  return [
    pick(random, [
      "Could one test spoil another? I run the failing one by itself:",
      "To rule out that state left behind by other tests is to blame, the failing test alone:",
    ]),
    showProbe(probe),
    pick(random, [
      "It fails by itself as well, so the order of the tests has nothing to do with it.",
      "The same failure without the others: no test disturbs it, and that lead is closed.",
    ]),
  ].join("\n\n");
}
