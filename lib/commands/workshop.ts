import {
  type DuplicateRecord,
  NO_RECORD,
  recordDuplicates,
  replayDuplicates,
} from "../catalogue/duplicate_record.ts";
import { openModuleIndex } from "../catalogue/module_index.ts";
import { type DrawState, memoryState, openState } from "../catalogue/state.ts";
import type { StrategyWeights } from "../bugs/choose_strategies.ts";
import { parseStrategyWeights } from "../bugs/choose_strategies.ts";
import { llmStrategies, selectStrategies } from "../bugs/strategies.ts";
import type { Author } from "../core/author.ts";
import type { Python } from "../core/python.ts";
import { UsageError } from "../core/errors.ts";
import type { DrawSource } from "../flows/draw_source.ts";
import { TaskMaker } from "../flows/task_maker.ts";
import { offlineAuthor } from "../library/offline_author.ts";
import type { BookEntry } from "../llm/books.ts";
import { forgoingChat } from "../llm/forgoing_chat.ts";
import { modelAuthor } from "../llm/model_author.ts";
import { readBugFlags } from "./bug_flags.ts";
import { chooseSource, openSource } from "./choose_source.ts";
import type { CommandContext, FlagValues } from "./command.ts";
import { NARRATE } from "./model_flags.ts";
import { type AnswerFolder, findAnswerFolder, type ModelSession, openModel } from "./open_model.ts";
import { openPython, workersOf } from "./python_flags.ts";
import {
  BUG_STRATEGIES,
  CATALOG_SEED,
  CONCURRENCY,
  DOMAIN,
  MAX_ATTEMPTS,
  MIN_MUTATION_SCORE,
  OFFLINE,
  QUIET,
  STATE,
} from "./shared_flags.ts";

/** Tasks in flight where a model writes: waiting costs nothing. */
const MODEL_CONCURRENCY = 16;

/** What a command makes tasks with. Close it. */
export interface Workshop extends AsyncDisposable {
  readonly author: Author;
  /** What runs the modules. */
  readonly python: Python;
  readonly maker: TaskMaker;
  readonly state: DrawState;
  /** Where scenarios come from. */
  readonly source: DrawSource;
  /** What the order of scenarios followed from: as given, or drawn. */
  readonly catalogSeed: string;
  readonly concurrency: number;
  /** The model that is asked; null for the offline library. */
  readonly session: ModelSession | null;
  /** Has each question to the model told at its end. */
  onRecord(listener: (entry: BookEntry) => void): void;
}

/** Where a command keeps what the flags do not place. */
export interface WorkshopFolders {
  /** The state if --state does not say; null for none. */
  readonly statePath: string | null;
  /** The model's answers if --cache does not say; null for none. */
  readonly cacheFolder: string | null;
}

/**
 * Everything that the flags ask for, checked and opened: author, catalogue, state and Python, in this order, so that the
 * cheapest complaint comes first.
 *
 * @throws {UsageError} where a value cannot be used.
 * @throws {EnvironmentError} where there is no Python.
 */
export async function openWorkshop(
  flags: FlagValues,
  context: CommandContext,
  { statePath, cacheFolder }: WorkshopFolders,
): Promise<Workshop> {
  const workers = workersOf(flags);
  const { bugs, difficulty, selection } = readBugFlags(flags);
  let listener: (entry: BookEntry) => void = () => {};
  const opened = await openModel(flags, context, {
    offline: flags.get(OFFLINE),
    cacheFolder,
    concurrency: flags.get(CONCURRENCY) ?? MODEL_CONCURRENCY,
    onRecord: (entry) => listener(entry),
  });
  const session = opened.kind === "model" ? opened.session : null;
  if (opened.kind === "offline" && !flags.get(OFFLINE) && !flags.get(QUIET)) {
    context.stderr(`${opened.why}\n`);
  }
  const weights = readWeights(flags, session !== null);
  if (flags.get(NARRATE) && !session) throw withoutModel("--narrate");
  const library = session ? null : offlineAuthor();
  const author = library ?? modelAuthor(session!.chat);
  const catalogSeed = flags.get(CATALOG_SEED) ?? crypto.randomUUID().slice(0, 8);
  const concurrency = flags.get(CONCURRENCY) ?? (session ? MODEL_CONCURRENCY : 2 * workers);
  const path = flags.get(STATE) ?? statePath;
  const chosen = await chooseSource(flags, {
    covered: library?.seeds ?? null,
    invents: session !== null,
    catalogSeed,
  });
  await using stack = new AsyncDisposableStack();
  const python = await openPython(flags, { context, workers, quiet: flags.get(QUIET) });
  stack.defer(() => python.close());
  const state = path === null ? memoryState() : await openState(path, chosen);
  stack.defer(() => state.close());
  const modules = author.repeats ? null : openModuleIndex(path);
  const maker = new TaskMaker({
    author,
    python,
    strategies: [
      ...selectStrategies(selection, weights),
      ...session && weights ? llmStrategies(forgoingChat(session.chat)) : [],
    ],
    weights,
    bugs,
    difficulty,
    narrator: flags.get(NARRATE) ? forgoingChat(session!.chat) : null,
    modules,
    duplicates: openDuplicates(session && findAnswerFolder(flags, cacheFolder)),
    minMutationScore: flags.get(MIN_MUTATION_SCORE),
    maxAttempts: flags.get(MAX_ATTEMPTS),
    signal: context.signal,
  });
  const source = openSource(chosen, {
    chat: session?.chat ?? null,
    statePath: path,
    domain: flags.get(DOMAIN),
  });
  const closing = stack.move();
  return {
    author,
    python,
    maker,
    state,
    source,
    catalogSeed,
    concurrency,
    session,
    onRecord: (given) => {
      listener = given;
    },
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}

function openDuplicates(folder: AnswerFolder | null): DuplicateRecord {
  if (folder === null) return NO_RECORD;
  return folder.replays ? replayDuplicates(folder.dir) : recordDuplicates(folder.dir);
}

/** @throws {UsageError} where a strategy is not known, or asks a model and there is none. */
export function readWeights(flags: FlagValues, hasModel: boolean): StrategyWeights | null {
  const text = flags.get(BUG_STRATEGIES);
  if (text === null) return null;
  const weights = parseStrategyWeights(text);
  const asking = Object.keys(weights).find((name) => name.startsWith("llm_"));
  if (asking && !hasModel) throw withoutModel(`--bug-strategies ${asking}`);
  return weights;
}

function withoutModel(flag: string): UsageError {
  return new UsageError(`Cannot use "${flag}": the offline library writes, and it asks no model`);
}
