import type { ExportFormat } from "../core/export_format.ts";
import { preferenceFormat } from "./preference_format.ts";

/** Preferences as TRL's trainers take them (DPO, reward models): `prompt`, `chosen` and `rejected`, each of messages. */
export const trlPreference: ExportFormat = preferenceFormat({
  name: "trl-preference",
  summary: "Preferences for TRL: the task, the fix, and a wrong fix that was run",
  records: ({ prompt, right, wrong }, about) => [{
    prompt,
    chosen: [{ role: "assistant", content: right }],
    rejected: [{ role: "assistant", content: wrong }],
    ...about,
  }],
});
