import { UsageError } from "../core/errors.ts";
import type { BookEntry } from "./books.ts";
import type { BudgetLimits } from "./budget.ts";
import type { ModelPrice } from "./prices.ts";
import type { RequestCache } from "./request_cache.ts";

/** How a model is asked. */
export interface ModelOptions {
  /** The model's name at its provider. */
  readonly model: string;
  /** Sent as a bearer token; "none" for servers that want no key. */
  readonly apiKey: string;
  /** The environment variable that the key is from, for messages. Default: OPENAI_API_KEY. */
  readonly keyVariable?: string;
  /** Root of an OpenAI-compatible API, such as "http://127.0.0.1:8000/v1". Default: OpenAI's own. */
  readonly baseUrl?: string;
  /** How the server calls the limit on an answer's tokens. Default: "max_completion_tokens". */
  readonly limitParameter?: "max_tokens" | "max_completion_tokens";
  /** Left out of the request where undefined: some models take none. */
  readonly temperature?: number | undefined;
  /** Most tokens of one answer. Default: the model's own limit; 32,768 where cost or tokens are limited. */
  readonly maxOutputTokens?: number | undefined;
  /** Milliseconds for one request with its whole answer. A request that took longer is not repeated. Default: 600,000. */
  readonly requestTimeoutMs?: number;
  /** Milliseconds in which no byte of an answer's body came, after which the connection counts as broken. Default: 60,000. */
  readonly idleTimeoutMs?: number;
  /** How often a request is repeated after a broken connection, 408, 409, 429 or 5xx. Default: 6. */
  readonly maxRetries?: number;
  /** Requests in flight. Default: 16. */
  readonly concurrency?: number;
  /** Requests in any 60 seconds. Default: as many as go. */
  readonly requestsPerMinute?: number | undefined;
  /** Tokens in any 60 seconds, estimated before and corrected after each answer. Default: as many as go. */
  readonly tokensPerMinute?: number | undefined;
  /** Hard limits of the whole run. Default: none. */
  readonly limits?: BudgetLimits;
  /** What tokens cost; null where it is not known. Default: null. */
  readonly price?: ModelPrice | null;
  /** Where answers are kept, or replayed from. Default: nowhere. */
  readonly cache?: RequestCache | null;
  /**
   * When aborted, the run is ending: what is in flight and what may go soon is finished, but nobody waits for minutes
   * because the provider wants to be left alone. Default: never.
   */
  readonly draining?: AbortSignal | undefined;
  /** Called at the end of each question, for a journal. */
  readonly onRecord?: (entry: BookEntry) => void;
}

/** The options with their defaults. */
export type FilledOptions = ModelOptions & Required<Pick<ModelOptions, keyof typeof defaults>> & {
  /** Most tokens that an answer may have; null for the model's own limit. */
  readonly outputBound: number | null;
};

const defaults = {
  baseUrl: "https://api.openai.com/v1",
  limitParameter: "max_completion_tokens",
  requestTimeoutMs: 600_000,
  idleTimeoutMs: 60_000,
  maxRetries: 6,
  concurrency: 16,
  limits: {},
  price: null,
  cache: null,
} satisfies Partial<ModelOptions>;

/** Where cost or tokens are limited, an answer must have an end that can be counted on before it is asked for. */
const BOUND_FOR_LIMITS = 32_768;

/**
 * The options with their defaults, and the most tokens that an answer may have (null: the model's own limit).
 *
 * @throws {UsageError} where a cost is to be held whose price is not known.
 */
export function fillOptions(given: ModelOptions): FilledOptions {
  const options = { ...defaults, ...given };
  const { maxCostUsd, maxTokens } = options.limits as BudgetLimits;
  if (maxCostUsd !== undefined && options.price === null) {
    throw new UsageError(
      `Cannot hold "--max-cost": the price of "${options.model}" is not known. Give it with --prices, or use --max-tokens`,
    );
  }
  const limited = maxCostUsd !== undefined || maxTokens !== undefined;
  const outputBound = options.maxOutputTokens ?? (limited ? BOUND_FOR_LIMITS : null);
  return { ...options, outputBound };
}
