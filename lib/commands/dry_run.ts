import { type ModuleIndex, peekModuleIndex } from "../catalogue/module_index.ts";
import { readStateFile } from "../catalogue/state_file.ts";
import { byteLength } from "../core/text_check.ts";
import { type Draw, drawKey, type Seed, seedKey } from "../core/seed.ts";
import { describeEstimate, estimateToJson } from "../flows/describe_estimate.ts";
import { estimateBatch } from "../flows/estimate_batch.ts";
import { offlineAuthor } from "../library/offline_author.ts";
import { type ModelEndpoint, readModelConfiguration } from "../llm/configuration.ts";
import { identify } from "../llm/model_chat.ts";
import { loadEndpointPrices } from "../llm/endpoint_prices.ts";
import { priceOf } from "../llm/prices.ts";
import { buildPrompt } from "../llm/prompt.ts";
import { peekRequestCache } from "../llm/request_cache.ts";
import { chooseDraw } from "../stages/1_seed.ts";
import { chooseSource, type ChosenSource, LIST_SIZE } from "./choose_source.ts";
import { readBugFlags } from "./bug_flags.ts";
import type { CommandContext, FlagValues } from "./command.ts";
import { CACHE, MAX_OUTPUT_TOKENS, NARRATE, PRICES, REPLAY, REQUEST_RETRIES } from "./model_flags.ts";
import { configurationFlags } from "./open_model.ts";
import { CATALOG_SEED, JSON_OUTPUT, MAX_ATTEMPTS, OFFLINE, RETRIES, STATE } from "./shared_flags.ts";
import { readWeights, type WorkshopFolders } from "./workshop.ts";

/** What stands for the scenarios that a model would invent. */
const SOME_SEED: Seed = {
  domain: "Orbital Mechanics",
  topic: "Two-Body Motion",
  subtopic: "Kepler Equation",
};

/**
 * Says what a batch would ask of a model and what that would cost. Sends nothing, writes nothing, starts no Python.
 *
 * @throws {UsageError} as the batch itself would.
 */
export async function dryRun(
  flags: FlagValues,
  context: CommandContext,
  { count, folders }: { count: number; folders: WorkshopFolders },
): Promise<number> {
  const configuration = readModelConfiguration(configurationFlags(flags, flags.get(OFFLINE)), context.env);
  const endpoint = configuration.kind === "model" ? configuration.options : null;
  const weights = readWeights(flags, endpoint !== null);
  readBugFlags(flags);
  const path = flags.get(STATE) ?? folders.statePath;
  const source = await chooseSource(flags, {
    covered: endpoint ? null : offlineAuthor().seeds,
    invents: endpoint !== null,
    catalogSeed: flags.get(CATALOG_SEED) ?? "",
  });
  if (endpoint === null) {
    await context.stdout(
      flags.get(JSON_OUTPUT)
        ? `${JSON.stringify({ author: "offline", requests: 0, cost_usd: 0 }, null, 2)}\n`
        : "The offline library writes: nothing is asked, and nothing costs anything.\n",
    );
    return 0;
  }
  const draws = await drawAhead(source, { count, path });
  if (draws !== null && draws.length < count) {
    context.stderr(
      `The catalogue has ${draws.length} scenarios left of ${count} wanted; --rounds takes them again\n`,
    );
  }
  const table = await loadEndpointPrices(flags.get(PRICES), endpoint);
  const planned = planPrompts(draws ?? [{ seed: SOME_SEED, ordinal: 1 }], peekModuleIndex(path));
  const prompts = planned.filter(({ certain }) => certain).map(({ prompt }) => prompt);
  const ofTurn = (at: number) => planned.map(({ prompt }) => byteLength(prompt[at]!.content));
  const mean = (bytes: readonly number[]) => bytes.reduce((sum, n) => sum + n, 0) / Math.max(1, bytes.length);
  const estimate = estimateBatch({
    draws: draws?.length ?? count,
    cached: await countKept(prompts, { flags, endpoint, folder: folders.cacheFolder }),
    listSize: draws === null ? LIST_SIZE : null,
    systemBytes: mean(ofTurn(0)),
    promptBytes: mean(ofTurn(1)),
    strategies: Object.entries(weights ?? {}).filter(([name, weight]) =>
      name.startsWith("llm_") && weight > 0
    ).map(([name]) => name),
    narrate: flags.get(NARRATE),
    maxAttempts: flags.get(MAX_ATTEMPTS),
    retries: flags.get(RETRIES),
    requestRetries: flags.get(REQUEST_RETRIES),
    maxOutputTokens: flags.get(MAX_OUTPUT_TOKENS),
    price: priceOf(table, endpoint.provider, endpoint.model),
  });
  await context.stdout(
    flags.get(JSON_OUTPUT)
      ? `${JSON.stringify(estimateToJson(estimate), null, 2)}\n`
      : describeEstimate(estimate, `${endpoint.provider}/${endpoint.model}`),
  );
  return 0;
}

interface PlannedPrompt {
  readonly prompt: ReturnType<typeof buildPrompt>;
  /** Whether it will be this one: a scenario that comes twice is told then of a module that is not there yet. */
  readonly certain: boolean;
}

/** The first question for each draw, as the batch would ask it. */
function planPrompts(draws: readonly Draw[], modules: ModuleIndex): readonly PlannedPrompt[] {
  const planned = new Set<string>();
  return draws.map((draw) => {
    const scenario = seedKey(draw.seed);
    const others = modules.of(scenario).filter(({ key }) => key !== drawKey(draw));
    const certain = !planned.has(scenario);
    planned.add(scenario);
    const earlier = others.map(({ summary }) => summary);
    return { prompt: buildPrompt(draw.seed, { repair: null, earlier }), certain };
  });
}

/** The draws that the batch would begin with, fewer where the catalogue has no more; null where they are invented. */
async function drawAhead(
  { order, rounds, knownKeys }: ChosenSource,
  { count, path }: { count: number; path: string | null },
): Promise<readonly Draw[] | null> {
  if (order === null) return null;
  const taken = new Set(path === null ? [] : await readStateFile(path, { knownKeys }));
  const draws: Draw[] = [];
  while (draws.length < count) {
    const draw = chooseDraw(order, { taken, exhausted: new Set(), rounds });
    if (draw === null) break;
    taken.add(drawKey(draw));
    draws.push(draw);
  }
  return draws;
}

/** How many modules' first answers are kept already. */
async function countKept(
  prompts: readonly ReturnType<typeof buildPrompt>[],
  { flags, endpoint, folder }: { flags: FlagValues; endpoint: ModelEndpoint; folder: string | null },
): Promise<number> {
  const dir = flags.get(REPLAY) ?? flags.get(CACHE) ?? folder;
  if (dir === null || dir === "off") return 0;
  const cache = peekRequestCache(dir);
  const options = { ...endpoint, maxOutputTokens: flags.get(MAX_OUTPUT_TOKENS) ?? undefined };
  const kept = await Promise.all(
    prompts.map((messages) => cache.find(identify(options, { messages, attempt: 1 }))),
  );
  return kept.filter((answer) => answer !== null).length;
}
