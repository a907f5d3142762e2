import type { ReplyEnd } from "./http_server.ts";

/** One request as the server saw it. */
export interface BookedRequest {
  /** Hash of the conversation. */
  readonly content: string;
  /** What was asked for, such as "module". */
  readonly asked: string;
  /** "answer", or "bad:" or "fault:" with the kind's name; "capped" where too many were in flight. */
  readonly reply: string;
  /** Tokens of an answer; null for faults, which nobody pays. */
  readonly tokens: { readonly prompt: number; readonly completion: number } | null;
  /** Milliseconds since the server started. */
  readonly began: number;
  ended: number | null;
  end: ReplyEnd | "lost" | null;
}

/** A server's own count of what it was asked and what it delivered. */
export class ServerBooks {
  /** All requests, in the order of their arrival. */
  readonly requests: BookedRequest[] = [];
  #inFlight = 0;
  #mostInFlight = 0;
  readonly #arrivals = new Map<string, number>();

  /** How many requests are being answered. */
  get inFlight(): number {
    return this.#inFlight;
  }

  /** Counts a request that arrived. */
  begin(request: Pick<BookedRequest, "content" | "asked" | "reply" | "tokens">): BookedRequest {
    this.#mostInFlight = Math.max(this.#mostInFlight, ++this.#inFlight);
    const booked: BookedRequest = { ...request, began: performance.now(), ended: null, end: null };
    this.requests.push(booked);
    this.#arrivals.set(request.content, this.arrivals(request.content) + 1);
    return booked;
  }

  /** Counts what became of it. */
  end(request: BookedRequest, end: ReplyEnd): void {
    this.#inFlight--;
    request.ended = performance.now();
    request.end = end;
  }

  /** How often a conversation has arrived so far. */
  arrivals(content: string): number {
    return this.#arrivals.get(content) ?? 0;
  }

  /** Everything as JSON. */
  toJson(): ServerTotals {
    const delivered = this.requests.filter(wasDelivered);
    const contents = Map.groupBy(this.requests, ({ content }) => content);
    const twice = [...contents.values()].filter((same) => same.filter(wasDelivered).length > 1);
    return {
      requests: this.requests.length,
      in_flight: this.#inFlight,
      most_in_flight: this.#mostInFlight,
      asked: countBy(this.requests, ({ asked }) => asked),
      replies: countBy(this.requests, ({ reply }) => reply),
      ends: countBy(this.requests, ({ end }) => end ?? "in flight"),
      answers: {
        made: this.requests.filter(({ tokens }) => tokens !== null).length,
        delivered: delivered.length,
        good: delivered.filter(({ reply }) => reply === "answer").length,
      },
      tokens: {
        prompt: sum(delivered.map(({ tokens }) => tokens!.prompt)),
        completion: sum(delivered.map(({ tokens }) => tokens!.completion)),
      },
      contents: {
        different: contents.size,
        asked_again: [...contents.values()].filter((same) => same.length > 1).length,
        delivered_again: twice.length,
      },
    };
  }
}

/** A server's books, for printing and comparing. */
export interface ServerTotals {
  readonly requests: number;
  readonly in_flight: number;
  readonly most_in_flight: number;
  readonly asked: Readonly<Record<string, number>>;
  readonly replies: Readonly<Record<string, number>>;
  readonly ends: Readonly<Record<string, number>>;
  readonly answers: { readonly made: number; readonly delivered: number; readonly good: number };
  /** Of answers that were delivered whole. */
  readonly tokens: { readonly prompt: number; readonly completion: number };
  /** Conversations, by how often they came. */
  readonly contents: {
    readonly different: number;
    readonly asked_again: number;
    readonly delivered_again: number;
  };
}

/** Whether a request was an answer, good or bad, that its client got whole. */
export function wasDelivered({ tokens, end }: BookedRequest): boolean {
  return tokens !== null && end === "whole";
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Record<string, number> {
  const counts = [...Map.groupBy(items, keyOf)].map(([key, same]): [string, number] => [key, same.length]);
  return Object.fromEntries(counts.sort(([a], [b]) => a < b ? -1 : 1));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
