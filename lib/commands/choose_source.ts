import { loadCatalogue } from "../catalogue/catalogue.ts";
import { ScenarioInventor } from "../catalogue/invent_scenarios.ts";
import { openInventionList } from "../catalogue/invention_list.ts";
import type { Chat } from "../core/chat.ts";
import { UsageError } from "../core/errors.ts";
import { seededRandom, shuffle } from "../core/random.ts";
import { type Seed, seedKey } from "../core/seed.ts";
import { catalogueSource, type DrawSource, inventedSource } from "../flows/draw_source.ts";
import type { FlagValues } from "./command.ts";
import { didYouMean } from "./nearest_name.ts";
import { CATALOG, DOMAIN, ROUNDS } from "./shared_flags.ts";

/** Scenarios that are asked for at once: questions come one after the other, and tasks wait for them. */
export const LIST_SIZE = 16;

/** Which scenarios a run draws from, and which keys its state may hold. */
export interface ChosenSource {
  /** Keys of the whole catalogue; null where the model invents them. */
  readonly knownKeys: ReadonlySet<string> | null;
  /** The scenarios of the list that is drawn from, in their order; null where the model invents them. */
  readonly order: readonly Seed[] | null;
  /** How often each may come. */
  readonly rounds: number;
}

/** What the choice depends on, besides the flags. */
export interface SourceParts {
  /** The only scenarios that the author can write; null: any. */
  readonly covered: readonly Seed[] | null;
  /** Whether there is a model, which can invent scenarios. */
  readonly invents: boolean;
  /** What the order follows from. */
  readonly catalogSeed: string;
}

/**
 * The scenarios of --catalog, --domain and --rounds.
 *
 * @throws {UsageError} where a value cannot be used, or no scenario is left.
 */
export async function chooseSource(flags: FlagValues, parts: SourceParts): Promise<ChosenSource> {
  if (flags.get(CATALOG) === "none") return inventing(flags, parts);
  const { seeds, name } = await loadCatalogue(flags.get(CATALOG));
  const usable = usableSeeds(seeds, { name, domain: flags.get(DOMAIN), covered: parts.covered });
  const order = shuffle(seededRandom(parts.catalogSeed), usable);
  const rounds = parts.invents ? flags.get(ROUNDS) : Infinity;
  return { order, rounds, knownKeys: new Set(seeds.map(seedKey)) };
}

function inventing(flags: FlagValues, { invents }: SourceParts): ChosenSource {
  if (!invents) {
    throw new UsageError(
      'Cannot use "--catalog none": the offline library invents nothing; configure a model',
    );
  }
  if (flags.given(ROUNDS)) {
    throw new UsageError('Cannot use "--rounds" with "--catalog none": what is invented has no end');
  }
  return { order: null, knownKeys: null, rounds: 1 };
}

/**
 * Draws from what was chosen.
 *
 * @param parts The model, and where its inventions are kept; null for no file.
 * @throws {UsageError} where the file of inventions cannot be used.
 */
export function openSource(
  { order, rounds }: ChosenSource,
  { chat, statePath, domain }: {
    chat: Chat | null;
    statePath: string | null;
    domain: string | null;
  },
): DrawSource {
  if (order !== null || chat === null) return catalogueSource(order ?? [], rounds);
  const list = openInventionList(statePath);
  return inventedSource(new ScenarioInventor(chat, { list, domain, listSize: LIST_SIZE }));
}

function usableSeeds(
  seeds: readonly Seed[],
  { name, domain, covered }: { name: string; domain: string | null; covered: SourceParts["covered"] },
): readonly Seed[] {
  const inDomain = domain === null
    ? seeds
    : seeds.filter((seed) => seed.domain.toLowerCase() === domain.toLowerCase());
  if (inDomain.length === 0) {
    const names = [...new Set(seeds.map((seed) => seed.domain))];
    throw new UsageError(
      `Cannot use "--domain": the catalogue has no domain "${domain}"${didYouMean(domain!, names)}`,
    );
  }
  const keys = covered && new Set(covered.map(seedKey));
  const usable = keys ? inDomain.filter((seed) => keys.has(seedKey(seed))) : inDomain;
  if (usable.length === 0) {
    const what = domain === null ? "its entries" : `its entries in "${domain}"`;
    throw new UsageError(
      `Cannot use catalogue "${name}": the offline library has none of ${what}; configure a model for them`,
    );
  }
  return usable;
}
