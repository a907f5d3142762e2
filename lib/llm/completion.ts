/** What a server answered, as far as it matters; this is what the request cache keeps. */
export interface Completion {
  /** The text, "" where there is none. */
  readonly text: string;
  /** The model's own words where it refuses. */
  readonly refusal: string | null;
  /** Such as "stop", "length" or "content_filter"; null where the server does not say. */
  readonly finishReason: string | null;
  /** Null where the server reported none that makes sense. */
  readonly usage: ReportedUsage | null;
}

/** Tokens as the server counted them. */
export interface ReportedUsage {
  /** Tokens that were sent, those below included. */
  readonly promptTokens: number;
  /** Tokens of the prompt that the provider had in its own cache; 0 where it does not say. */
  readonly cachedPromptTokens: number;
  /** Tokens that were written, thoughts included. */
  readonly completionTokens: number;
  /** US dollars where the server reports the price itself, as OpenRouter does; else null. */
  readonly costUsd: number | null;
}
