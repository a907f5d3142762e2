import { loadCatalogue } from "../catalogue/catalogue.ts";
import { readStateFile } from "../catalogue/state_file.ts";
import { UsageError } from "../core/errors.ts";
import { parseDrawKey, seedKey } from "../core/seed.ts";
import { catalogList } from "./catalog_list.ts";
import { type CatalogEntry, selectEntries } from "./catalog_selection.ts";
import { catalogStats } from "./catalog_stats.ts";
import type { Command, CommandContext, CommandInput, SwitchFlag, TextFlag } from "./command.ts";
import { didYouMean } from "./nearest_name.ts";
import { CATALOG, DOMAIN, JSON_OUTPUT, STATE } from "./shared_flags.ts";

const ACTIONS = { list: catalogList, stats: catalogStats };

const TOPIC: TextFlag<null> = {
  name: "topic",
  kind: "text",
  placeholder: "NAME",
  fallback: null,
  defaultText: "all",
  help: "Only scenarios of this topic",
};

const UNUSED: SwitchFlag = {
  name: "unused",
  kind: "switch",
  help: "Only scenarios that the state file does not hold; needs --state",
};

/** `synthdebug catalog`: lists and counts scenarios. */
export const catalogCommand: Command = {
  name: "catalog",
  summary: "Show the scenarios that tasks are drawn from",
  usage: ["catalog list [FLAGS]", "catalog stats [FLAGS]"],
  description: "list prints one scenario a line, as domain::topic::subtopic; stats counts them by domain. " +
    "With --state, list marks each as used or unused, and stats counts the used ones too. " +
    "The JSON of list is a catalogue itself, which --catalog takes.",
  flags: [
    CATALOG,
    { ...STATE, help: "JSON file that remembers the used scenarios" },
    DOMAIN,
    TOPIC,
    UNUSED,
    JSON_OUTPUT,
  ],
  positionals: { name: "ACTION (list or stats)", kind: "text", min: 1, max: 1 },
  examples: [
    { line: "synthdebug catalog stats", says: "Count the scenarios of each domain" },
    {
      line: "synthdebug catalog list --domain Astrophysics --state state.json --unused",
      says: "List what is left of a domain",
    },
  ],
  run,
};

async function run({ flags, positionals }: CommandInput, context: CommandContext): Promise<number> {
  const action = findAction(positionals[0]!);
  const statePath = flags.get(STATE);
  if (flags.get(UNUSED) && statePath === null) {
    throw new UsageError(`Cannot use "--unused": it needs --state`);
  }
  const entries = await loadEntries({ catalogPath: flags.get(CATALOG), statePath });
  const selected = selectEntries(entries, {
    domain: flags.get(DOMAIN),
    topic: flags.get(TOPIC),
    unused: flags.get(UNUSED),
  });
  const { text, json } = action(selected);
  await context.stdout(flags.get(JSON_OUTPUT) ? JSON.stringify(json, null, 2) + "\n" : text);
  return 0;
}

function findAction(name: string): (typeof ACTIONS)["list" | "stats"] {
  if (name === "list" || name === "stats") return ACTIONS[name];
  const hint = didYouMean(name, Object.keys(ACTIONS)) || "; it is list or stats";
  throw new UsageError(`Cannot run "catalog ${name}": no such action${hint}`);
}

async function loadEntries(
  paths: { catalogPath: string | null; statePath: string | null },
): Promise<readonly CatalogEntry[]> {
  const { seeds } = await loadCatalogue(paths.catalogPath);
  if (paths.statePath === null) return seeds.map((seed) => ({ seed, used: null }));
  const used = new Map(seeds.map((seed) => [seedKey(seed), 0]));
  for (const text of await readStateFile(paths.statePath, { knownKeys: new Set(used.keys()) })) {
    const { key } = parseDrawKey(text);
    used.set(key, used.get(key)! + 1);
  }
  return seeds.map((seed) => ({ seed, used: used.get(seedKey(seed))! }));
}
