/** What answers of a model used, as their servers reported it. */
export interface Usage {
  /** Answers that were had, those out of the request cache included. */
  readonly requests: number;
  /** Those of them that a live run had kept from before. */
  readonly kept: number;
  /** Tokens that were sent. */
  readonly promptTokens: number;
  /** Tokens that were written. */
  readonly completionTokens: number;
  /** US dollars; null where a price or a count of tokens is not known. */
  readonly costUsd: number | null;
}

/** Nothing used. */
export const NO_USAGE: Usage = { requests: 0, kept: 0, promptTokens: 0, completionTokens: 0, costUsd: 0 };

/** Two usages together. */
export function addUsage(a: Usage, b: Usage): Usage {
  return {
    requests: a.requests + b.requests,
    kept: a.kept + b.kept,
    promptTokens: a.promptTokens + b.promptTokens,
    completionTokens: a.completionTokens + b.completionTokens,
    costUsd: a.costUsd === null || b.costUsd === null ? null : a.costUsd + b.costUsd,
  };
}
