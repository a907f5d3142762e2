import { pick } from "../core/random.ts";
import type { FaultEvidence } from "../core/evidence.ts";
import { describeFailure, type TestResult } from "../core/test_run.ts";
import { excerptRanges, faultPlaces, isWithin, type LineRange, linesIn, nameLines } from "./fault_lines.ts";
import { statementAt } from "../core/source_of.ts";
import { hypothesisOf } from "./hypothesis.ts";
import { specPassage } from "./spec_passage.ts";
import type { Story } from "./story.ts";
import { tellCall, tellDivergence } from "./told_divergence.ts";
import type { TurnDraft } from "./turn_draft.ts";
import { codeBlock, count, inlineCode, listing, sentence } from "./wording.ts";

const MOST_LISTED = 5;

/** What the failing output says, read from its simplest failure. */
export function readFailure({ checked: { spec }, fault, random }: Story): TurnDraft {
  const { tests, failing } = fault.verdict;
  const result = tests.find((test) => test.id === fault.evidence.test)!;
  const frame = result.frames.findLast((at) => at.file === `test_${spec.moduleName}.py`);
  const line = frame && statementAt(spec.unitTests, frame.line);
  const inModule = result.frames.findLast((at) => at.file === `${spec.moduleName}.py`);
  const start = failing.length === 1
    ? `One test of ${tests.length} fails.`
    : `${failing.length} of ${tests.length} tests fail: ${listing(firstOf(failing))}.`;
  // Only tests that end alike were compared by the code that they run.
  const isMixed = tests.some(({ status }) => status !== "passed" && status !== result.status);
  const chosen = failing.length === 1 ? "It" : pick(random, [
    `${isMixed ? "Of those that end at an assertion, the" : "The"} one that runs the least code is ${
      inlineCode(result.id)
    }. It`,
    `${isMixed ? "Of those that end at an assertion, I" : "I"} take the simplest first, ${
      inlineCode(result.id)
    }. It`,
  ]);
  const kind = failureKind(result);
  const raised = inModule
    ? ` The innermost frame in the module is line ${inModule.line}, in ${inlineCode(inModule.function)}.`
    : "";
  const block = codeBlock(line ? `${line}\n${describeFailure(result)}` : describeFailure(result));
  return {
    role: "developer",
    key: "reading",
    before: `${start} ${chosen} ${kind}:\n\n${block}`,
    prose: [healthyPart(fault.verdict) + raised, guess(result, random)].filter((part) => part !== "").join(
      " ",
    ),
    after: "",
  };
}

function failureKind({ status, errorType, message }: TestResult): string {
  if (status !== "failed") return `ends with ${inlineCode(errorType)} instead of an assertion`;
  // unittest's words where an assertRaises() block runs to its end.
  return /^\w+ not raised\b/.test(message)
    ? "ends at an assertion, since the exception that it expects did not come"
    : "ends at an assertion, since what the module gave is not what it expects";
}

/** The first ids as code; where there are more, how many. */
function firstOf(ids: readonly string[]): string[] {
  const shown = ids.slice(0, MOST_LISTED).map(inlineCode);
  return ids.length > MOST_LISTED ? [...shown, `${ids.length - MOST_LISTED} more`] : shown;
}

/** What the failure suggests, to be checked. */
function guess(result: TestResult, random: Story["random"]): string {
  const idea = hypothesisOf(result);
  if (idea === null) return "";
  return pick(random, [
    `A first guess from the failure alone: ${idea}.`,
    `The failure would fit ${idea}; that is a guess until the values have been seen.`,
    `My hypothesis at this point: ${idea}.`,
  ]);
}

function healthyPart({ passing, failing }: Story["bug"]["verdict"]): string {
  if (passing.length === 0) return "No test passes, so whatever is wrong lies on the way of all of them.";
  const share = passing.length > failing.length ? "most" : "part";
  return `${count(passing.length, "test")} still ${
    passing.length === 1 ? "passes" : "pass"
  }, so ${share} of the module does what it should.`;
}

/** The faulty place or places, why they are wrong, and the fix. */
export function explainFault(story: Story): TurnDraft {
  const { checked, fault, fix, random } = story;
  const { candidate, code, evidence } = fault;
  const lines = linesIn(fault, checked.spec.correctCode);
  const places = faultPlaces(lines);
  const isOneLine = places.length === 1 && places[0]!.first === places[0]!.last;
  const isOneFunction = isOneLine || (places.length === 1 && !hasDefinition(code, places[0]!));
  const named = nameLines(places);
  const isModule = candidate.function === "<module>";
  const place = !isOneFunction
    ? ""
    : isModule
    ? ", at module level"
    : `, in ${inlineCode(candidate.function)}`;
  const read = !isOneFunction
    ? "the module"
    : isModule
    ? "the module's constants"
    : inlineCode(candidate.function);
  const top = evidence.reach[0]?.name;
  const lead = top === undefined || top === candidate.function || isModule || !isOneFunction
    ? ""
    : `${inlineCode(top)} heads the list, but its own lines do what the specification asks. `;
  const found = pick(random, [
    `The fault is ${isOneLine ? "on" : "in"} ${named}${place}:`,
    `${named.replace("l", "L")}${place}${isOneFunction ? "," : ""} ${
      isOneLine ? "is" : "are"
    } where it goes wrong:`,
    `Reading ${read} against the specification stops at ${named}:`,
  ]);
  const change = pick(random, [
    isOneLine ? "The fix is confined to that place:" : "The fix changes no other lines:",
    isOneLine ? "The smallest change that is right:" : "The change that mends them together:",
    "So the change is:",
  ]);
  return {
    role: "developer",
    key: "explanation",
    before: `${lead}${found}\n\n${codeBlock(excerpt(code, lines), "python")}`,
    prose: `${sentence(candidate.description)} ${sentence(candidate.rootCause)}`,
    after: [
      ...specPart(story),
      [...divergencePart(evidence), ...tellDivergence(story)].join(" "),
      change,
      codeBlock(fix, "diff"),
    ].filter((part) => part !== "").join("\n\n"),
  };
}

/** What the description asks for at this place, in its own words. */
function specPart({ checked, fault: { candidate, code, line }, random }: Story): string[] {
  const passage = specPassage(checked, { ...candidate, code, line });
  if (passage === null) return [];
  const lead = pick(random, [
    "What is asked for reads:",
    "The specification on this point:",
    "The description is clear about it:",
  ]);
  return [`${lead}\n\n> ${passage}`];
}

/** Whether another function or class begins within a place. */
function hasDefinition(code: string, { first, last }: LineRange): boolean {
  return code.split("\n").slice(first, last).some((line) => /^\s*(?:async\s+def|def|class)\b/.test(line));
}

/** The code around the faulty lines, numbered as in the file. */
function excerpt(code: string, lines: readonly LineRange[]): string {
  const texts = code.split("\n");
  const ranges = excerptRanges(code, lines);
  const width = String(ranges.at(-1)!.last).length;
  return ranges.map(({ first, last }) =>
    texts.slice(first - 1, last).map((text, at) =>
      `${String(first + at).padStart(width)}${isWithin(first + at, lines) ? " >" : "  "} ${text}`.trimEnd()
    ).join("\n")
  ).join("\n...\n");
}

function divergencePart({ first_divergence: divergence, test, probes }: FaultEvidence): string[] {
  // The script has shown that call before.
  if (!divergence || probes.some(({ name }) => name === "call")) return [];
  return [
    `Watching the calls of ${inlineCode(test)} shows the first call that goes wrong: ${
      tellCall(divergence)
    }.`,
  ];
}
