import type { ExportFormat } from "../core/export_format.ts";
import { accept } from "../core/rejection.ts";
import { answer, SYSTEM_PROMPT, toolPrompt } from "./chat_prompt.ts";
import { linesFormat } from "./lines_format.ts";
import { toTrajectory } from "./trajectory.ts";
import { TOOLS } from "./trajectory_tools.ts";

/**
 * ShareGPT as LLaMA-Factory reads it: `{"conversations", "system", "tools"}`, where human and observation stand at odd
 * places and function_call and gpt at even ones. A call has no room for words, so the last turn tells the whole way.
 */
export const sharegpt: ExportFormat = linesFormat({
  name: "sharegpt",
  summary: "LLaMA-Factory and others: turns of human, function_call, observation and gpt",
  records: (task) => {
    const trajectory = toTrajectory(task);
    if (!trajectory.ok) return trajectory;
    const conversations = [
      { from: "human", value: toolPrompt(task) },
      ...trajectory.value.steps.flatMap(({ tool, arguments: given, output }) => [
        { from: "function_call", value: JSON.stringify({ name: tool, arguments: given }) },
        { from: "observation", value: output },
      ]),
      { from: "gpt", value: answer(task) },
    ];
    const tools = JSON.stringify(TOOLS.map(({ function: each }) => each));
    return accept([{ conversations, system: SYSTEM_PROMPT, tools }]);
  },
});
