import { start } from "../lib/start.ts";

// The entry of bundles and compiled programs: as main.ts, but with the program in the module graph.
Deno.exit(await start(Deno.args, () => import("../lib/commands/program.ts")));
