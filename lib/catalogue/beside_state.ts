import { fileError } from "../files/file_error.ts";

/**
 * The path of a file that belongs to a state file and stands beside it. Where the state file is a symbolic
 * link, the other one stands beside what it leads to, so that all runs have the same.
 */
export function besideState(statePath: string, suffix: string): string {
  try {
    return Deno.realPathSync(statePath) + suffix;
  } catch (error) {
    // It is made with the first task.
    if (error instanceof Deno.errors.NotFound) return statePath + suffix;
    throw fileError("read", statePath, error);
  }
}
