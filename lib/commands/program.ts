import { COMMANDS } from "./registry.ts";
import { runProgram } from "./run_program.ts";

/** Runs a command line with all commands, and gives the exit code. */
export function runCommandLine(words: readonly string[]): Promise<number> {
  return runProgram(words, { commands: COMMANDS, exit: Deno.exit });
}
