import { pick } from "../core/random.ts";
import type { Story } from "./story.ts";
import type { TurnDraft } from "./turn_draft.ts";
import { inlineCode, listing } from "./wording.ts";

/** Functions that are listed; the others are counted. */
const MOST_FUNCTIONS = 6;

/** The plan: how a correct module works, and how the search will go. */
export function planWork({ checked: { spec }, random }: Story): TurnDraft {
  const approach = pick(random, [
    "With that in mind: run the suite, take the simplest failing test, see which functions it goes through, and " +
    "compare what they compute with these steps.",
    "So the search: reproduce first, then read the smallest failure closely, then hold the code that it runs " +
    "against the step it should carry out.",
    "We go from the outside in: the failing output, the test behind it, the functions it reaches, and only then " +
    "the line.",
  ]);
  return {
    role: "planner",
    key: "plan",
    before: `A correct module works like this:\n\n${spec.solutionOutline.trim()}`,
    prose: approach,
    after: "",
  };
}

/** Where to look, from how many failing and passing tests run each function. */
export function narrowDown({ fault: { evidence: { reach } }, random }: Story): TurnDraft {
  if (reach.length === 0) {
    const before = "No function of the module is run by a failing test: the fault must be at module level.";
    return { role: "planner", key: "narrowing", before, prose: "", after: "" };
  }
  const rows = reach.slice(0, MOST_FUNCTIONS).map(({ name, failing, passing }) =>
    `- ${inlineCode(name)}: ${failing} failing, ${passing} passing`
  );
  const more = reach.length - rows.length;
  const lead = pick(random, [
    "I traced which functions each test runs. Most suspect first:",
    "Coverage by test narrows it. Tests that run each function, most suspect first:",
    "Before reading everything, the number of tests that go through each function, most suspect first:",
  ]);
  const before = `${lead}\n\n${rows.join("\n")}${more > 0 ? `\n- and ${more} more` : ""}`;
  return { role: "planner", key: "narrowing", before, prose: readFirst(reach, random), after: "" };
}

function readFirst(reach: Story["fault"]["evidence"]["reach"], random: Story["random"]): string {
  const top = reach[0]!;
  const equals = reach.filter(({ failing, passing }) => failing === top.failing && passing === top.passing);
  const names = listing(equals.map(({ name }) => inlineCode(name)));
  if (equals.length > MOST_FUNCTIONS) {
    return "The counts do not tell these apart, so the failing value itself has to lead the way.";
  }
  if (equals.length > 1) {
    return pick(random, [
      `${names} cannot be told apart by this; read them first, the ones nearest to the failing value before the others.`,
      `${names} come out equal, so they are read together before anything else.`,
    ]);
  }
  const why = top.passing === 0
    ? "no passing test runs it"
    : `${top.failing} of the ${top.failing + top.passing} tests that run it ${
      top.failing === 1 ? "fails" : "fail"
    }`;
  const next = reach.length === 1
    ? "It is the only function on the list, so what it computes has to be followed line by line."
    : "If it holds up, go down the list; what many passing tests run is less suspect.";
  return pick(random, [
    `${names} comes first: ${why}. ${next}`,
    `Read ${names} first, since ${why}. That is a lead and not yet a proof: the value has to be followed.`,
  ]);
}
