import { BUG_FLAGS } from "./bug_flags.ts";
import type { Flag } from "./command.ts";
import { MODEL_FLAGS, NARRATE } from "./model_flags.ts";
import { PYTHON_FLAGS } from "./python_flags.ts";
import {
  CATALOG,
  CATALOG_SEED,
  CONCURRENCY,
  DOMAIN,
  MAX_ATTEMPTS,
  MIN_MUTATION_SCORE,
  OFFLINE,
  QUIET,
  RETRIES,
  ROUNDS,
  STATE,
} from "./shared_flags.ts";

/** The flags of every command that makes tasks, besides its own. */
export const TASK_FLAGS: readonly Flag[] = [
  OFFLINE,
  CATALOG,
  DOMAIN,
  ROUNDS,
  STATE,
  CATALOG_SEED,
  ...BUG_FLAGS,
  NARRATE,
  MIN_MUTATION_SCORE,
  MAX_ATTEMPTS,
  RETRIES,
  CONCURRENCY,
  ...PYTHON_FLAGS,
  QUIET,
  ...MODEL_FLAGS,
];
