import type { ExportFormat } from "../core/export_format.ts";
import { preferenceFormat } from "./preference_format.ts";

/** Preferences in ShareGPT's form, as LLaMA-Factory takes them with `"ranking": true`. */
export const sharegptPreference: ExportFormat = preferenceFormat({
  name: "sharegpt-preference",
  summary: "Preferences in ShareGPT's form: the task, the fix, and a wrong fix that was run",
  records: ({ prompt: [system, user], right, wrong }, about) => [{
    conversations: [{ from: "human", value: user.content }],
    system: system.content,
    chosen: { from: "gpt", value: right },
    rejected: { from: "gpt", value: wrong },
    ...about,
  }],
});
