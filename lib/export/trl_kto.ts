import type { ExportFormat } from "../core/export_format.ts";
import { preferenceFormat } from "./preference_format.ts";

/** Unpaired preferences as TRL's KTO trainer takes them: two records a task, the right answer first. */
export const trlKto: ExportFormat = preferenceFormat({
  name: "trl-kto",
  summary: "Unpaired preferences for TRL's KTO: two records a task, the fix and a wrong fix that was run",
  records: ({ prompt, right, wrong }, about) =>
    [[right, true] as const, [wrong, false] as const].map(([content, label]) => ({
      prompt,
      completion: [{ role: "assistant", content }],
      label,
      ...about,
    })),
});
