import type { ExportFormat } from "../core/export_format.ts";
import { openaiChat } from "./openai_chat.ts";
import { openaiPreference } from "./openai_preference.ts";
import { sharegptPreference } from "./sharegpt_preference.ts";
import { trlKto } from "./trl_kto.ts";
import { trlPreference } from "./trl_preference.ts";

/** All formats, in the order of the help page; each file is named like its format. */
export const EXPORT_FORMATS: readonly ExportFormat[] = [
  openaiChat,
  openaiPreference,
  trlPreference,
  trlKto,
  sharegptPreference,
];
