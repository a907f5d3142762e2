import { assertEquals, assertRejects } from "@std/assert";
import { parseCatalogue } from "../../lib/catalogue/catalogue.ts";
import { catalogCommand } from "../../lib/commands/catalog_command.ts";
import type { CommandContext, CommandInput } from "../../lib/commands/command.ts";
import { readArguments } from "../../lib/commands/read_arguments.ts";
import { messageOf, UsageError } from "../../lib/core/errors.ts";

const CATALOGUE = {
  Optics: { Lenses: ["Thin Lens", "Thick Lens"], Gratings: ["Grating Orders"] },
  Acoustics: { Rooms: ["Sabine Reverberation"] },
};

/** What the command prints, or the message that it is refused with. */
async function run(
  words: string,
  used: readonly string[] = ["Optics::Lenses::Thin Lens", "Optics::Lenses::Thin Lens#2"],
) {
  const dir = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${dir}/catalog.json`, JSON.stringify(CATALOGUE));
    await Deno.writeTextFile(`${dir}/state.json`, JSON.stringify(used));
    const all = [...words.split("|"), "--catalog", "@/catalog.json"].map((word) => word.replace("@", dir));
    let printed = "";
    const signal = new AbortController().signal;
    const context: CommandContext = {
      stdout(text) {
        printed += text;
        return Promise.resolve();
      },
      stderr: () => {},
      redraw: () => {},
      isTerminal: false,
      env: () => undefined,
      draining: signal,
      signal,
      debug: false,
    };
    await catalogCommand.run(await readArguments(catalogCommand, all) as CommandInput, context);
    return printed;
  } catch (error) {
    return messageOf(error).replaceAll(dir, "@");
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

Deno.test("catalog list prints one key a line, of all or of one domain and topic", async () => {
  const lenses = "Optics::Lenses::Thin Lens\nOptics::Lenses::Thick Lens\n";
  assertEquals(
    await run("list"),
    `${lenses}Optics::Gratings::Grating Orders\nAcoustics::Rooms::Sabine Reverberation\n`,
  );
  assertEquals(await run("list|--domain|optics|--topic|LENSES"), lenses);
});

Deno.test("catalog list marks what the state file holds, or leaves it out", async () => {
  assertEquals(
    await run("list|--state|@/state.json|--topic|Lenses"),
    "used    Optics::Lenses::Thin Lens\nunused  Optics::Lenses::Thick Lens\n",
  );
  assertEquals(
    await run("list|--state|@/state.json|--topic|Lenses|--unused"),
    "unused  Optics::Lenses::Thick Lens\n",
  );
  assertEquals(
    await run("list|--topic|Gratings|--state|@/state.json|--unused", ["Optics::Gratings::Grating Orders"]),
    "",
  );
});

Deno.test("catalog list --json prints a catalogue, with the number of used draws", async () => {
  const text = await run("list|--state|@/state.json|--json");
  assertEquals(parseCatalogue(text, "printed").seeds.length, 4);
  assertEquals(JSON.parse(text).scenarios.map(({ used }: { used: number }) => used), [2, 0, 0, 0]);
  assertEquals(Object.keys(JSON.parse(await run("list|--json")).scenarios[0]), [
    "domain",
    "topic",
    "subtopic",
  ]);
});

Deno.test("catalog stats counts by domain", async () => {
  assertEquals(
    await run("stats|--state|@/state.json"),
    [
      "domain     topics  scenarios  used",
      "Optics          2          3     1",
      "Acoustics       1          1     0",
      "all             3          4     1",
      "",
    ].join("\n"),
  );
  assertEquals(JSON.parse(await run("stats|--json|--domain|Acoustics")), {
    domains: 1,
    topics: 1,
    scenarios: 1,
    by_domain: [{ domain: "Acoustics", topics: 1, scenarios: 1 }],
  });
  assertEquals(JSON.parse(await run("stats|--json|--state|@/state.json")).used, 1);
});

Deno.test("catalog refuses what does not exist", async () => {
  const cases: [words: string, message: string][] = [
    ["list|--count|3", `Cannot use "--count": catalog list does not take it`],
    ["stats|--model|small-1", `Cannot use "--model": catalog stats does not take it`],
    ["expand|--unused", `Cannot use "--unused": catalog expand does not take it`],
    ["expnd", `Cannot run "catalog expnd": no such action. Did you mean "expand"?`],
    [
      "list|--domain|Optic",
      `Cannot select "Optic": the catalogue has no such domain. Did you mean "Optics"?`,
    ],
    ["list|--domain|Optics|--topic|Rooms", `Cannot select "Rooms": the catalogue has no such topic`],
    ["list|--unused", `Cannot use "--unused": it needs --state`],
    ["statistics", `Cannot run "catalog statistics": no such action; it is list, stats or expand`],
  ];
  for (const [words, message] of cases) assertEquals(await run(words), message);
  assertEquals(
    await run("list|--state|@/state.json", ["a::b::c"]),
    `Cannot use state "@/state.json": "a::b::c" is not in the catalogue`,
  );
});

Deno.test("catalog list and stats need scenarios", async () => {
  const context = { stdout: () => Promise.resolve() } as unknown as CommandContext;
  for (const action of ["list", "stats"]) {
    const input = await readArguments(catalogCommand, [action, "--catalog", "none"]) as CommandInput;
    await assertRejects(() => catalogCommand.run(input, context), UsageError, `it has nothing to ${action}`);
  }
});
