import type { Flag, FlagValues } from "./command.ts";
import { MODEL_FLAGS, NARRATE } from "./model_flags.ts";
import {
  BUG_STRATEGIES,
  CATALOG,
  CATALOG_SEED,
  CONCURRENCY,
  DOMAIN,
  MAX_ATTEMPTS,
  OFFLINE,
  PYTHON,
  QUIET,
  RETRIES,
  ROUNDS,
  STATE,
  WORKERS,
} from "./shared_flags.ts";

/** The flags of every command that makes tasks, besides its own. */
export const TASK_FLAGS: readonly Flag[] = [
  OFFLINE,
  CATALOG,
  DOMAIN,
  ROUNDS,
  STATE,
  CATALOG_SEED,
  BUG_STRATEGIES,
  NARRATE,
  MAX_ATTEMPTS,
  RETRIES,
  WORKERS,
  CONCURRENCY,
  PYTHON,
  QUIET,
  ...MODEL_FLAGS,
];

/** The interpreter that --python names; undefined where the flag was not given. */
export function pythonOf(flags: FlagValues): string | undefined {
  return flags.given(PYTHON) ? flags.get(PYTHON) : undefined;
}
