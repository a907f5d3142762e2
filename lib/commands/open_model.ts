import { messageOf, UsageError } from "../core/errors.ts";
import { type ModelFlags, readModelConfiguration } from "../llm/configuration.ts";
import type { BookEntry } from "../llm/books.ts";
import { describeMoney } from "../llm/books.ts";
import { type ModelChat, modelChat } from "../llm/model_chat.ts";
import { loadEndpointPrices } from "../llm/endpoint_prices.ts";
import { priceOf, type PriceTable } from "../llm/prices.ts";
import { openReplay, openRequestCache, type RequestCache } from "../llm/request_cache.ts";
import type { CommandContext, FlagValues } from "./command.ts";
import {
  CACHE,
  IDLE_TIMEOUT,
  MAX_COST,
  MAX_OUTPUT_TOKENS,
  MAX_REQUESTS,
  MAX_TOKENS,
  PRICES,
  REPLAY,
  REQUEST_RETRIES,
  REQUEST_TIMEOUT,
  RPM,
  TPM,
} from "./model_flags.ts";
import { BASE_URL, MODEL, TEMPERATURE } from "./shared_flags.ts";

/** A model as a command uses it. */
export interface ModelSession {
  readonly chat: ModelChat;
  /** The books in a few lines for people; "" where nothing was asked. */
  describe(): string;
}

/** What a command adds to the flags. */
export interface SessionOptions {
  /** --offline. */
  readonly offline?: boolean;
  /** Folder of kept answers where --cache names none; null for none. */
  readonly cacheFolder?: string | null;
  /** Requests in flight. */
  readonly concurrency?: number;
  /** Called at the end of each question. */
  readonly onRecord?: (entry: BookEntry) => void;
}

/** The model that the flags and the environment name, or why there is none. */
export type OpenedModel =
  | { readonly kind: "model"; readonly session: ModelSession }
  | { readonly kind: "offline"; readonly why: string };

/**
 * Opens the model of the flags; nothing is sent yet.
 *
 * @throws {UsageError} where a value cannot be used.
 */
export async function openModel(
  flags: FlagValues,
  context: CommandContext,
  { offline = false, cacheFolder = null, concurrency = 16, onRecord }: SessionOptions = {},
): Promise<OpenedModel> {
  const configuration = readModelConfiguration(configurationFlags(flags, offline), context.env);
  if (configuration.kind === "offline") return configuration;
  const table = await loadEndpointPrices(flags.get(PRICES), configuration.options);
  const { provider, ...endpoint } = configuration.options;
  const chat = modelChat({
    ...endpoint,
    price: priceOf(table, provider, endpoint.model),
    maxOutputTokens: flags.get(MAX_OUTPUT_TOKENS) ?? undefined,
    requestTimeoutMs: 1000 * flags.get(REQUEST_TIMEOUT),
    idleTimeoutMs: 1000 * flags.get(IDLE_TIMEOUT),
    maxRetries: flags.get(REQUEST_RETRIES),
    concurrency,
    requestsPerMinute: flags.get(RPM) ?? undefined,
    tokensPerMinute: flags.get(TPM) ?? undefined,
    limits: {
      maxCostUsd: flags.get(MAX_COST) ?? undefined,
      maxTokens: flags.get(MAX_TOKENS) ?? undefined,
      maxRequests: flags.get(MAX_REQUESTS) ?? undefined,
    },
    cache: await openCache(flags, cacheFolder),
    draining: context.draining,
    onRecord,
  });
  return { kind: "model", session: toSession(chat, { provider, table }) };
}

/** What the flags say of the model. */
export function configurationFlags(flags: FlagValues, offline: boolean): ModelFlags {
  return {
    model: flags.get(MODEL) ?? undefined,
    baseUrl: flags.get(BASE_URL) ?? undefined,
    temperature: flags.get(TEMPERATURE) ?? undefined,
    offline,
    replay: flags.get(REPLAY) !== null,
  };
}

/**
 * The model of a command that cannot do without.
 *
 * @throws {UsageError} where none is configured.
 */
export async function openChat(flags: FlagValues, context: CommandContext): Promise<ModelSession> {
  const opened = await openModel(flags, context);
  if (opened.kind === "model") return opened.session;
  throw new UsageError(`Cannot ask a model: none is configured (${opened.why}). Name one with --model`);
}

function toSession(
  chat: ModelChat,
  { provider, table }: { provider: string; table: PriceTable },
): ModelSession {
  return {
    chat,
    describe: () =>
      describeMoney(chat.books.totals(), { model: `${provider}/${chat.model}`, table }) +
      (chat.cacheFailure === null
        ? ""
        : `not all answers are kept, and would be paid again: ${messageOf(chat.cacheFailure)}\n`),
  };
}

/** The folder of kept answers, and whether it is replayed; null for none. */
export interface AnswerFolder {
  readonly dir: string;
  readonly replays: boolean;
}

/**
 * Where the model's answers are kept or replayed from.
 *
 * @param folder Where --cache names none; null for none.
 * @throws {UsageError} where both are asked for.
 */
export function findAnswerFolder(flags: FlagValues, folder: string | null): AnswerFolder | null {
  const replay = flags.get(REPLAY);
  const asked = flags.get(CACHE);
  if (replay !== null) {
    if (asked !== null && asked !== "off") {
      throw new UsageError('Cannot use "--replay" with "--cache": a replay keeps nothing');
    }
    return { dir: replay, replays: true };
  }
  const dir = asked ?? folder;
  return dir === null || dir === "off" ? null : { dir, replays: false };
}

async function openCache(flags: FlagValues, folder: string | null): Promise<RequestCache | null> {
  const found = findAnswerFolder(flags, folder);
  if (found === null) return null;
  return found.replays ? await openReplay(found.dir) : await openRequestCache(found.dir);
}
