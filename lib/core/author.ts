import type { Draw } from "./seed.ts";

/** Who writes modules: a model, the offline library, or your own implementation. */
export interface Author {
  /** For provenance, such as "offline" or "model". */
  readonly name: string;
  /** Model name; null where no model is asked. */
  readonly model: string | null;
  /**
   * Whether one scenario may be written again (with the same module, for another bug) after all others
   * had their turn. False for a model: it would be asked for the same thing again.
   */
  readonly repeats: boolean;
  /**
   * Writes one scenario as a YAML document.
   *
   * @throws {ProviderError} where asking again cannot help (wrong key, no quota, unknown model).
   */
  write(request: AuthorRequest): Promise<AuthorAnswer>;
}

/** What an author is asked for. */
export interface AuthorRequest {
  /** The scenario that is asked for, and which of its tasks. */
  readonly draw: Draw;
  /** From 1; a later attempt knows why the one before was refused. */
  readonly attempt: number;
  /** Why the attempt before was refused; null at first. */
  readonly feedback: string | null;
  /** Aborted where the answer is no longer wanted. */
  readonly signal: AbortSignal;
}

/** What an author gave: a text to be checked, or the reason why there is none. */
export type AuthorAnswer =
  | { readonly kind: "text"; readonly text: string; readonly usage: Usage }
  | {
    readonly kind: "none";
    readonly reason: string;
    readonly detail: string;
    readonly usage: Usage;
  };

/** Tokens used. */
export interface Usage {
  /** Tokens that were sent. */
  readonly promptTokens: number;
  /** Tokens that were written. */
  readonly completionTokens: number;
}

/** No tokens at all. */
export const NO_USAGE: Usage = { promptTokens: 0, completionTokens: 0 };

/** Two usages together. */
export function addUsage(a: Usage, b: Usage): Usage {
  return {
    promptTokens: a.promptTokens + b.promptTokens,
    completionTokens: a.completionTokens + b.completionTokens,
  };
}
