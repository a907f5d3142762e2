import type { ChatRequest } from "../core/chat.ts";
import { ProviderError } from "../core/errors.ts";
import { accept, type Outcome } from "../core/rejection.ts";
import { backoffMs } from "./backoff.ts";
import type { Books } from "./books.ts";
import { type ActualUse, Budget, type Reservation, worstCase } from "./budget.ts";
import { REAL_CLOCK } from "./clock.ts";
import type { Completion } from "./completion.ts";
import { Gate } from "./gate.ts";
import type { FilledOptions } from "./model_options.ts";
import { Outage } from "./outage.ts";
import { costOf, type ModelPrice } from "./prices.ts";
import { openSender, type Sent } from "./send.ts";

/** What came of one question over the network. */
export interface Requested {
  /** What the server answered, or why there is nothing. */
  readonly completion: Outcome<Completion>;
  /** Requests that left for it. */
  readonly tries: number;
}

/**
 * Gets an answer over the network: through the limits on rate, requests in flight and money, with as many tries as it
 * takes and is allowed.
 */
export class Requester {
  readonly #options: FilledOptions;
  readonly #books: Books;
  readonly #sender;
  readonly #gate;
  readonly #budget;
  readonly #outage;

  /**
   * Nothing is sent yet.
   *
   * @param books Every request is entered there.
   * @throws {UsageError} where the key cannot stand in an HTTP header.
   */
  constructor(options: FilledOptions, books: Books) {
    this.#options = options;
    this.#books = books;
    this.#sender = openSender({ ...options, maxOutputTokens: options.outputBound ?? undefined });
    this.#gate = new Gate(options);
    this.#budget = new Budget(options.limits);
    this.#outage = new Outage(options.model);
  }

  /**
   * Asks until there is an answer, or asking again makes no sense.
   *
   * @throws {ProviderError} and others: see {@linkcode Chat.ask}.
   */
  async request(request: ChatRequest): Promise<Requested> {
    const startedAt = performance.now();
    let adapted = 0;
    for (let tries = 1;; tries++) {
      const sent = await this.#sendOnce(request);
      if (sent.kind === "answer") {
        this.#outage.answered();
        return { completion: accept(sent.completion), tries };
      }
      const usage = sent.usage ?? null;
      this.#books.failed(request.purpose, sent.failure, sent.mayBeCharged && usage === null);
      if (usage !== null) {
        this.#books.pay(request.purpose, { usage, costUsd: costOf(this.#options.price, usage) });
      }
      const givenUp = { completion: { ok: false as const, rejection: sent.rejection }, tries };
      if (sent.adapted) adapted++;
      else if (!sent.again) return givenUp;
      else if (tries - adapted >= this.#outage.maxTries(1 + this.#options.maxRetries, sent)) {
        const stop = this.#outage.gaveUp(sent.rejection, { startedAt });
        if (stop !== null) throw new ProviderError(stop);
        return givenUp;
      } else await REAL_CLOCK.sleep(backoffMs(tries - adapted, sent), request.signal);
    }
  }

  /** One HTTP request, once the gate and the budget let it pass. */
  async #sendOnce({ messages, signal, purpose }: ChatRequest): Promise<Sent> {
    const { price, outputBound } = this.#options;
    const ticket = await this.#gate.enter(estimateTokens(messages), signal);
    let reservation: Reservation | null = null;
    let sent: Sent | null = null;
    try {
      reservation = await this.#budget.reserve(worstCase(messages, outputBound, price), signal);
      this.#books.sent(purpose);
      sent = await this.#sender.send(messages, signal);
      return sent;
    } catch (error) {
      const isRefusal = error instanceof ProviderError;
      // A request that was stopped on its way may still be worked on.
      if (reservation !== null) {
        this.#books.failed(purpose, isRefusal ? "refused for good" : "stopped", !isRefusal);
      }
      throw error;
    } finally {
      const used = sent && usedBy(sent, price);
      reservation?.settle(used ?? UNKNOWN_USE);
      ticket.leave({ ...sent?.kind === "failed" ? sent : {}, tokens: used?.tokens ?? null });
    }
  }
}

const UNKNOWN_USE: ActualUse = { tokens: null, costUsd: null };

/** What a request came to: nothing where the server did not work on it. */
function usedBy(sent: Sent, price: ModelPrice | null): ActualUse {
  const usage = sent.kind === "failed" ? sent.usage ?? null : sent.completion.usage;
  if (usage === null) {
    return sent.kind === "answer" || sent.mayBeCharged ? UNKNOWN_USE : { tokens: 0, costUsd: 0 };
  }
  return { tokens: usage.promptTokens + usage.completionTokens, costUsd: costOf(price, usage) };
}

/** Characters per token of English and code, roughly. */
const CHARACTERS_PER_TOKEN = 3.6;
/** Tokens of a usual answer, a module with its tests. */
const USUAL_ANSWER = 6_000;

/** What a request will come to, for rates; corrected when the answer is there. */
function estimateTokens(messages: ChatRequest["messages"]): number {
  const characters = messages.reduce((sum, { content }) => sum + content.length, 0);
  return Math.ceil(characters / CHARACTERS_PER_TOKEN) + USUAL_ANSWER;
}
