import type { Usage } from "./usage.ts";

/** What a request is sent for; tokens and cost are counted by it. */
export type ChatPurpose =
  | "module"
  | "repair"
  | "llm_variant"
  | "llm_feature"
  | "complicate"
  | "narration"
  | "scenario";

/** One message of a request. */
export interface ChatMessage {
  /** Who speaks. */
  readonly role: "system" | "user" | "assistant";
  /** What is said. */
  readonly content: string;
}

/** One question to a model. */
export interface ChatRequest {
  /** What it is sent for. */
  readonly purpose: ChatPurpose;
  /** What it is about, for messages and the journal: a draw's key, or such as "catalog expand". */
  readonly subject: string;
  /** The conversation so far; the model's turn is next. */
  readonly messages: readonly ChatMessage[];
  /** Aborted where the answer is no longer wanted. */
  readonly signal: AbortSignal;
}

/** What came of a request: a text to be checked, or the reason why there is none. */
export type ChatAnswer =
  | { readonly kind: "text"; readonly text: string; readonly usage: Usage }
  | {
    readonly kind: "none";
    readonly reason: string;
    readonly detail: string;
    readonly usage: Usage;
  };

/** A model that can be asked. */
export interface Chat {
  /** The model's name, as asked for. */
  readonly model: string;
  /**
   * Asks once; broken connections and busy servers are dealt with inside. The same messages asked again in one run are
   * another question: they get another answer.
   *
   * @throws {ProviderError} where asking again cannot help (wrong key, no quota, unknown model, no answer for long).
   * @throws {BudgetError} where a limit on cost, tokens or requests is reached.
   * @throws {UsageError} where only recorded answers may be used and this one is missing.
   */
  ask(request: ChatRequest): Promise<ChatAnswer>;
}
