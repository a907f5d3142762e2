import type { ExportFormat } from "../core/export_format.ts";
import { accept } from "../core/rejection.ts";
import { SYSTEM_PROMPT, toolPrompt } from "./chat_prompt.ts";
import { linesFormat } from "./lines_format.ts";
import { toTrajectory } from "./trajectory.ts";
import { TOOLS } from "./trajectory_tools.ts";

/**
 * TRL's SFTTrainer: `{"messages", "tools"}`. As chat templates have it, a call's arguments are an object and not its text,
 * and what a tool gives carries the tool's name.
 */
export const trlSft: ExportFormat = linesFormat({
  name: "trl-sft",
  summary: "Supervised fine-tuning with TRL: messages with calls of tools",
  records: (task) => {
    const trajectory = toTrajectory(task);
    if (!trajectory.ok) return trajectory;
    const { steps, conclusion } = trajectory.value;
    const messages = [
      { role: "system", content: SYSTEM_PROMPT },
      { role: "user", content: toolPrompt(task) },
      ...steps.flatMap(({ thought, tool, arguments: given, output }) => [
        {
          role: "assistant",
          content: thought,
          tool_calls: [{ type: "function", function: { name: tool, arguments: given } }],
        },
        { role: "tool", name: tool, content: output },
      ]),
      { role: "assistant", content: conclusion },
    ];
    return accept([{ messages, tools: TOOLS }]);
  },
});
