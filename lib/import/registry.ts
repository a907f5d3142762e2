import type { ImportFormat } from "../core/import_format.ts";
import { harbor } from "./harbor.ts";
import { openaiChat } from "./openai_chat.ts";
import { original } from "./original.ts";
import { sweBench } from "./swe_bench.ts";
import { sweSmith } from "./swe_smith.ts";

/** All forms that tasks are read from, in the order of the help page; each file is named like its form. */
export const IMPORT_FORMATS: readonly ImportFormat[] = [
  original,
  sweBench,
  sweSmith,
  harbor,
  openaiChat,
];
