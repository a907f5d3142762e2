import type { CitedFault, WrongFix } from "../core/export_format.ts";
import type { ExportTask } from "../core/export_task.ts";
import { type ChatMessage, fenced, SYSTEM_PROMPT, userPrompt } from "./chat_prompt.ts";
import { firstFailure } from "./first_failure.ts";

/** A task with two answers to it, of which only runs tell which is right: both have one form. */
export interface AnswerPair {
  /** Instructions, and the task as whoever mends it may see it. */
  readonly prompt: readonly [system: ChatMessage, user: ChatMessage];
  /** The answer that mends the bug. */
  readonly right: string;
  /** The answer that does not. */
  readonly wrong: string;
}

/** Lines shown around one that is blamed. */
const AROUND = 3;

/** The right answer and the wrong one. Each says where the fault is, what it is, and how to mend it. */
export function answerPair(task: ExportTask, wrongFix: WrongFix): AnswerPair {
  const shown = { ...task, unitTests: wrongFix.visibleTests, failingOutput: wrongFix.report };
  const tell = (faults: readonly CitedFault[], diff: string) => tellAnswer(task, wrongFix, { faults, diff });
  return {
    prompt: [{ role: "system", content: SYSTEM_PROMPT }, { role: "user", content: userPrompt(shown) }],
    right: tell(wrongFix.faults, task.fix),
    wrong: tell(wrongFix.blamed, wrongFix.diff),
  };
}

function tellAnswer(
  { buggyCode }: ExportTask,
  { report, kind }: WrongFix,
  { faults, diff }: { readonly faults: readonly CitedFault[]; readonly diff: string },
): string {
  const failure = firstFailure(report);
  return [
    ...failure === null ? [] : [
      `${failure.failing} of ${failure.tests} tests ${
        failure.failing === 1 ? "fails" : "fail"
      }. ${failure.test} ends with \`${failure.error}\`.`,
    ],
    ...faults.flatMap((fault, at) => tellFault(fault, { at, buggyCode, isOne: faults.length === 1 })),
    "The change:",
    fenced("diff", diff),
    // Both were run, and either both pass what can be seen or nothing is said.
    ...kind === "fails_hidden" && failure !== null ? [`With it all ${failure.tests} tests pass.`] : [],
  ].join("\n\n");
}

function tellFault(
  { function: name, line, description, rootCause, passage }: CitedFault,
  { at, buggyCode, isOne }: { readonly at: number; readonly buggyCode: string; readonly isOne: boolean },
): readonly string[] {
  const what = isOne ? "The fault" : at === 0 ? "One fault" : "Another fault";
  const where = name === "<module>" ? "at the module's top level" : `in \`${name}\``;
  return [
    `${what} is on line ${line}, ${where}:`,
    fenced("python", excerpt(buggyCode, line)),
    `${description} ${rootCause}`,
    ...passage === null ? [] : ["The specification on this point:", `> ${passage}`],
  ];
}

function excerpt(code: string, line: number): string {
  const lines = code.split("\n");
  const first = Math.max(1, line - AROUND);
  const last = Math.min(lines.length, line + AROUND);
  const width = String(last).length;
  return lines.slice(first - 1, last).map((text, at) =>
    `${String(first + at).padStart(width)} ${first + at === line ? ">" : " "} ${text}`.trimEnd()
  ).join("\n");
}
