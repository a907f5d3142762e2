import type { ExportFormat } from "../core/export_format.ts";
import { harbor } from "./harbor.ts";
import { huggingface } from "./huggingface.ts";
import { openaiChat } from "./openai_chat.ts";
import { openaiPreference } from "./openai_preference.ts";
import { openaiTools } from "./openai_tools.ts";
import { sharegpt } from "./sharegpt.ts";
import { sharegptPreference } from "./sharegpt_preference.ts";
import { sweBench } from "./swe_bench.ts";
import { sweSmith } from "./swe_smith.ts";
import { trlKto } from "./trl_kto.ts";
import { trlPreference } from "./trl_preference.ts";
import { trlSft } from "./trl_sft.ts";

/** All formats, in the order of the help page; each file is named like its format. */
export const EXPORT_FORMATS: readonly ExportFormat[] = [
  openaiChat,
  openaiTools,
  openaiPreference,
  sharegpt,
  sharegptPreference,
  trlSft,
  trlPreference,
  trlKto,
  sweBench,
  sweSmith,
  harbor,
  huggingface,
];
