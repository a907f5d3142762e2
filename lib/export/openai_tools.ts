import type { ExportFormat } from "../core/export_format.ts";
import { accept } from "../core/rejection.ts";
import { SYSTEM_PROMPT, toolPrompt } from "./chat_prompt.ts";
import { linesFormat } from "./lines_format.ts";
import { toTrajectory } from "./trajectory.ts";
import { TOOLS } from "./trajectory_tools.ts";

/** OpenAI chat fine-tuning with tools: `{"messages", "tools", "parallel_tool_calls"}`, a call a message. */
export const openaiTools: ExportFormat = linesFormat({
  name: "openai-tools",
  summary: "Chat fine-tuning at OpenAI: how the task is solved by running, reading and editing",
  records: (task) => {
    const trajectory = toTrajectory(task);
    if (!trajectory.ok) return trajectory;
    const { steps, conclusion } = trajectory.value;
    const calls = steps.flatMap(({ thought, tool, arguments: given, output }, at) => {
      const id = `call_${task.id.slice(0, 8)}_${at + 1}`;
      const call = { id, type: "function", function: { name: tool, arguments: JSON.stringify(given) } };
      return [
        { role: "assistant", content: thought === "" ? null : thought, tool_calls: [call] },
        { role: "tool", tool_call_id: id, content: output },
      ];
    });
    const messages = [
      { role: "system", content: SYSTEM_PROMPT },
      { role: "user", content: toolPrompt(task) },
      ...calls,
      { role: "assistant", content: conclusion },
    ];
    return accept([{ messages, tools: TOOLS, parallel_tool_calls: false }]);
  },
});
