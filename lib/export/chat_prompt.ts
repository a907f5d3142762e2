import type { ExportTask } from "../core/export_task.ts";

/** One message of a chat that has no tools. */
export interface ChatMessage {
  /** Who speaks. */
  readonly role: "system" | "user" | "assistant";
  /** What is said, in Markdown. */
  readonly content: string;
}

/** What the one who mends is told about the work as such. */
export const SYSTEM_PROMPT: string =
  "You debug Python. The tests are right and the module is not. Find the cause from what the tests report, explain it, and " +
  "change as little as possible.";

/** The task as somebody would report it: what the module must do, its source, its tests, and what they print. */
export function userPrompt(task: ExportTask): string {
  const { moduleName, problemDescription, buggyCode, unitTests, failingOutput } = task;
  return [
    `The tests of \`${moduleName}.py\` fail. What the module must do:`,
    problemDescription.trim(),
    `\`${moduleName}.py\`:`,
    fenced("python", buggyCode),
    `\`test_${moduleName}.py\`:`,
    fenced("python", unitTests),
    "`python3 run_tests.py` prints:",
    fenced("text", failingOutput),
    "Find the cause and mend it.",
  ].join("\n\n");
}

/** The task for somebody with tools, who reads the sources and runs the tests by them. */
export function toolPrompt({ moduleName, problemDescription }: ExportTask): string {
  return [
    `The tests of \`${moduleName}.py\` fail. What the module must do:`,
    problemDescription.trim(),
    `The folder holds \`${moduleName}.py\`, \`test_${moduleName}.py\` and \`run_tests.py\`. Find the cause and mend it in ` +
    `\`${moduleName}.py\`; the tests stay as they are.`,
  ].join("\n\n");
}

/**
 * The way to the fix, as the task's conversation tells it, from after the report of the failure to the end. Of a
 * conversation without such a report it is all but the first turn.
 */
export function answer(task: ExportTask): string {
  const { conversation } = task;
  const report = conversation.findIndex(({ role }) => role === "qa");
  return conversation.slice(Math.max(report, 0) + 1).map(({ content }) => content.trim()).join("\n\n");
}

/** The task and its answer as a chat. */
export function chatMessages(task: ExportTask): readonly ChatMessage[] {
  return [
    { role: "system", content: SYSTEM_PROMPT },
    { role: "user", content: userPrompt(task) },
    { role: "assistant", content: answer(task) },
  ];
}

/** A text as a block of Markdown, which no text within ends. */
export function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/^`{3,}/gm)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n$/, "")}\n${fence}`;
}
