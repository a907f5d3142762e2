import { buildKind } from "./lib/build_kind.ts";
import { VERSION } from "./lib/version.ts";

// The only place that reads the arguments or ends the process. What it imports at the top is loaded even for
// --version, which is why the rest comes later.
if (import.meta.main) Deno.exit(await main(Deno.args));

async function main(words: readonly string[]): Promise<number> {
  if (words[0] === "--version" || words[0] === "-V") {
    console.log(`synthdebug ${VERSION} (deno ${Deno.version.deno}, ${buildKind()})`);
    return 0;
  }
  const [{ runProgram }, { COMMANDS }] = await Promise.all([
    import("./lib/commands/run_program.ts"),
    import("./lib/commands/registry.ts"),
  ]);
  return await runProgram(words, { commands: COMMANDS, exit: Deno.exit });
}
