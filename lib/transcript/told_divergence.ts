import type { Divergence, FaultSample, FaultValue } from "../core/evidence.ts";
import { describeCall, outcome } from "./told_call.ts";
import type { Story } from "./story.ts";
import { tellDrift } from "./told_drift.ts";
import { inlineCode, listing } from "./wording.ts";

/** Stands for a value that one of the runs has not. */
const NOT_THERE = "<not there>";

/** Longer values say nothing in a sentence. */
const LONGEST = 110;

/** Where the value first goes wrong, how that reaches the test, and why other tests do not see it; one sentence each. */
export function tellDivergence(story: Story): readonly string[] {
  const { evidence } = story.fault;
  const parts = [
    evidence.first_value ? tellValue(evidence.first_value, story) : "",
    tellPath(story),
    tellSample(evidence.samples.find(({ passes }) => passes), story),
  ];
  return parts.filter((part) => part !== "");
}

function tellValue(
  { kind, variable, line, visit, buggy, healthy, drift, function: place }: FaultValue,
  story: Story,
): string {
  const { code, mended } = story.fault;
  const times = visit === 1 ? "" : `, the ${ordinal(visit)} time that it runs,`;
  const where = line === 0 ? `In ${inlineCode(place)}` : `On line ${line}${times}`;
  if (buggy.length > LONGEST || healthy.length > LONGEST) return "";
  if (kind === "flow") {
    // The first line of a function comes after no other.
    const place = line === 0 || buggy === `runs line ${line}` ? where : `After line ${line}${times}`;
    const [does, should] = [tellStep(buggy, code), tellStep(healthy, mended)];
    return `${place} the run takes the wrong way: it ${does}, where it ${should} once the fault is mended.`;
  }
  const raised = story.fault.evidence.first_divergence?.buggy ?? "";
  if (buggy === NOT_THERE) {
    return raised.startsWith("raises ")
      ? `${where} it ${outcome(raised)}; the mended code goes on with ${inlineCode(variable)} at ${
        inlineCode(healthy)
      }.`
      : `${where} ${inlineCode(variable)} is not set; the mended code has ${inlineCode(healthy)}.`;
  }
  const error = Number(buggy) === -Number(healthy) ? "the right size with the wrong sign" : tellDrift(drift);
  const rest = `${inlineCode(buggy)}, where the mended code has ${inlineCode(healthy)}${
    error === "" ? "" : ` (${error})`
  }.`;
  if (kind === "argument") {
    const [name, callee] = variable.split(" of ");
    return callee === undefined
      ? `The first value to go wrong is the argument ${inlineCode(name!)} of ${inlineCode(place)}: ${rest}`
      : `${where} ${inlineCode(callee)} is handed a wrong ${inlineCode(name!)}: ${rest}`;
  }
  if (kind === "result") {
    return buggy.startsWith("raises ") || healthy.startsWith("raises ")
      ? `${inlineCode(place)} ${outcome(buggy)}, and ${outcome(healthy)} once the fault is mended.`
      : `Up to its return every value in ${inlineCode(place)} is right; what it returns is not: ${rest}`;
  }
  return `${where} the first value goes wrong: ${inlineCode(variable)} is ${rest}`;
}

/** What a run does next: a line is told by its text, since lines of the two modules may be numbered otherwise. */
function tellStep(step: string, code: string): string {
  const line = /^runs line (\d+)$/.exec(step)?.[1];
  if (line !== undefined) return `runs ${inlineCode(code.split("\n")[Number(line) - 1]!.trim())}`;
  const [, verb, what] = /^(calls|returns|raises) (.*)$/s.exec(step) ?? [];
  return what === undefined ? step : `${verb} ${inlineCode(what)}`;
}

/** From the faulty call outwards to the assertion. */
function tellPath({ fault: { evidence } }: Story): string {
  const { path, assertion } = evidence;
  const shown = path.slice(1).filter(({ buggy, healthy }) => buggy.length + healthy.length <= LONGEST);
  if (shown.length === 0 || assertion.line === 0) return "";
  const steps = shown.map((step) => {
    const name = inlineCode(step.function);
    return step.what === "result"
      ? `${name} ${outcome(step.buggy)}`
      : `${name} leaves ${inlineCode(step.what)} at ${inlineCode(step.buggy)}`;
  });
  return `From there it travels outwards: ${
    listing(steps)
  }, until line ${assertion.line} of the tests fails.`;
}

/** What a test that passes runs the same code with. */
function tellSample(sample: FaultSample | undefined, { fault: { candidate } }: Story): string {
  if (!sample || sample.buggy !== sample.healthy) return "";
  const call = describeCall(candidate.function, sample.arguments);
  if (call.length > LONGEST || sample.buggy.length > LONGEST) return "";
  return `${inlineCode(sample.test)} does not see it: there ${call} ${
    outcome(sample.buggy)
  } with the fault and without.`;
}

/** Tells a call that came out wrong: "`f(x=1)` returns `2`". */
export function tellCall(divergence: Divergence): string {
  const call = describeCall(divergence.function, divergence.arguments);
  const says = divergence.what === "result"
    ? outcome(divergence.buggy)
    : `leaves ${inlineCode(divergence.what)} at ${inlineCode(divergence.buggy)}`;
  return `${call} ${says}`;
}

function ordinal(n: number): string {
  const ending = n % 100 >= 11 && n % 100 <= 13 ? "th" : ["th", "st", "nd", "rd"][n % 10] ?? "th";
  return `${n}${ending}`;
}
