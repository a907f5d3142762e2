import { type ProgramModule, start } from "./lib/start.ts";

// A specifier that is computed keeps the program out of the module graph, so that --version starts as fast as an empty
// file. What is bundled or compiled starts from scripts/standalone.ts instead, where the import is literal.
const PROGRAM = new URL("./lib/commands/program.ts", import.meta.url).href;

// The only place, with that one, that reads the arguments or ends the process.
if (import.meta.main) Deno.exit(await start(Deno.args, loadProgram));

async function loadProgram(): Promise<ProgramModule> {
  try {
    return await import(PROGRAM);
  } catch (error) {
    if (!(error instanceof TypeError) || !error.message.includes("Requires ")) throw error;
    console.error(
      `Cannot start "synthdebug": ${
        error.message.split("\n")[0]!.replaceAll(/[^\x20-\x7e]/g, "?")
      }; run it with -A, or see Permissions in README`,
    );
    return Deno.exit(3);
  }
}
