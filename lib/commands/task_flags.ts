import { loadCatalogue } from "../catalogue/catalogue.ts";
import { type DrawState, memoryState, openState } from "../catalogue/state.ts";
import { STRATEGIES } from "../bugs/strategies.ts";
import type { Author } from "../core/author.ts";
import { UsageError } from "../core/errors.ts";
import { seededRandom, shuffle } from "../core/random.ts";
import { type Seed, seedKey } from "../core/seed.ts";
import { TaskMaker } from "../flows/task_maker.ts";
import { offlineAuthor } from "../library/offline_author.ts";
import { readModelConfiguration } from "../llm/configuration.ts";
import { modelAuthor } from "../llm/model_author.ts";
import { PythonPool } from "../python/pool.ts";
import type { CommandContext, Flag, FlagValues } from "./command.ts";
import { didYouMean } from "./nearest_name.ts";
import {
  BASE_URL,
  CATALOG,
  CATALOG_SEED,
  CONCURRENCY,
  DOMAIN,
  MAX_ATTEMPTS,
  MODEL,
  OFFLINE,
  PYTHON,
  QUIET,
  RETRIES,
  STATE,
  TEMPERATURE,
  WORKERS,
} from "./shared_flags.ts";

/** The flags of every command that makes tasks, besides its own. */
export const TASK_FLAGS: readonly Flag[] = [
  MODEL,
  BASE_URL,
  TEMPERATURE,
  MAX_ATTEMPTS,
  OFFLINE,
  CATALOG,
  DOMAIN,
  STATE,
  CATALOG_SEED,
  RETRIES,
  WORKERS,
  CONCURRENCY,
  PYTHON,
  QUIET,
];

/** Tasks in flight where a model writes: waiting costs nothing. */
const MODEL_CONCURRENCY = 16;

/** What a command makes tasks with. Close it. */
export interface Workshop extends AsyncDisposable {
  readonly author: Author;
  readonly maker: TaskMaker;
  readonly state: DrawState;
  /** Scenarios in the order in which they are drawn. */
  readonly order: readonly Seed[];
  /** What the order followed from: as given, or drawn. */
  readonly catalogSeed: string;
  readonly concurrency: number;
}

/**
 * Everything that the flags ask for, checked and opened: author, catalogue, state and Python, in this order, so that the
 * cheapest complaint comes first.
 *
 * @param statePath Where the state is if --state does not say; null for none.
 * @throws {UsageError} where a value cannot be used.
 * @throws {EnvironmentError} where there is no Python.
 */
export async function openWorkshop(
  flags: FlagValues,
  context: CommandContext,
  statePath: string | null,
): Promise<Workshop> {
  const { author, covered } = openAuthor(flags, context);
  const catalogSeed = flags.get(CATALOG_SEED) ?? crypto.randomUUID().slice(0, 8);
  const { all, order } = await chooseOrder(flags, { covered, catalogSeed });
  const path = flags.get(STATE) ?? statePath;
  const workers = flags.get(WORKERS) ?? navigator.hardwareConcurrency;
  const python = await PythonPool.open({ python: pythonOf(flags), workers, signal: context.signal });
  try {
    const knownKeys = new Set(all.map(seedKey));
    const state = path === null ? memoryState() : await openState(path, { knownKeys });
    return {
      author,
      maker: new TaskMaker({
        author,
        python,
        strategies: STRATEGIES,
        maxAttempts: flags.get(MAX_ATTEMPTS),
        signal: context.signal,
      }),
      state,
      order,
      catalogSeed,
      concurrency: flags.get(CONCURRENCY) ?? (author.model === null ? 2 * workers : MODEL_CONCURRENCY),
      async [Symbol.asyncDispose]() {
        await state.close();
        await python.close();
      },
    };
  } catch (error) {
    await python.close();
    throw error;
  }
}

/** The interpreter that --python names; undefined where the flag was not given. */
export function pythonOf(flags: FlagValues): string | undefined {
  return flags.given(PYTHON) ? flags.get(PYTHON) : undefined;
}

function openAuthor(
  flags: FlagValues,
  context: CommandContext,
): { author: Author; covered: readonly Seed[] | null } {
  const configuration = readModelConfiguration({
    model: flags.get(MODEL) ?? undefined,
    baseUrl: flags.get(BASE_URL) ?? undefined,
    temperature: flags.get(TEMPERATURE) ?? undefined,
    offline: flags.get(OFFLINE),
  }, context.env);
  if (configuration.kind === "model") return { author: modelAuthor(configuration.options), covered: null };
  if (!flags.get(OFFLINE) && !flags.get(QUIET)) context.stderr(`${configuration.why}\n`);
  const author = offlineAuthor();
  return { author, covered: author.seeds };
}

async function chooseOrder(
  flags: FlagValues,
  { covered, catalogSeed }: { covered: readonly Seed[] | null; catalogSeed: string },
): Promise<{ all: readonly Seed[]; order: readonly Seed[] }> {
  const { seeds, name } = await loadCatalogue(flags.get(CATALOG));
  const domain = flags.get(DOMAIN);
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
  return { all: seeds, order: shuffle(seededRandom(catalogSeed), usable) };
}
