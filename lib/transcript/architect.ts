import { pick } from "../core/random.ts";
import { tellGuard } from "./guards.ts";
import type { Story } from "./story.ts";
import type { TurnDraft } from "./turn_draft.ts";
import { count, inlineCode, sentence } from "./wording.ts";

/** The opening: what the module is for, and what is asked. */
export function openCase({ checked: { spec, testIds }, random }: Story): string {
  const file = inlineCode(`${spec.moduleName}.py`);
  const tests = inlineCode(`test_${spec.moduleName}.py`);
  const ask = pick(random, [
    `${file} no longer does what this asks of it. ${tests} holds ${
      count(testIds.length, "test")
    }; run them, find the ` +
    "cause, and mend it with the smallest change that is right. The tests are the specification and stay as they are.",
    `Somewhere in ${file} this went wrong. Start from ${tests} (${
      count(testIds.length, "test")
    }), trace the failure ` +
    "to its cause rather than its symptom, and keep the change to the faulty place. The tests stay untouched.",
    `The version of ${file} that we have breaks part of this. ${tests} has ${
      count(testIds.length, "test")
    } to judge ` +
    "by. I want the root cause named before anything is edited, and a fix that touches nothing else.",
  ]);
  return [
    `${sentence(spec.summary)} (${spec.seed.domain}: ${spec.seed.topic}, ${spec.seed.subtopic}.)`,
    spec.problemDescription.trim(),
    ask,
  ].join("\n\n");
}

/** The end: what holds now, and what keeps it so. */
export function closeCase({ bug, fault, checked: { testIds }, random }: Story): TurnDraft {
  const { failing, passing } = bug.verdict;
  const simplest = inlineCode(fault.evidence.test);
  const broken = failing.length === 1
    ? `${inlineCode(failing[0]!)} failed before the fix and passes after it`
    : `the ${failing.length} tests that failed before the fix pass after it`;
  const others = passing.length === 0
    ? "there was no test that passed before"
    : passing.length === 1
    ? "the 1 test that passed before still does"
    : `the ${passing.length} tests that passed before still do`;
  const place = fault.candidate.function === "<module>"
    ? "the module-level code"
    : inlineCode(fault.candidate.function);
  const statuses = bug.verdict.tests.map(({ status }) => status).filter((status) => status !== "passed");
  // Of several faults one test sees only some.
  const guard = bug.candidate.parts
    ? "Each place has its own tests: run the whole suite when one of them is touched again."
    : pick(random, [
      `Keep ${simplest} as the guard: it is the smallest test that sees this fault${
        new Set(statuses).size > 1 ? " by an assertion" : ""
      }.`,
      `If ${place} is touched again, ${simplest} is the test to run first.`,
      `${simplest} pins this behaviour; a change to ${place} should start from it.`,
    ]);
  return {
    role: "architect",
    key: "closing",
    before: `Accepted: ${broken}, and ${others} (${testIds.length} in all).`,
    prose: `${guard} ${tellGuard(fault.candidate.family, random)}`,
    after: "",
    runsOn: true,
  };
}
