import type { ExportFormat } from "../core/export_format.ts";
import { preferenceFormat } from "./preference_format.ts";

/** Direct preference optimisation at OpenAI: `{"input": {"messages"}, "preferred_output", "non_preferred_output"}`. */
export const openaiPreference: ExportFormat = preferenceFormat({
  name: "openai-preference",
  summary: "Preferences at OpenAI: the task, the fix, and a wrong fix that was run",
  // Keys that are not known there are refused.
  records: ({ prompt, right, wrong }) => [{
    input: { messages: prompt, tools: [], parallel_tool_calls: false },
    preferred_output: [{ role: "assistant", content: right }],
    non_preferred_output: [{ role: "assistant", content: wrong }],
  }],
});
