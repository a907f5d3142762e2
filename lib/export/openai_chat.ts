import { accept, reject } from "../core/rejection.ts";
import { answer, chatMessages } from "./chat_prompt.ts";
import { linesFormat } from "./lines_format.ts";
import type { ExportFormat } from "../core/export_format.ts";

/** OpenAI chat fine-tuning, without tools: `{"messages": [system, user, assistant]}`. */
export const openaiChat: ExportFormat = linesFormat({
  name: "openai-chat",
  summary: "Chat fine-tuning at OpenAI: the task, and the explained fix as the answer",
  records: (task) =>
    answer(task) === ""
      ? reject("no_answer", "its conversation does not go on after the report")
      : accept([{ messages: chatMessages(task) }]),
});
