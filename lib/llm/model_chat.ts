import type { Chat, ChatAnswer, ChatRequest } from "../core/chat.ts";
import { contentHash } from "../core/content_hash.ts";
import { BudgetError } from "../core/errors.ts";
import type { Rejection } from "../core/rejection.ts";
import { NO_USAGE } from "../core/usage.ts";
import { type BookEntry, Books } from "./books.ts";
import type { Completion } from "./completion.ts";
import { fillOptions, type ModelOptions } from "./model_options.ts";
import { costOf } from "./prices.ts";
import { toAnswer, withoutKey } from "./read_completion.ts";
import type { RequestIdentity } from "./request_cache.ts";
import { type Requested, Requester } from "./requester.ts";

/** A model behind an endpoint, with its books. */
export interface ModelChat extends Chat {
  /** What was sent, answered and paid so far. */
  readonly books: Books;
  /** Why the cache takes no more answers, as on a full disk; null while it does. */
  readonly cacheFailure: unknown;
}

/**
 * A model that is asked over the network, through everything that makes this bearable: the request cache, limits on
 * rate, requests in flight and money, retries, and the books.
 *
 * An answer of kind "none" has one of these reasons: answer_empty, answer_cut, answer_refused, answer_leaks_key,
 * answer_too_large, answer_malformed, request_timeout, provider_unavailable, request_refused, interrupted.
 *
 * @throws {UsageError} where the key cannot stand in an HTTP header.
 */
export function modelChat(options: ModelOptions): ModelChat {
  const asker = new Asker(options);
  return {
    model: options.model,
    books: asker.books,
    get cacheFailure() {
      return asker.cacheFailure;
    },
    ask: (request) => asker.ask(request),
  };
}

/** What a request is kept by. Parameters are as the user set them: what a server makes of them changes no question. */
export function identify(
  { baseUrl, model, temperature, maxOutputTokens }:
    & Pick<
      ModelOptions,
      "model" | "temperature" | "maxOutputTokens"
    >
    & { baseUrl: string },
  { messages, attempt }: Pick<RequestIdentity, "messages" | "attempt">,
): RequestIdentity {
  const parameters = {
    ...temperature === undefined ? {} : { temperature },
    ...maxOutputTokens === undefined ? {} : { max_output_tokens: maxOutputTokens },
  };
  return { endpoint: baseUrl, model, messages, parameters, attempt };
}

/** Why a question has no answer where a limit was in the way; of those who do without, see `forgoingChat()`. */
const BUDGET_REACHED = "budget_reached";

class Asker {
  readonly books = new Books();
  readonly #options;
  readonly #requester;
  /** Why the cache takes no more; null while it does. */
  cacheFailure: unknown = null;
  /** Per content, how many answers were had, and the end of the questions that wait for their turn. */
  readonly #asked = new Map<string, { answers: number; turn: Promise<unknown> }>();

  constructor(given: ModelOptions) {
    const options = fillOptions(given);
    this.#options = options;
    this.#requester = new Requester(options, this.books);
  }

  /** The same content is asked one after the other: how many answers it had tells the next from those before. */
  ask(request: ChatRequest): Promise<ChatAnswer> {
    const key = contentHash(JSON.stringify(request.messages));
    const asked = this.#asked.get(key) ?? { answers: 0, turn: Promise.resolve() };
    this.#asked.set(key, asked);
    const answer = asked.turn.then(async () => {
      request.signal.throwIfAborted();
      const { outcome, answered } = await this.#answer(request, asked.answers + 1);
      if (answered) asked.answers++;
      return outcome;
    });
    asked.turn = answer.catch(() => undefined);
    return answer;
  }

  async #answer(
    request: ChatRequest,
    attempt: number,
  ): Promise<{ outcome: ChatAnswer; answered: boolean }> {
    const { cache } = this.#options;
    const identity = identify(this.#options, { messages: request.messages, attempt });
    const known = await cache?.find(identity) ?? null;
    if (known) {
      return { outcome: this.#finish(request, known, { source: "cache", tries: 0 }), answered: true };
    }
    if (cache?.replays) {
      const failure = await cache.findFailure(identity);
      if (failure === null) throw cache.missing(identity, request);
      if (failure.reason === BUDGET_REACHED) throw new BudgetError(failure.detail);
      return { outcome: this.#fail(request, failure, { source: "cache", tries: 0 }), answered: false };
    }
    if (this.cacheFailure !== null) throw this.cacheFailure;
    const { completion, tries } = await this.#request(request, identity);
    if (!completion.ok) {
      await this.#keep(() => cache?.storeFailure(identity, completion.rejection));
      return {
        outcome: this.#fail(request, completion.rejection, { source: "paid", tries }),
        answered: false,
      };
    }
    const answer = withoutKey(completion.value, this.#options.apiKey);
    // Before anyone is told, who may fail: it is paid.
    const kept = await this.#keepAnswer(identity, answer);
    return { outcome: this.#finish(request, kept, { source: "paid", tries, paid: answer }), answered: true };
  }

  /** The answer that is kept: the one of another run with the same folder where that was first, for both to replay. */
  async #keepAnswer(identity: RequestIdentity, answer: Completion): Promise<Completion> {
    let first: Completion | null = null;
    await this.#keep(async () => {
      first = await this.#options.cache?.find(identity) ?? null;
      if (first === null) await this.#options.cache?.store(identity, answer);
    });
    return first ?? answer;
  }

  /** As the requester; for a replay it is kept that a limit was in the way. */
  async #request(request: ChatRequest, identity: RequestIdentity): Promise<Requested> {
    try {
      return await this.#requester.request(request);
    } catch (error) {
      if (error instanceof BudgetError) {
        const rejection = { reason: BUDGET_REACHED, detail: error.message };
        await this.#keep(() => this.#options.cache?.storeFailure(identity, rejection));
      }
      throw error;
    }
  }

  /** What was paid is used also where it cannot be kept, as on a full disk; nothing more is asked then. */
  async #keep(store: () => Promise<void> | undefined): Promise<void> {
    try {
      await store();
    } catch (error) {
      this.cacheFailure ??= error;
    }
  }

  #fail(
    request: ChatRequest,
    rejection: Rejection,
    { source, tries }: Pick<BookEntry, "source" | "tries">,
  ): ChatAnswer {
    this.#record({ ...entryOf(request), source, tries, outcome: rejection.reason });
    return { kind: "none", ...rejection, usage: NO_USAGE };
  }

  #finish(
    request: ChatRequest,
    completion: Completion,
    { source, tries, paid = completion }: Pick<BookEntry, "source" | "tries"> & { paid?: Completion },
  ): ChatAnswer {
    const { usage } = completion;
    const { price } = this.#options;
    const { apiKey, cache } = this.#options;
    const used = {
      requests: 1,
      kept: source === "cache" && !cache?.replays ? 1 : 0,
      promptTokens: usage?.promptTokens ?? 0,
      completionTokens: usage?.completionTokens ?? 0,
      costUsd: costOf(price, usage),
    };
    const answer = toAnswer(completion, { apiKey, usage: used });
    const outcome = answer.kind === "text" ? "answer" : answer.reason;
    this.#record({
      ...entryOf(request),
      source,
      tries,
      outcome,
      usage: paid.usage,
      costUsd: costOf(price, paid.usage),
    });
    return answer;
  }

  #record(entry: BookEntry): void {
    this.books.record(entry);
    this.#options.onRecord?.(entry);
  }
}

function entryOf({ purpose, subject }: ChatRequest): BookEntry {
  return { purpose, subject, source: "paid", tries: 0, outcome: "answer", usage: null, costUsd: 0 };
}
