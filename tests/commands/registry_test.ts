import { assert, assertEquals } from "@std/assert";
import type { Flag } from "../../lib/commands/command.ts";
import { COMMANDS } from "../../lib/commands/registry.ts";
import { COMMON_FLAGS } from "../../lib/commands/shared_flags.ts";
import { VERSION } from "../../lib/version.ts";

Deno.test("every *_command.ts is in the registry, under its own name and summary", async () => {
  const files = [...Deno.readDirSync(new URL("../../lib/commands/", import.meta.url))]
    .map(({ name }) => name).filter((name) => name.endsWith("_command.ts"))
    .map((name) => name.replace("_command.ts", "").replaceAll("_", "-"));
  assertEquals(COMMANDS.map(({ name }) => name).sort(), files.sort());
  for (const entry of COMMANDS) {
    const command = await entry.load();
    assertEquals([command.name, command.summary], [entry.name, entry.summary]);
    assert(command.examples.length > 0, `${entry.name} has an example`);
    for (const { line } of command.examples) assert(line.startsWith(`synthdebug ${entry.name}`), line);
  }
});

Deno.test("no two flags of a command share a spelling, and every default is within its limits", async () => {
  for (const entry of COMMANDS) {
    const flags: readonly Flag[] = [...(await entry.load()).flags, ...COMMON_FLAGS];
    const spellings = flags.flatMap((
      { name, aliases, short },
    ) => [name, ...aliases ?? [], ...short ? [short] : []]);
    assertEquals(spellings.length, new Set(spellings).size, `${entry.name}: ${spellings}`);
    for (const flag of flags) {
      if (flag.kind === "switch" || flag.fallback === null) continue;
      if (flag.kind === "integer" || flag.kind === "number") {
        assert(flag.fallback >= flag.min && flag.fallback <= flag.max, flag.name);
      }
      if (flag.kind === "choice") assert(flag.choices.includes(flag.fallback), flag.name);
    }
  }
});

Deno.test("the version is that of deno.json", async () => {
  const config = JSON.parse(await Deno.readTextFile(new URL("../../deno.json", import.meta.url)));
  assertEquals(VERSION, config.version);
});
