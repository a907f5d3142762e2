import type { ChatRequest } from "../core/chat.ts";
import { ProviderError } from "../core/errors.ts";
import { accept, type Outcome, reject } from "../core/rejection.ts";
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
  /** Ends all waits: for a turn, for room in the budget, and between tries. */
  #waits = new AbortController();

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
    options.draining?.addEventListener("abort", () => this.#isStuck && this.#endWaits(ENDING), {
      once: true,
    });
  }

  /**
   * Asks until there is an answer, or asking again makes no sense.
   *
   * @throws {ProviderError} and others: see {@linkcode Chat.ask}. Whoever waits at that moment, for a turn or
   * between two tries, gets the same error.
   */
  async request(request: ChatRequest): Promise<Requested> {
    let tries = 0;
    try {
      // Of now: who is on the way when all waits are ended begins none any more.
      const wait = AbortSignal.any([request.signal, this.#waits.signal]);
      return await this.#try(request, { wait, count: () => ++tries });
    } catch (error) {
      if (error === ENDING) return { completion: reject("interrupted", ENDING.message), tries };
      if (error instanceof ProviderError) this.#endWaits(error);
      throw error;
    }
  }

  async #try(
    request: ChatRequest,
    { wait, count }: { wait: AbortSignal; count: () => number },
  ): Promise<Requested> {
    const startedAt = performance.now();
    let adapted = 0;
    while (true) {
      const sent = await this.#sendOnce(request, wait);
      const tries = count();
      if (sent.kind === "answer") {
        this.#outage.answered();
        return { completion: accept(sent.completion), tries };
      }
      this.#enter(request, sent);
      const usual = tries - adapted;
      if (sent.adapted) adapted++;
      else if (!sent.again || usual >= this.#outage.maxTries(1 + this.#options.maxRetries, sent)) {
        this.#giveUp(sent, startedAt);
        return { completion: { ok: false, rejection: sent.rejection }, tries };
      } else await REAL_CLOCK.sleep(backoffMs(usual, sent), wait);
    }
  }

  #enter({ purpose }: ChatRequest, { failure, mayBeCharged, usage = null }: FailedTry): void {
    this.#books.failed(purpose, failure, mayBeCharged && usage === null);
    if (usage !== null) this.#books.pay(purpose, { usage, costUsd: costOf(this.#options.price, usage) });
  }

  /** @throws {ProviderError} where the run should stop. */
  #giveUp({ rejection, again, reached }: FailedTry, startedAt: number): void {
    const late = rejection.reason === "request_timeout";
    // What is refused each time says nothing of whether the provider is there.
    if (!again && !late) return;
    const certain = !late && (!reached || this.#gate.inFlight === 0);
    const stop = this.#outage.gaveUp(rejection, { startedAt, certain });
    if (stop !== null) {
      throw new ProviderError(late ? `${stop}. A longer --request-timeout gives it more time` : stop);
    }
  }

  #endWaits(reason: Error): void {
    const waits = this.#waits;
    this.#waits = new AbortController();
    waits.abort(reason);
  }

  /** Whether a run that is ending would have to wait for long. */
  get #isStuck(): boolean {
    return (this.#options.draining?.aborted ?? false) && this.#gate.pauseMs > LONGEST_LAST_WAIT_MS;
  }

  /** One HTTP request, once the gate and the budget let it pass. */
  async #sendOnce({ messages, signal, purpose }: ChatRequest, wait: AbortSignal): Promise<Sent> {
    const { price, outputBound } = this.#options;
    if (this.#isStuck) throw ENDING;
    const ticket = await this.#gate.enter(estimateTokens(messages), wait);
    let reservation: Reservation | null = null;
    let sent: Sent | null = null;
    try {
      reservation = await this.#budget.reserve(worstCase(messages, outputBound, price), wait);
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
      if (this.#isStuck) this.#endWaits(ENDING);
    }
  }
}

type FailedTry = Sent & { readonly kind: "failed" };

/** A run that is ending waits no longer than that for a provider that wants to be left alone, in milliseconds. */
const LONGEST_LAST_WAIT_MS = 10_000;

const ENDING = new Error("the run is ending, and the provider wants to be left alone for longer");

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
