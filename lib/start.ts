import { buildKind } from "./build_kind.ts";
import { VERSION } from "./version.ts";

/** The program proper, as `lib/commands/program.ts` exports it. */
export interface ProgramModule {
  /** Runs a command line and gives the exit code. */
  runCommandLine(words: readonly string[]): Promise<number>;
}

/**
 * Answers `--version` at once, and leaves everything else to the program, which is loaded only then.
 *
 * @returns The exit code.
 */
export async function start(words: readonly string[], load: () => Promise<ProgramModule>): Promise<number> {
  if (words[0] === "--version" || words[0] === "-V") {
    console.log(`synthdebug ${VERSION} (deno ${Deno.version.deno}, ${buildKind()})`);
    return 0;
  }
  return await (await load()).runCommandLine(words);
}
