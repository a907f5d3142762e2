import { pick } from "../core/random.ts";
import { describeFailure, type TestResult } from "../core/test_run.ts";
import type { Story } from "./story.ts";
import type { TurnDraft } from "./turn_draft.ts";
import { codeBlock, count, inlineCode, listing, sentence } from "./wording.ts";

const CONTEXT_LINES = 3;
const MOST_LISTED = 5;

/** What the failing output says, read from its simplest failure. */
export function readFailure({ checked: { spec }, bug, random }: Story): TurnDraft {
  const { tests, failing } = bug.verdict;
  const result = tests.find((test) => test.id === bug.simplestFailure)!;
  const frame = result.frames.findLast((at) => at.file === `test_${spec.moduleName}.py`);
  const line = frame && statementAt(spec.unitTests, frame.line);
  const inModule = result.frames.findLast((at) => at.file === `${spec.moduleName}.py`);
  const start = failing.length === 1
    ? `One test of ${tests.length} fails.`
    : `${failing.length} of ${tests.length} tests fail: ${listing(firstOf(failing))}.`;
  const chosen = failing.length === 1 ? "It" : pick(random, [
    `The one that runs the least code is ${inlineCode(result.id)}. It`,
    `I take the simplest first, ${inlineCode(result.id)}. It`,
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
    prose: healthyPart(bug.verdict) + raised,
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

/** The statement that begins on a line, over as many lines as its brackets stay open, at most eight. */
function statementAt(code: string, line: number): string {
  const lines = code.split("\n").slice(line - 1, line + 7);
  let depth = 0;
  let last = 0;
  for (; last < lines.length; last++) {
    const text = lines[last]!;
    depth += (text.match(/[([{]/g)?.length ?? 0) - (text.match(/[)\]}]/g)?.length ?? 0);
    if (depth <= 0) break;
  }
  const indent = /^ */.exec(lines[0] ?? "")![0].length;
  return lines.slice(0, last + 1).map((text) => text.slice(indent)).join("\n");
}

function healthyPart({ passing, failing }: Story["bug"]["verdict"]): string {
  if (passing.length === 0) return "No test passes, so whatever is wrong lies on the way of all of them.";
  const share = passing.length > failing.length ? "most" : "part";
  return `${count(passing.length, "test")} still ${
    passing.length === 1 ? "passes" : "pass"
  }, so ${share} of the module does what it should.`;
}

/** The faulty place, why it is wrong, and the fix. */
export function explainFault({ bug, fix, random }: Story): TurnDraft {
  const { candidate } = bug;
  const place = candidate.function === "<module>"
    ? "at module level"
    : `in ${inlineCode(candidate.function)}`;
  const top = bug.reach[0]?.name;
  const lead = top === undefined || top === candidate.function || candidate.function === "<module>"
    ? ""
    : `${inlineCode(top)} heads the list, but its own lines do what the specification asks. `;
  const found = pick(random, [
    `The fault is on line ${candidate.line}, ${place}:`,
    `Line ${candidate.line}, ${place}, is where it goes wrong:`,
    `Reading ${
      place === "at module level" ? "the module's constants" : inlineCode(candidate.function)
    } against the specification stops at line ${candidate.line}:`,
  ]);
  const change = pick(random, [
    "The fix is confined to that place:",
    "The smallest change that is right:",
    "So the change is:",
  ]);
  return {
    role: "developer",
    key: "explanation",
    before: `${lead}${found}\n\n${codeBlock(excerpt(candidate.code, candidate.line), "python")}`,
    prose: `${sentence(candidate.description)} ${sentence(candidate.rootCause)}`,
    after: [...divergencePart(bug.evidence.first_divergence), change, codeBlock(fix, "diff")].join("\n\n"),
  };
}

/** The lines that an excerpt around a line shows, from 1. */
export function excerptLines(code: string, line: number): { readonly first: number; readonly last: number } {
  const last = Math.min(code.split("\n").length, line + CONTEXT_LINES);
  return { first: Math.max(1, line - CONTEXT_LINES), last };
}

/** Lines around the fault, numbered as in the file. */
function excerpt(code: string, line: number): string {
  const lines = code.split("\n");
  const { first, last } = excerptLines(code, line);
  const width = String(last).length;
  return lines.slice(first - 1, last).map((text, at) =>
    `${String(first + at).padStart(width)}${first + at === line ? " >" : "  "} ${text}`.trimEnd()
  ).join("\n");
}

function divergencePart(divergence: Story["bug"]["evidence"]["first_divergence"]): string[] {
  if (!divergence) return [];
  const call = describeCall(divergence.function, divergence.arguments);
  const says = divergence.what === "result"
    ? outcome(divergence.buggy)
    : `leaves ${inlineCode(divergence.what)} at ${inlineCode(divergence.buggy)}`;
  return [
    `Watching the calls of ${
      inlineCode(divergence.test)
    } shows the first call that goes wrong: ${call} ${says}.`,
  ];
}

/** "`f(x=1)`": a watched call as it would be written. */
export function describeCall(name: string, args: Readonly<Record<string, string>>): string {
  const given = Object.entries(args).filter(([key]) => key !== "self" && key !== "cls");
  return inlineCode(`${name}(${given.map(([key, value]) => `${key}=${value}`).join(", ")})`);
}

/** "returns `1.0`" or "raises `ValueError()`". */
export function outcome(result: string): string {
  return result.startsWith("raises ")
    ? `raises ${inlineCode(result.slice("raises ".length))}`
    : `returns ${inlineCode(result)}`;
}
