import { loadCatalogue } from "../catalogue/catalogue.ts";
import { readStateFile } from "../catalogue/state_file.ts";
import { UsageError } from "../core/errors.ts";
import { parseDrawKey, seedKey } from "../core/seed.ts";
import { ACTION_FLAGS, CATALOG_FLAGS, TOPIC, UNUSED } from "./catalog_flags.ts";
import { catalogList } from "./catalog_list.ts";
import { type CatalogEntry, selectEntries } from "./catalog_selection.ts";
import { catalogStats } from "./catalog_stats.ts";
import type { Command, CommandContext, CommandInput } from "./command.ts";
import { didYouMean } from "./nearest_name.ts";
import { CATALOG, DOMAIN, JSON_OUTPUT, STATE } from "./shared_flags.ts";

const VIEWS = { list: catalogList, stats: catalogStats };

/** `synthdebug catalog`: lists, counts and adds scenarios. */
export const catalogCommand: Command = {
  name: "catalog",
  summary: "Show the scenarios that tasks are drawn from, and add new ones",
  usage: [
    "catalog list [FLAGS]",
    "catalog stats [FLAGS]",
    "catalog expand [--domain NAME [--topic NAME]] [--count N] [--output FILE] [FLAGS]",
  ],
  description: "list prints one scenario a line, as domain::topic::subtopic; stats counts them by domain. " +
    "With --state, list marks each as used or unused, and stats counts the used ones too. " +
    "The JSON of list is a catalogue itself, which --catalog takes. " +
    "expand asks a model for new scenarios, prints those that it added, and exits with 1 if fewer than N came. Names " +
    "that nearly repeat another one are refused, and stderr says which. The file is replaced as a whole after each " +
    "answer, in the shape and order that it has; several runs may add to it at once.",
  flags: CATALOG_FLAGS,
  positionals: { name: "ACTION (list, stats or expand)", kind: "text", min: 1, max: 1 },
  examples: [
    { line: "synthdebug catalog stats", says: "Count the scenarios of each domain" },
    {
      line: "synthdebug catalog list --domain Astrophysics --state state.json --unused",
      says: "List what is left of a domain",
    },
    {
      line: "synthdebug catalog expand --domain Optics --count 20 --model gpt-4o --output my_catalog.json",
      says: "Write the built-in catalogue with twenty more scenarios of a domain",
    },
    {
      line: "synthdebug catalog expand --catalog my_catalog.json --count 50 --model ollama/qwen3",
      says: "Add to a catalogue of your own, in domains of the model's choice",
    },
  ],
  run,
};

async function run({ flags, positionals }: CommandInput, context: CommandContext): Promise<number> {
  const action = findAction(positionals[0]!);
  const accepted = new Set(ACTION_FLAGS[action].map(({ name }) => name));
  const foreign = CATALOG_FLAGS.find((flag) => flags.given(flag) && !accepted.has(flag.name));
  if (foreign) throw new UsageError(`Cannot use "--${foreign.name}": catalog ${action} does not take it`);
  if (action === "expand") {
    // What asks models is not loaded to list scenarios.
    const { catalogExpand } = await import("./catalog_expand.ts");
    return await catalogExpand(flags, context);
  }
  const statePath = flags.get(STATE);
  if (flags.get(UNUSED) && statePath === null) {
    throw new UsageError(`Cannot use "--unused": it needs --state`);
  }
  const catalogPath = flags.get(CATALOG);
  if (catalogPath === "none") {
    throw new UsageError(`Cannot use "--catalog none": it has nothing to ${action}`);
  }
  const entries = await loadEntries({ catalogPath, statePath });
  const selected = selectEntries(entries, {
    domain: flags.get(DOMAIN),
    topic: flags.get(TOPIC),
    unused: flags.get(UNUSED),
  });
  const { text, json } = VIEWS[action](selected);
  await context.stdout(flags.get(JSON_OUTPUT) ? JSON.stringify(json, null, 2) + "\n" : text);
  return 0;
}

function findAction(name: string): keyof typeof ACTION_FLAGS {
  if (name === "list" || name === "stats" || name === "expand") return name;
  const hint = didYouMean(name, Object.keys(ACTION_FLAGS)) || "; it is list, stats or expand";
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
